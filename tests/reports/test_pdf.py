"""The PDF: everything that the notebook says, in our own type, tagged, the same every time."""

import io
import re

import pypdf
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from kzdata.charts.anchors import anchor
from kzdata.errors import UnknownName
from kzdata.reports import charts
from kzdata.reports.document import read_document
from kzdata.reports.errors import RenderError
from kzdata.reports.exporters import PDFReportExporter
from kzdata.reports.pdf.markup import to_typst


def markup_of(source):
    return to_typst(read_document(new_notebook(cells=[new_markdown_cell(source)])))


def export(notebook, paper="", **resources):
    content, _ = PDFReportExporter(paper=paper).from_notebook_node(notebook, resources=resources)
    return content


def opened(content):
    return pypdf.PdfReader(io.BytesIO(content))


def words_of(pages):
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def tags_of(node):
    """The roles of all tags in a structure tree, in order."""
    node = node.get_object()
    if isinstance(node, list):
        return [tag for kid in node for tag in tags_of(kid)]
    if not isinstance(node, dict):
        return []
    return ([node["/S"]] if "/S" in node else []) + (tags_of(node["/K"]) if "/K" in node else [])


def alternatives_of(node):
    """The words for those who cannot see, of all tags in a structure tree."""
    node = node.get_object()
    if isinstance(node, list):
        return [said for kid in node for said in alternatives_of(kid)]
    if not isinstance(node, dict):
        return []
    return ([node["/Alt"]] if "/Alt" in node else []) + (alternatives_of(node["/K"]) if "/K" in node else [])


