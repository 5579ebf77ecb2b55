"""Tables, key numbers and prose: what they say, and that what a text says cannot break a page."""

import json

import pytest
from bs4 import BeautifulSoup

from kzdata.charts.certainty import certainty
from kzdata.charts.comparable import in_years
from kzdata.charts.numbers import amount, money
from kzdata.charts.prose import coverage, headline, sources
from kzdata.charts.table import FIGURES, figure_table
from kzdata.charts.tiles import tiles
from kzdata.charts.words import words
from kzdata.errors import UnknownName
from kzdata.model import Direction, Indicator, Kind, Modality, Period, Qualifier
from kzdata.tables.currency import to_currency
from kzdata.tables.schema import NAMES


def parsed(html: str) -> tuple[list[str], BeautifulSoup]:
    """The texts of an HTML fragment, and its tree."""
    tree = BeautifulSoup(html, "html.parser")
    return list(tree.stripped_strings), tree


def test_table_has_a_caption_and_heads_for_its_columns(trade):
    _, tree = parsed(figure_table(trade).html)
    assert tree.caption.text == "13 figures, as stated"
    heads = [head.text for head in tree.thead.select("th[scope=col]")]
    assert heads == ["Partner", "Indicator", "Value", "Period", "In these words", "Source"]
    assert [head.text for head in tree.thead.select(".num")] == ["Value"]


def test_a_row_gives_value_period_words_and_a_link_to_the_source(table):
    said = {"value": 14e9, "quote": "more than 14 billion", "qualifier": "over"}
    texts, tree = parsed(figure_table(table(said)).html)
    assert texts[-5:] == ["Trade turnover", ">$14bn", "2017", "more than 14 billion", "Akorda, 1 Mar 2019"]
    assert tree.a["href"] == "https://example.org/0"


def test_one_partner_is_told_once(table):
    assert parsed(figure_table(table({}, {})).html)[0][0] == "China: 2 figures, as stated"


def test_what_is_planned_is_marked(table):
    assert "Trade turnover (target)" in figure_table(table({"modality": "target"})).html


def test_markup_in_a_text_stays_text(table):
    html = figure_table(table({"quote": "<b>$5 & more</b>", "url": "javascript:alert(1)"})).html
    assert "&lt;b&gt;$5 &amp; more&lt;/b&gt;" in html
    assert "javascript" not in html


def test_a_table_declares_its_figures_as_data(trade):
    bundle = figure_table(trade.head(1), data=trade)._repr_mimebundle_()
    rows = json.loads(json.dumps(bundle[FIGURES]))
    assert len(rows) == len(trade)
    assert tuple(rows[0]) == NAMES
    assert (rows[0]["partner"], rows[0]["period_start"], rows[0]["speaker"]) == ("CHN", "2009-01-01", None)


def test_tiles_show_label_value_period_and_source(trade):
    china = trade[[codes == ("CHN",) for codes in trade["partner"]]]
    assert parsed(tiles(china, "CHN").html)[0] == [
        "Trade with China",
        "$18bn",
        "2017 · Ministry of Commerce of China, 31 May 2018",
    ]


def test_tiles_of_all_partners_show_the_largest(trade):
    assert parsed(tiles(trade).html)[0][:2] == ["Trade with Russia", "almost $20bn"]


def test_headline_is_a_heading_that_no_reader_of_markdown_takes_for_a_formula(trade):
    china = trade[[codes == ("CHN",) for codes in trade["partner"]]]
    assert (
        str(headline(china, "CHN"))
        == r"# As stated, trade with China grew from \$9.4bn in 2009 to \$18bn in 2017"
    )


def test_headline_of_a_bloc_names_its_leading_member(trade):
    members = trade[[codes == ("RUS",) for codes in trade["partner"]]]
    expected = r"# Russia leads in stated trade with the Eurasian Economic Union: almost \$20bn in 2019"
    assert str(headline(members, "EAEU")) == expected


def test_coverage_counts_figures_statements_and_publishers(trade):
    assert str(coverage(trade)).startswith(
        "This report rests on 13 figures on Kazakhstan's trade and investment, from 13 statements "
        "by 3 publishers, published between 2010 and 2020."
    )


