import io
import json
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kzdata import model
from kzdata.tables.bounds import bounds
from kzdata.tables.errors import TableError
from kzdata.tables.formats import read_figures, to_csv, to_jsonl, to_parquet
from kzdata.tables.implied import implied
from kzdata.tables.money import to_usd
from kzdata.tables.schema import COLUMNS, Column, Holds, typed
from kzdata.tables.sdmx import to_sdmx

WRITERS = {".csv": to_csv, ".jsonl": to_jsonl, ".parquet": to_parquet}
TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
NASTY = st.sampled_from(
    ["=1+1", "+3%", "-2", "@SUM(A1)", "\t=x", "\r\n", "'", "''=", " =1", "NA", "null", '"', "a;b"]
)


def cells(column: Column) -> st.SearchStrategy[object]:
    match column.holds:
        case Holds.TEXT:
            found = TEXT | NASTY
        case Holds.NUMBER:
            found = st.floats(allow_nan=False, allow_infinity=False)
        case Holds.INTEGER:
            found = st.integers(0, 2**53)
        case Holds.DATE:
            found = st.dates(date(1900, 1, 1), date(2100, 1, 1))
        case Holds.CODES:
            found = st.lists(st.sampled_from(["CHN", "EU", "CENTRAL_ASIA"])).map(tuple)
        case Holds.TERM:
            found = st.sampled_from(column.terms)
    return found if column.required else st.none() | found


ROWS = st.lists(st.fixed_dictionaries({column.name: cells(column) for column in COLUMNS}), max_size=3)


@pytest.mark.parametrize("suffix", WRITERS)
@settings(max_examples=50)
@given(rows=ROWS)
def test_a_table_that_was_written_is_read_back_equal(tmp_path_factory, suffix, rows):
    table = typed({column.name: [row[column.name] for row in rows] for column in COLUMNS})
    path = tmp_path_factory.mktemp("tables") / f"figures{suffix}"
    WRITERS[suffix](table, path)
    pd.testing.assert_frame_equal(read_figures(path), table)


@pytest.mark.parametrize(
    "text", ["=1+1", "+3%", "-2%", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "＝1", "'=1"]
)
def test_no_text_is_a_formula_in_a_spreadsheet(text):
    written = io.StringIO()
    to_csv(pd.DataFrame({"quote": [text]}), written)
    cell = written.getvalue().removeprefix("quote\n").strip('"')
    assert cell.startswith("'")


def test_numbers_below_zero_stay_numbers(table):
    written = io.StringIO()
    to_csv(table({"value": -3.5})[["value"]], written)
    assert written.getvalue() == "value\n-3.5\n"


def test_csv_is_written_as_people_and_programs_read_it(table, tmp_path):
    to_csv(table({"partner": ("CHN", "RUS")}), tmp_path / "figures.csv")
    first = pd.read_csv(tmp_path / "figures.csv", dtype="str").loc[0]
    assert first[["figure_id", "value", "partner", "period_end"]].tolist() == [
        "s0:11-18",
        "13300000000",
        "CHN;RUS",
        "2016-12-31",
    ]


def test_a_csv_file_tells_excel_that_it_is_utf_8(table, tmp_path):
    to_csv(table({}), tmp_path / "figures.csv")
    assert (tmp_path / "figures.csv").read_bytes().startswith(b"\xef\xbb\xbffigure_id")


def test_a_line_of_jsonl_has_the_values_of_a_figure(table):
    written = io.StringIO()
    to_jsonl(table({}), written)
    row = json.loads(written.getvalue())
    assert {name: row[name] for name in model.COLUMNS} == {
        **dict.fromkeys(model.COLUMNS),
        "statement_id": "s0",
        "start": 11,
        "end": 18,
        "quote": "$13.3bn",
        "value": 13300000000,
        "unit": "USD",
        "qualifier": "exact",
        "kind": "level",
        "indicator": "trade_turnover",
        "reporter": "KAZ",
        "partner": ["ITA"],
        "period_start": "2016-01-01",
        "period_end": "2016-12-31",
        "modality": "actual",
    }