@pytest.fixture
def charted_notebook():
    """A notebook with a chart as kzdata draws them, and the list of its sources."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" width="468pt" height="190pt" viewBox="0 0 468 190"/>'
    marks = [{"figure": "s1:5-9", "label": "China, 2017: $18bn", "box": [100, 20, 12, 12]},
             {"figure": "lost", "label": "nowhere", "box": [0, 0, 9, 9]}]  # fmt: skip
    chart = {"title": "Trade doubled", "subtitle": "USD billion", "source": "Source: Kazinform",
             "alt": "A line", "wide": {"svg": svg, "width": 468, "height": 190, "marks": marks}}  # fmt: skip
    shown = new_output("display_data", data={charts.MIME: chart, charts.SVG: svg})
    source = f'<p>It <mark id="{anchor("s1:5-9")}">was $18bn</mark>.</p>'
    return new_notebook(cells=[new_code_cell(outputs=[shown]), new_markdown_cell(f"## Sources\n\n{source}")])


@pytest.fixture(scope="module")
def pdf(report):
    with pypdf.PdfReader(report.pdf) as reader:
        yield reader


def test_the_pdf_says_what_the_notebook_says(pdf, fixtures):
    import nbformat

    cells = {cell.id: cell.source for cell in nbformat.read(fixtures / "brief.ipynb", as_version=4).cells}
    letters = cells["letters"].partition("\n\n")[2]
    text = words_of(pdf.pages)
    assert [word for word in letters.split() if word not in text] == []
    assert "“more than 72 billion USD”, said at a briefing after the talks" in text


def test_title_and_language_are_set(pdf):
    assert pdf.metadata.title == "Trade with CHN more than doubled"
    assert pdf.trailer["/Root"]["/Lang"] == "en"


def test_it_is_tagged_with_headings_tables_and_figures(pdf):
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    tags = tags_of(root["/StructTreeRoot"]["/K"])
    assert {"/H1", "/H2", "/Table", "/TH", "/TD", "/Figure", "/L", "/Note", "/Caption"} <= set(tags)


def test_all_fonts_are_embedded(pdf):
    fonts = {}
    for page in pdf.pages:
        for font in page["/Resources"]["/Font"].values():
            descendant = font.get_object().get("/DescendantFonts", [font])[0].get_object()
            fonts[descendant["/BaseFont"]] = descendant["/FontDescriptor"].get_object()
    assert [name for name, font in fonts.items() if not {"/FontFile2", "/FontFile3"} & font.keys()] == []
    assert any("IBMPlexSans" in name for name in fonts)


def test_headings_are_bookmarks(pdf):
    title, sections = pdf.outline
    assert title.title == "Trade with CHN more than doubled"
    assert [bookmark.title for bookmark in sections] == ["Trade", "Investment", "Letters", "Figures"]


def test_pages_are_numbered_and_a4(pdf):
    count = len(pdf.pages)
    assert [f"Page {n} of {count}" in words_of([page]) for n, page in enumerate(pdf.pages, 1)] == [
        True
    ] * count
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pdf.pages} == {(595, 842)}


def test_a_table_repeats_its_head_on_every_page(pdf):
    shown = [page for page in (words_of([page]) for page in pdf.pages) if "billion USD”" in page]
    assert len(shown) > 1
    assert ["Stated Publisher USD billion Words" in page for page in shown] == [True] * len(shown)


def test_the_same_notebook_gives_the_same_bytes(features):
    assert export(features) == export(features)


def test_any_notebook_is_set(features):
    text = words_of(opened(export(features)).pages)
    said = ["# $ @ < > ~ [x] \\ // /*", "from $13bn to $20bn", "Unclosed paragraph", "raw HTML"]
    assert [part for part in said if part not in text] == []


@pytest.mark.parametrize(
    ("source", "markup"),
    [
        ("a $5 #x [y] @z <b", r"a \$5 \#x \[y\] \@z \<b"),
        ("*a* **b** `c`", '#emph[a]; #strong[b]; #raw("c");'),
        ("[a](https://x.org)", r'#link("https://x.org")[a];'),
        ("[a](figures.csv)", "a"),
        ("[a](#nowhere)", "a"),
        ("## A\n\n[a](#A)", '#heading(level: 2)[A]#label("A")\n\n#link(label("A"))[a];'),
        ("- a\n- b", "#list(tight: true, [a], [b])"),
        ("3. a\n4. b", "#enum(tight: true, start: 3, [a], [b])"),
        ("> a", "#quote(block: true)[a]"),
        ("```python\nx\n```", '#raw("x", lang: "python", block: true)'),
        ("a[^1]\n\n[^1]: b", 'a#footnote[b]#label("fn-1-0");'),
        ("---", "#divider()"),
        ("<p class='source'>a</p>", "#remark[a]"),
        ("a $x$", 'a #math.equation(block: false, alt: "x", $x$.body);'),
        ("<span lang='kk'>a</span>", '#text(lang: "kk")[a];'),
    ],
)
def test_markdown_becomes_typst(source, markup):
    assert markup_of(source) == markup


def test_key_numbers_become_tiles():
    source = "<dl class='kz-tiles'><div><dt>Trade</dt><dd>$5bn</dd><dd class='note'>about</dd></div></dl>"
    assert markup_of(source) == r"#tiles(([Trade], [\$5bn], [about]), )"


def test_cells_that_span_others_keep_their_places(features):
    written = to_typst(read_document(features))
    assert "table.cell(align: left, colspan: 2)[Both]" in written
    assert "table.cell(align: left, rowspan: 2)[1]" in written


def test_a_picture_that_cannot_be_read_is_told():
    broken = new_output("display_data", data={"image/svg+xml": "<svg"})
    with pytest.raises(RenderError, match="Broken: cannot be set as PDF: failed to parse SVG"):
        export(new_notebook(cells=[new_markdown_cell("# Broken"), new_code_cell(outputs=[broken])]))


def test_a_letter_that_no_font_has_is_told():
    with pytest.raises(RenderError, match="no font has the letters '\U00012000'"):
        export(new_notebook(cells=[new_markdown_cell("# \U00012000")]))


def size_of(page):
    return round(page.mediabox.width), round(page.mediabox.height)


def test_paper_is_what_is_asked_for_else_what_the_notebook_says():
    american = new_notebook(metadata={"kzdata": {"paper": "letter"}})
    sizes = [size_of(opened(export(american, paper)).pages[0]) for paper in ("", "A4")]
    assert sizes == [(612, 792), (595, 842)]


def test_unknown_paper_is_told():
    with pytest.raises(UnknownName, match="Unknown paper 'a3'"):
        export(new_notebook(), "a3")


def test_the_cover_tells_what_the_report_is():
    said = {"subtitle": "Trade and investment with China", "period": "2010–2019", "audience": "Analysts"}
    cells = [new_markdown_cell("# Trade grew\n\nTwice.")]
    pages = opened(
        export(new_notebook(cells=cells, metadata={"kzdata": {**said, "data_date": "2019-04"}}))
    ).pages
    cover = words_of(pages[:1])
    assert [
        text for text in [*said.values(), "Trade grew", "Twice.", "April 2019"] if text not in cover
    ] == []


def test_a_cell_may_start_a_new_page():
    cells = [new_markdown_cell("# A"), new_markdown_cell("## Method", metadata={"tags": ["new-page"]})]
    assert ["Method" in words_of([page]) for page in opened(export(new_notebook(cells=cells))).pages] == [
        False,
        True,
    ]


def test_a_wide_table_is_turned_and_a_wider_one_comes_in_parts():
    def table(columns):
        cells = "".join(f"<td>{number}00.5</td>" for number in range(columns))
        heads = "".join(f"<th>Year {number}</th>" for number in range(columns))
        return f"<table><tr><th>Partner</th>{heads}</tr><tr><th>China</th>{cells}</tr></table>"

    turned, parted = (
        opened(export(new_notebook(cells=[new_markdown_cell(table(n))]))).pages[-1] for n in (15, 40)
    )
    assert [size_of(turned), words_of([turned]).count("Partner")] == [(842, 595), 1]
    assert [size_of(parted), words_of([parted]).count("Partner")] == [(842, 595), 3]


def test_a_chart_says_its_words_and_links_its_signs(charted_notebook):
    pages = opened(export(charted_notebook)).pages
    text = words_of(pages)
    links = [note.get_object() for page in pages for note in page.get("/Annots", [])]
    assert all(part in text for part in ("Trade doubled", "USD billion", "Source: Kazinform"))
    assert [(link["/Subtype"], "/Dest" in link) for link in links] == [("/Link", True)]


def test_a_formula_is_set_with_its_source_for_those_who_cannot_see_it():
    reader = opened(export(new_notebook(cells=[new_markdown_cell("# A\n\nB\n\nLet $x_i^2$ be.")])))
    assert "x_i^2" in alternatives_of(reader.trailer["/Root"]["/StructTreeRoot"]["/K"])


def test_files_stand_inside_the_pdf():
    files = {"figures.csv": b"value\n5\n", "manifest.json": b"{}"}
    carried = opened(export(new_notebook(), attachments=files)).attachment_list
    found = {file.name: (file.content, file.associated_file_relationship) for file in carried}
    assert found == {"figures.csv": (b"value\n5\n", "/Data"), "manifest.json": (b"{}", "/Source")}


def test_the_date_is_that_of_source_date_epoch(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1514764800")
    assert opened(export(new_notebook())).metadata.creation_date.isoformat() == "2018-01-01T00:00:00+00:00"
