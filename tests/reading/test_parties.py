"""Whose a figure is and with whom, in ways of speaking that send back to what was named before."""

import pytest

from kzdata.reading import extract

CASES = {
    "the former and the latter": (
        "Russia and China lead: the former bought for $5 billion, the latter for $7 billion.",
        ["exports KAZ RUS", "exports KAZ CHN"],
    ),
    "a verb told once for a list": (
        "Russia took goods for $5 billion and China for $7 billion.",
        ["exports KAZ RUS", "exports KAZ CHN"],
    ),
    "an envoy's own exports": (
        'Polish Ambassador Smith says: "We sold you goods for $4 billion and bought for $7 billion."',
        ["imports KAZ POL", "exports KAZ POL"],
    ),
    "its": ("Georgia is small. Its exports to Italy were $2 billion.", ["exports GEO ITA"]),
    "shares in another country's trade": (
        "Kazakhstan's share in Tajikistan's trade is 20%, that of Russia 27% and of China 16%.",
        ["trade_turnover TJK KAZ", "trade_turnover TJK RUS", "trade_turnover TJK CHN"],
    ),
    "a part with Kazakhstan": (
        "Kyrgyzstan exported goods for $14 billion, of which $3 billion went to Kazakhstan.",
        ["exports KGZ WORLD", "imports KAZ KGZ"],
    ),
    "brackets": (
        "Lithuania exported goods for $236 million to Kazakhstan (-37%) and imported for $11 million (-19%).",
        ["imports KAZ LTU", "imports KAZ LTU", "exports KAZ LTU", "exports KAZ LTU"],
    ),
    "a partner": (
        "France is Kazakhstan's third trading partner in the EU with $3 billion.",
        ["trade_turnover KAZ FRA"],
    ),
    "a stock and its parts": (
        "The stock of American investment is $38 billion; 15% of it came last year.",
        ["investment_stock KAZ USA", "investment_stock KAZ USA"],
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_figures_go_to_whom_the_words_send_back_to(text, expected):
    found = [f"{f.indicator.value} {f.reporter} {' '.join(f.partner)}" for f in extract(text)]
    assert found == expected


def test_money_given_goes_out_and_money_got_comes_in():
    given, got = extract(
        "Kazakhstan gave Kyrgyzstan a grant of $100 million. It took a Chinese loan of $5 billion."
    )
    assert [(f.partner, f.direction) for f in (given, got)] == [(("KGZ",), "out"), (("CHN",), "in")]
