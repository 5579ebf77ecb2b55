"""A text that is cut to be marked stays the text that it was."""

from itertools import pairwise

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st

from kzdata.lab.marks import pieces
from kzdata.lab.notes import notes
from kzdata.lab.page import page_html
from kzdata.model import Figure, Span, Statement

# no browser keeps a NUL, and no file in UTF-8 holds a lone surrogate
TEXTS = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60)


@st.composite
def marked(draw):
    """A text and figures with evidence anywhere in it: apart, nested, crossing, empty."""
    body = draw(TEXTS)
    spans = st.tuples(*[st.integers(0, len(body))] * 2).map(lambda ends: Span(min(ends), max(ends)))
    fields = st.sampled_from(["unit", "partner", "period", "speaker"])
    found = [
        Figure("x", at.start, at.end, at.of(body), 1.0, "USD", evidence=evidence)
        for at, evidence in draw(st.lists(st.tuples(spans, st.dictionaries(fields, spans)), max_size=6))
    ]
    return body, found


@given(marked())
def test_the_pieces_are_the_text_in_order(text):
    body, figures = text
    assert "".join(piece.text for piece in pieces(body, notes(body, figures))) == body


@given(marked())
def test_what_opens_closes_again_from_the_inside(text):
    body, figures = text
    around = []
    for piece in pieces(body, notes(body, figures)):
        around += piece.opens
        assert list(piece.marks) == around
        for note in piece.closes:
            assert around.pop() is note
    assert around == []


@given(marked())
def test_a_piece_knows_all_figures_whose_evidence_it_is(text):
    body, figures = text
    found = pieces(body, notes(body, figures))
    ends = [0]
    for piece in found:
        ends.append(ends[-1] + len(piece.text))
    for piece, (start, end) in zip(found, pairwise(ends), strict=True):
        assert piece.decided == tuple(
            number
            for number, figure in enumerate(figures, 1)
            if all(any(at.start <= i < at.end for at in figure.evidence.values()) for i in range(start, end))
        )


@given(marked())
def test_a_page_shows_the_text_itself(text):
    body, figures = text
    page = BeautifulSoup(
        page_html([(Statement("x", body), figures)]), "html.parser", preserve_whitespace_tags={"div"}
    )
    assert page.select_one(".kz-text").get_text() == body