def test_certainty_names_bounds_plans_and_gaps(trade):
    china = trade[[codes == ("CHN",) for codes in trade["partner"]]]
    said = str(certainty(china)).splitlines()
    assert [*said[1:5], said[-1]] == [
        "- 7 of 8 figures are stated without a qualifier.",
        "- 1 is a bound or rounded (more than, almost, about). The truth may lie well beyond it.",
        "- 1 is a target, forecast or potential, not something that has come to pass.",
        "- 1 is stated without a period: no chart of full years has it.",
        "- No statement here gives trade with China for the full years 2011–2016.",
    ]


def test_certainty_says_first_that_a_program_has_read_the_texts(trade):
    assert str(certainty(trade)).startswith("- A program read the figures from the texts.")


def test_no_dollar_sign_reaches_a_reader_of_markdown_that_sets_formulas(trade):
    assert "$" not in headline(trade)._repr_mimebundle_()["text/markdown"]


def test_certainty_sets_statements_that_disagree_against_each_other(table):
    said = table({"value": 1.85e9, "publisher": "Trend"}, {"value": 3.28e9, "publisher": "Kazinform"})
    told = str(certainty(said)).splitlines()
    assert told[-2].startswith("- 1 contradiction stands among these figures")
    assert told[-1].startswith("- Trade with China in 2017:")
    assert all(name in told[-1] for name in ("Trend, 1 Mar 2019", "Kazinform, 1 Mar 2019", "77% apart"))


def test_certainty_says_how_many_amounts_could_not_be_converted(table):
    said = table({}, {"value": 2e9, "period": None})
    assert "1 amount stays in the money it is stated in" in str(certainty(to_currency(said, "EUR")))


def test_sources_link_each_statement_and_mark_the_words_in_their_sentence(table):
    said = table({"quote": "over <10> billion"})
    html = sources(said).html
    assert '<a href="https://example.org/0">Statement 0</a>. Akorda, 1 Mar 2019.' in html
    assert 'Trade came to <mark id="f-s0-14-31">over &lt;10&gt; billion</mark> (0).' in html


def test_years_keep_what_ends_in_them_or_was_published_then(table):
    said = table(
        {"year": 2004}, {"year": 2010}, {"period": None, "published": "2011-05"}, {"years": (1991, 2019)}
    )
    assert list(in_years(said, 2005, 2015)["statement_id"]) == ["s1", "s2"]


def test_years_in_the_wrong_order_are_refused(trade):
    with pytest.raises(UnknownName, match="ends before it starts"):
        in_years(trade, 2020, 2005)


@pytest.mark.parametrize(
    ("value", "unit", "written"),
    [
        (999.6e6, "USD", "$1bn"),
        (1_851_000_000, "USD", "$1.85bn"),
        (0, "USD", "$0"),
        (450, "EUR", "€450"),
        (3e12, "JPY", "¥3tn"),
        (5e9, "RUB", "RUB 5bn"),
        (347_000, "teu", "347,000 TEU"),
        (-11.6, "percent", "−11.6%"),
    ],
)
def test_numbers_are_written_in_the_readers_way(value, unit, written):
    assert amount(value, unit) == written


@pytest.mark.parametrize(
    ("qualifier", "written"),
    [
        ("exact", "$2bn"),
        ("about", "~$2bn"),
        ("over", ">$2bn"),
        ("at_least", "≥$2bn"),
        ("under", "<$2bn"),
        ("almost", "<$2bn"),
        ("up_to", "≤$2bn"),
    ],
)
def test_a_qualifier_stands_before_its_number(qualifier, written):
    assert money(2e9, "USD", qualifier) == written


def test_a_language_without_words_is_refused_with_those_there_are(trade):
    with pytest.raises(UnknownName, match="language"):
        headline(trade, language="xx")


def test_every_term_of_the_vocabularies_has_its_words():
    says = words("en")
    assert all(says.has("indicator", name) for name in Indicator)
    assert all(says.has("kind", name) for name in set(Kind) - {Kind.LEVEL})
    assert all(says.has("modality", name) for name in set(Modality) - {Modality.ACTUAL})
    loose = set(Qualifier) - {Qualifier.EXACT, Qualifier.RANGE}
    assert all(says.has(section, name) for section in ("sign", "qualifier") for name in loose)
    assert all(says.has("subject", f"investment_{way}") for way in Direction)


def test_a_part_of_a_year_is_written_as_its_months(table):
    texts, _ = parsed(figure_table(table({"period": Period.of_months(2017, 1, 9)})).html)
    assert texts[-3] == "Jan–Sept 2017"