def test_parquet_holds_partners_as_a_list(table, tmp_path):
    to_parquet(table({"partner": ("CHN", "RUS")}), tmp_path / "figures.parquet")
    assert list(pd.read_parquet(tmp_path / "figures.parquet").loc[0, "partner"]) == ["CHN", "RUS"]


def test_exploded_partners_are_read_back_as_tuples(table, tmp_path):
    exploded = table({"partner": ("CHN", "RUS")}).explode("partner").astype({"partner": "str"})
    to_csv(exploded, tmp_path / "figures.csv")
    assert read_figures(tmp_path / "figures.csv")["partner"].tolist() == [("CHN",), ("RUS",)]


@pytest.mark.parametrize(
    ("name", "harm", "message"),
    [
        ("figures.csv", lambda text: text.replace("level", "levle"), "'levle' is none of level"),
        ("figures.csv", lambda text: text.replace("13300000000", "much"), "column value, row 1: 'much'"),
        ("figures.csv", lambda text: text.replace("2016-12-31", "2016"), "column period_end, row 1: '2016'"),
        ("figures.csv", lambda text: text.replace("quote,", "words,"), "column quote is missing"),
        ("figures.csv", lambda text: text + "a,b\n", "line 3: 2 cells, not 30"),
        ("figures.csv", lambda text: text.replace("USD", ""), "column unit, row 1: empty"),
        ("figures.csv", lambda text: text + '"', "line 3: unexpected end of data"),
        ("figures.jsonl", lambda text: text + "{", "line 2: Expecting property name"),
        ("figures.jsonl", lambda _: "[1]\n", "line 1: not an object"),
        ("figures.jsonl", lambda text: text.replace('"USD"', "5"), "column unit, row 1: 5 is no text"),
    ],
)
def test_a_broken_file_is_refused_with_its_place(table, tmp_path, name, harm, message):
    path = tmp_path / name
    WRITERS[path.suffix](table({}), path)
    path.write_text(harm(path.read_text(encoding="utf-8-sig")), encoding="utf-8")
    with pytest.raises(TableError, match=message) as refused:
        read_figures(path)
    assert refused.value.path == path


@pytest.mark.parametrize("content", [b"", b"nonsense", b"PAR1 but cut"])
def test_a_broken_parquet_file_is_refused(tmp_path, content):
    (tmp_path / "figures.parquet").write_bytes(content)
    with pytest.raises(TableError, match=r"figures\.parquet"):
        read_figures(tmp_path / "figures.parquet")


@pytest.mark.parametrize(("name", "reason"), [("gone.csv", "No such file"), ("table.xlsx", "not a .csv")])
def test_a_file_that_cannot_be_read_is_refused(tmp_path, name, reason):
    with pytest.raises(TableError, match=reason):
        read_figures(tmp_path / name)


def test_a_file_in_another_encoding_is_refused(tmp_path):
    (tmp_path / "figures.csv").write_bytes("figures".encode("utf-16"))
    with pytest.raises(TableError, match="codec"):
        read_figures(tmp_path / "figures.csv")


@pytest.mark.parametrize("suffix", WRITERS)
def test_bounds_and_dollars_are_read_back_equal(table, tmp_path, suffix):
    over = {"qualifier": "over", "unit": "KZT"}
    figures = to_usd(bounds(table(over, {"unit": "percent", "kind": "change", "qualifier": "under"})))
    WRITERS[suffix](figures, tmp_path / f"figures{suffix}")
    pd.testing.assert_frame_equal(read_figures(tmp_path / f"figures{suffix}"), figures)


def test_implied_figures_are_refused_with_the_way_to_make_them_anew(table, tmp_path):
    to_csv(implied(table({})), tmp_path / "implied.csv")
    with pytest.raises(TableError, match="make these anew"):
        read_figures(tmp_path / "implied.csv")


def test_implied_figures_are_not_for_sdmx(table):
    with pytest.raises(TableError, match="implied figures are not for SDMX-CSV"):
        to_sdmx(implied(table({})), io.StringIO())


def test_a_name_that_ends_as_another_format_is_refused(table, tmp_path):
    with pytest.raises(TableError, match=r"out\.xlsx: a \.csv file is written"):
        to_csv(table({}), tmp_path / "out.xlsx")
    assert not (tmp_path / "out.xlsx").exists()
