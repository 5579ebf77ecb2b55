"""SDMX-CSV, read by the package sdmx1 as anybody's program would read it."""

import io
from datetime import date

import pandas as pd
import pytest
import sdmx
from hypothesis import given
from hypothesis import strategies as st

from kzdata.lexicon.areas import areas
from kzdata.model import Modality, Period, Qualifier
from kzdata.tables.corpus import figures
from kzdata.tables.errors import TableError
from kzdata.tables.formats import read_figures
from kzdata.tables.sdmx import to_sdmx
from kzdata.tables.sdmx_codes import area_codes
from kzdata.tables.sdmx_periods import frequency, parse_time_period, time_period


@pytest.fixture(scope="module")
def corpus_figures():
    return figures()


@pytest.fixture(scope="module")
def written(corpus_figures, tmp_path_factory):
    path = tmp_path_factory.mktemp("sdmx") / "figures.csv"
    to_sdmx(corpus_figures, path)
    return path


@pytest.fixture(scope="module")
def structure(written):
    return sdmx.read_sdmx(io.BytesIO(written.with_suffix(".structure.xml").read_bytes()))


@pytest.fixture(scope="module")
def data_sets(written, structure):
    flow = structure.dataflow["FIGURES"]
    message = sdmx.read_sdmx(io.BytesIO(written.read_bytes()), format="csv", structure=flow)
    return {"FIGURES": message.data[0], "FIGURES_WITHOUT_PERIOD": message.data[1]}


def cells(observation):
    key = {name: value.value for name, value in observation.dimension.values.items()}
    attributes = {name: value.value for name, value in observation.attached_attribute.items()}
    return {**key, **attributes, "OBS_VALUE": observation.value}


def observed(table):
    """The figures of a table, as the cells of SDMX-CSV."""
    stream = io.StringIO()
    to_sdmx(table, stream)
    stream.seek(0)
    return pd.read_csv(stream, dtype="str", keep_default_na=False).to_dict("records")


def test_sdmx1_reads_every_figure_and_its_value(data_sets, corpus_figures):
    values = {cells(each)["FIGURE_ID"]: float(each.value) for data in data_sets.values() for each in data.obs}
    assert values == dict(zip(corpus_figures["figure_id"], corpus_figures["value"], strict=True))


def test_figures_without_a_period_have_a_structure_without_one(data_sets, structure, corpus_figures):
    dated = corpus_figures["period_start"].notna()
    assert len(data_sets["FIGURES"].obs) == dated.sum()
    assert len(data_sets["FIGURES_WITHOUT_PERIOD"].obs) == (~dated).sum()
    timeless = structure.dataflow["FIGURES_WITHOUT_PERIOD"].structure
    assert not {"TIME_PERIOD", "FREQ"} & {each.id for each in timeless.dimensions}


def test_every_code_stands_in_its_code_list(data_sets, structure):
    for flow, data in data_sets.items():
        definition = structure.dataflow[flow].structure
        parts = [*definition.dimensions, *definition.attributes]
        lists = {part.id: part.local_representation.enumerated for part in parts}
        for observation in data.obs:
            for name, value in cells(observation).items():
                if value and lists.get(name) is not None:
                    assert set(value.split(";")) <= set(lists[name].items), name


def test_what_a_structure_demands_each_figure_has(data_sets, structure):
    for flow, data in data_sets.items():
        definition = structure.dataflow[flow].structure
        for observation in data.obs:
            assert all(cells(observation)[dimension.id] for dimension in definition.dimensions)


def test_no_two_observations_have_one_key(data_sets):
    keys = [tuple(cells(each).items())[:10] for data in data_sets.values() for each in data.obs]
    assert len(set(keys)) == len(keys)


def test_a_reader_learns_what_a_code_means(structure):
    assert str(structure.codelist["CL_AREA"]["KZ"].name) == "Kazakhstan"
    assert str(structure.codelist["CL_UNIT_MEASURE"]["KZT"].name) == "Kazakhstani Tenge"
    assert str(structure.concept_scheme["CS_FIGURES"]["QUOTE"].description).startswith("The words that state")


def test_lists_of_the_standard_are_named_as_its_own(structure):
    frequencies = structure.codelist["CL_FREQ"]
    assert (frequencies.maintainer.id, frequencies.version, frequencies.is_partial) == ("SDMX", "2.1", "true")


def test_figures_are_read_back_equal(written, corpus_figures):
    pd.testing.assert_frame_equal(read_figures(written), corpus_figures)


def test_the_same_table_gives_the_same_files(written, corpus_figures, tmp_path):
    to_sdmx(corpus_figures, tmp_path / "again.csv")
    assert (tmp_path / "again.csv").read_bytes() == written.read_bytes()
    assert (tmp_path / "again.structure.xml").read_bytes() == written.with_suffix(
        ".structure.xml"
    ).read_bytes()


