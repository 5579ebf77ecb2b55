import matplotlib.pyplot as plt
import pypdf
import pytest
import typst

import kzdata as kz
from kzdata.errors import StatementError

PROSE = (
    "Trade between Kazakhstan and China grew by 23% over the past year and reached \\$14 billion, the "
    "Minister said at a meeting in Astana. Two-thirds of the manufacturing investments are petrochemicals.",
    "In January-September of this year exports rose to \\$8.2 billion. The two governments signed 12 "
    "documents worth more than \\$2 billion during the visit, among them agreements on transport.",
)
BODY = "\n\n".join(PROSE * 8).replace("\\", "")
HEADS = "header: [Ministry of Trade #h(1fr) Release 14], footer: context counter(page).display()"


@pytest.fixture
def pdf(tmp_path):
    def write(page="", par="", top="= Trade grows\n25 December 2017", paragraphs=PROSE * 8):
        source, target = tmp_path / "a.typ", tmp_path / "a.pdf"
        rules = f'#set page(paper: "a5"{page})\n#set text(lang: "en", hyphenate: true)\n#set par({par})\n'
        source.write_text(rules + top + "\n\n" + "\n\n".join(paragraphs), encoding="utf-8")
        typst.compile(source, output=target)
        return target

    return write


@pytest.mark.parametrize(
    ("page", "par"),
    [
        ("", ""),
        (f", {HEADS}", ""),
        (", columns: 2", "justify: true"),
        (f", columns: 2, {HEADS}", "justify: true"),
        ("", "first-line-indent: 1.5em, spacing: 0.65em"),
    ],
    ids=["plain", "heads", "columns", "columns and heads", "indents"],
)
def test_however_a_text_is_set_its_paragraphs_are_read(pdf, page, par):
    assert kz.read_statement(pdf(page, par)).body == BODY


def test_offsets_count_in_the_paragraphs(pdf):
    st = kz.read_statement(pdf(", columns: 2"))
    figures = kz.extract(st)
    assert {figure.quote for figure in figures} >= {"23%", "more than $2 billion"}
    assert all(st.body[figure.start : figure.end] == figure.quote for figure in figures)


def test_the_headline_and_the_date_below_it_are_read(pdf):
    st = kz.read_statement(pdf())
    assert (st.title, str(st.published), st.notes) == ("Trade grows", "2017-12-25", ())


def test_a_pdf_without_a_date_says_so(pdf):
    st = kz.read_statement(pdf(top="= Trade grows"))
    assert st.published is None
    assert "No publication date is taken from the PDF" in st.notes[0]


def test_a_date_in_the_headline_of_a_pdf_is_no_date_of_publication(pdf):
    assert kz.read_statement(pdf(top="= Trade as of 1 January 2018")).published is None


def test_a_locked_pdf_says_so(pdf, tmp_path):
    writer = pypdf.PdfWriter(clone_from=pdf())
    writer.encrypt("secret", algorithm="AES-256")
    writer.write(tmp_path / "locked.pdf")
    with pytest.raises(StatementError, match="locked with a password"):
        kz.read_statement(tmp_path / "locked.pdf")


def test_a_pdf_that_only_may_not_be_changed_is_read(pdf, tmp_path):
    writer = pypdf.PdfWriter(clone_from=pdf())
    writer.encrypt("", "secret", algorithm="AES-256")
    writer.write(tmp_path / "open.pdf")
    assert kz.read_statement(tmp_path / "open.pdf").body == BODY


def test_a_scan_says_so(tmp_path):
    figure = plt.figure()
    figure.figimage([[0.0, 1.0], [1.0, 0.0]])
    figure.savefig(tmp_path / "scan.pdf")
    plt.close(figure)
    with pytest.raises(StatementError, match=r"no text layer: it is a scan\. .*OCR"):
        kz.read_statement(tmp_path / "scan.pdf")


def test_a_page_without_words_among_others_is_named(pdf):
    st = kz.read_statement(pdf(paragraphs=[*PROSE, "#pagebreak()", "#pagebreak(weak: false)", *PROSE]))
    assert st.notes == ("No text is found on page 2: pictures cannot be read.",)


def test_words_that_a_line_broke_are_joined(tmp_path):
    lines = "He spoke of effi-\nciency, of two-\nthirds of exports and a 15-\nyear plan for trans-\nport."
    figure = plt.figure()
    figure.text(0.1, 0.5, lines)
    figure.savefig(tmp_path / "a.pdf")
    plt.close(figure)
    joined = "He spoke of efficiency, of two-thirds of exports and a 15-year plan for transport."
    assert kz.read_statement(tmp_path / "a.pdf").body == joined


@pytest.mark.parametrize("content", [b"", b"words", b"%PDF-1.7 and no more"])
def test_a_damaged_pdf_says_so(tmp_path, content):
    (tmp_path / "a.pdf").write_bytes(content)
    with pytest.raises(StatementError, match="damaged PDF"):
        kz.read_statement(tmp_path / "a.pdf")
