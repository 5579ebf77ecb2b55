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
    "a border": (
        "A loan of $60 million was given for a terminal on the Uzbek border.",
        ["loans KAZ "],
    ),
    "a cause": (
        "Trade with Italy was $9 billion. In spite of the crisis in China exports were $5 billion.",
        ["trade_turnover KAZ ITA", "exports KAZ ITA"],
    ),
    "capitals": ("RUSSIA'S EXPORTS TO KAZAKHSTAN CAME TO $5 BILLION.", ["imports KAZ RUS"]),
    "a dateline": (
        "MANILA, Sept. 28 - A loan for Kazakhstan of $800 million was approved.",
        ["loans KAZ "],
    ),
    "the whole goes on": (
        "Kazakhstan's foreign trade was $78 billion. Its exports came to $48 billion.",
        ["trade_turnover KAZ WORLD", "exports KAZ WORLD"],
    ),
    "a worth": (
        "German firms have 20 projects. In Italy there are 14 projects worth $5 billion, with French help.",
        ["projects_count KAZ DEU", "projects_count KAZ ITA", "projects_value KAZ ITA"],
    ),
    "a bloc beside all of its members": (
        "Kazakhstan's trade with the EAEU - Russia, Belarus, Armenia and Kyrgyzstan - fell to $12 billion.",
        ["trade_turnover KAZ EAEU"],
    ),
    "the sum of both ways": (
        "Korea exported goods for $5bn to Kazakhstan and imported goods for $9bn, for a total of $14bn.",
        ["imports KAZ KOR", "exports KAZ KOR", "trade_turnover KAZ KOR"],
    ),
    "a growth behind its level": (
        "Trade of Latvia and Kazakhstan is large. Latvia sold goods for $29 million, a growth of 8%.",
        ["imports KAZ LVA", "imports KAZ LVA"],
    ),
    "shares that go on with their unit": (
        "Russia provides 36.7 percent of Kazakhstan's imports, China 17.1 and Korea 8.7 percent.",
        ["imports KAZ RUS", "imports KAZ CHN", "imports KAZ KOR"],
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
