from hypothesis import given
from hypothesis import strategies as st

from kzdata.reading.text import read_text, sentence_at


def sentences(body: str) -> list[str]:
    text = read_text(body)
    return [text.span(first, last).of(body) for first, last in text.sentences]


def test_an_abbreviation_ends_no_sentence():
    assert sentences("It rose, Mr. Li said on Nov. 19. Trade fell.") == [
        "It rose, Mr. Li said on Nov. 19.",
        "Trade fell.",
    ]


def test_a_blank_line_ends_a_sentence_without_a_full_stop():
    assert sentences("A headline\n\nTrade fell") == ["A headline", "Trade fell"]


def test_a_line_break_inside_a_sentence_does_not_end_it():
    assert sentences("Trade with\nChina fell.") == ["Trade with\nChina fell."]


def test_a_decimal_point_ends_no_sentence():
    assert len(sentences("It was 3.496 billion U.S. dollars.")) == 1


def test_the_sentence_around_a_span_is_whole():
    body = "One. Trade with China was $5bn. Two."
    assert sentence_at(body, 26, 30).of(body) == "Trade with China was $5bn."


@given(st.text())
def test_tokens_lie_where_they_say(body: str):
    text = read_text(body)
    assert [body[a:b] for a, b in zip(text.starts, text.ends, strict=True)] == text.words


@given(st.text())
def test_every_token_is_in_one_sentence(body: str):
    text = read_text(body)
    assert [i for first, last in text.sentences for i in range(first, last)] == list(range(len(text)))