def test_several_partners_are_one_figure(table, tmp_path):
    joint = table({"partner": ("CHN", "RUS")})
    (row,) = observed(joint)
    assert (row["COUNTERPART_AREA"], row["COUNTERPART_AREAS[]"]) == ("_SEVERAL", "CN;RU")
    to_sdmx(joint, tmp_path / "joint.csv")
    assert read_figures(tmp_path / "joint.csv").loc[0, "partner"] == ("CHN", "RUS")


def test_exploded_partners_have_keys_of_their_own(table):
    exploded = table({"partner": ("CHN", "RUS")}).explode("partner", ignore_index=True)
    assert [row["COUNTERPART_AREA"] for row in observed(exploded.astype({"partner": "str"}))] == ["CN", "RU"]


def test_a_figure_without_a_partner_says_so(table):
    assert observed(table({"partner": ()}))[0]["COUNTERPART_AREA"] == "_X"


@pytest.mark.parametrize("modality", Modality)
def test_only_what_came_to_pass_has_the_normal_status(table, modality):
    assert (observed(table({"modality": modality}))[0]["OBS_STATUS"] == "A") == (modality == "actual")


def test_the_high_end_of_a_range_is_its_upper_bound(table):
    (row,) = observed(table({"qualifier": Qualifier.RANGE, "value_high": 14e9}))
    assert (row["OBS_VALUE"], row["UPPER_BOUND"]) == ("13300000000", "14000000000")


def test_texts_that_hold_commas_quotes_and_lines_come_back(table, tmp_path):
    nasty = table({"speaker": 'A; "B",\r\nC\u2028=1'})
    to_sdmx(nasty, tmp_path / "nasty.csv")
    assert read_figures(tmp_path / "nasty.csv")["speaker"].tolist() == nasty["speaker"].tolist()


def test_each_area_has_a_code_of_its_own():
    assert len(set(area_codes().values())) == len(areas())


@pytest.mark.parametrize(
    ("start", "end", "written", "code"),
    [
        ("2017-01-01", "2017-12-31", "2017", "A"),
        ("2016-07-01", "2016-12-31", "2016-S2", "S"),
        ("2017-04-01", "2017-06-30", "2017-Q2", "Q"),
        ("2016-02-01", "2016-02-29", "2016-02", "M"),
        ("2017-12-25", "2017-12-25", "2017-12-25", "D"),
        ("2017-01-01", "2017-09-30", "2017-01-01/P9M", "_O"),
        ("2017-02-01", "2017-04-30", "2017-02-01/P3M", "_O"),
        ("2005-01-01", "2016-12-31", "2005-01-01/P12Y", "_O"),
        ("2007-12-25", "2017-12-25", "2007-12-25/P3654D", "_O"),
    ],
)
def test_a_period_is_written_as_the_standard_does(start, end, written, code):
    period = Period(date.fromisoformat(start), date.fromisoformat(end))
    assert (time_period(period), frequency(period)) == (written, code)


@given(days=st.lists(st.dates(date(1900, 1, 1), date(2100, 1, 1)), min_size=2, max_size=2).map(sorted))
def test_any_period_comes_back(days):
    assert parse_time_period(time_period(Period(*days))) == Period(*days)


@pytest.mark.parametrize("text", ["2017-13", "2017-Q5", "2017-02-30", "2017-01-01/P9X", "soon"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ValueError, match="is not 2017"):
        parse_time_period(text)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (",IT,", ",QQ,", "column COUNTERPART_AREA, row 1: 'QQ' is no area"),
        (",2016,", ",2016-99,", "column TIME_PERIOD, row 1: '2016-99' is not"),
        ("QUALIFIER", "CERTAINTY", "column QUALIFIER is missing"),
        (",EXACT,", ",SURE,", "'sure' is none of exact"),
    ],
)
def test_a_broken_file_is_refused_with_its_place(table, tmp_path, old, new, message):
    path = tmp_path / "figures.csv"
    to_sdmx(table({}), path)
    path.write_text(path.read_text().replace(old, new))
    with pytest.raises(TableError, match=message):
        read_figures(path)


def test_a_figure_that_stands_there_twice_is_refused(table):
    with pytest.raises(TableError, match=r"figure s0:11-18 stands there twice.*drop_duplicates"):
        to_sdmx(pd.concat([table({}), table({})]), io.StringIO())


@pytest.mark.parametrize(
    ("change", "message"),
    [({"partner": ("ATLANTIS",)}, "'ATLANTIS' is no country"), ({}, "quote is missing")],
)
def test_a_table_that_sdmx_cannot_hold_is_refused(table, change, message):
    wrong = table(change) if change else table({}).drop(columns="quote")
    with pytest.raises(TableError, match=message):
        to_sdmx(wrong, io.StringIO())


def test_implied_figures_are_not_passed_off_as_stated(table):
    with pytest.raises(TableError, match="implied figures are not for SDMX-CSV"):
        to_sdmx(table({}).assign(implied=True), io.StringIO())
    assert len(observed(table({}).assign(implied=False))) == 1
