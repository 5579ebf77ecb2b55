"""Countries, regions and blocs: what the tables must say, and what the loader makes of broken ones."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from kzdata.errors import LexiconError, UnknownName
from kzdata.lexicon.areas import (
    Area,
    AreaKind,
    Membership,
    PlaceForm,
    PlaceName,
    area,
    areas,
    find_area,
    members,
    memberships,
    other_names,
    place_names,
    regions_of,
)
from kzdata.lexicon.geography import check_geography, read_areas, read_memberships, read_place_names

GUIDE_CODES = """
    WORLD ASIA EUROPE CENTRAL_ASIA EAST_ASIA SOUTH_ASIA SOUTHEAST_ASIA MIDDLE_EAST GULF AFRICA LATIN_AMERICA
    NORTH_AMERICA EU EAEU CIS GCC ASEAN SCO OTS BRICS CICA
"""

# Words that must never name an area: too common, names of people, of several places or of none here.
# Brussels speaks for Belgium or for the Union, Geneva for the United Nations: nobody can tell.
MUST_NOT_MATCH = """
    Union Commonwealth Republic Community States Kingdom Federation Nations Islands Man It Us us turkey china
    World world the Eurasia Eurasian Caucasus Caspian Baltic Balkans Benelux Siberia Soviet Arab Arabic Turkic
    Islamic Slavic Brussels Geneva Davos Jerusalem Strasbourg Sofia Victoria Santiago Kingston Georgetown
    Hamilton Stanley Male Nice Nursultan Hague Sultan Franco Anglo Indo Wales English Persian Celestial Jersey
    Reunion Martin Helena Lucia Pitcairn Congo Congolese Guiana Oceania Pacific
"""


def aliases(code: str) -> set[str]:
    return {name.alias for name in place_names("en") if name.code == code}


# --- the tables themselves ---


def test_the_tables_hold_no_contradiction() -> None:
    all_names = place_names("en") + tuple(PlaceName(it, "", PlaceForm.OTHER) for it in other_names("en"))
    assert check_geography(areas(), memberships(), all_names) == ()


def test_every_country_of_iso_3166_and_kosovo_is_there() -> None:
    assert sum(one.kind is AreaKind.COUNTRY for one in areas().values()) == 249 + 1


def test_every_region_and_bloc_of_the_annotation_guide_is_there() -> None:
    assert [code for code, one in areas().items() if one.kind is not AreaKind.COUNTRY] == GUIDE_CODES.split()


def test_every_region_and_bloc_has_members() -> None:
    assert [code for code in GUIDE_CODES.split() if not members(code)] == []


def test_only_areas_whose_names_mean_other_things_have_no_name_in_english() -> None:
    assert areas().keys() - {name.code for name in place_names("en")} == {"JEY", "MAF"}


@pytest.mark.parametrize(
    ("code", "m49"), [("KAZ", "398"), ("KOR", "410"), ("AFG", "004"), ("ASIA", "142"), ("XKX", "")]
)
def test_m49_codes(code: str, m49: str) -> None:
    assert area(code).m49 == m49


# --- who belongs where ---


@pytest.mark.parametrize(
    ("code", "on", "count"),
    [
        ("EU", "2004-04-30", 15),
        ("EU", "2004-05-01", 25),
        ("EU", "2007-01-01", 27),
        ("EU", "2013-07-01", 28),
        ("EU", "2019-06-01", 28),
        ("EU", "2020-01-31", 28),
        ("EU", "2020-02-01", 27),
        ("EU", "2020-06-01", 27),
        ("EAEU", "2009-12-31", 0),
        ("EAEU", "2012-02-29", 3),
        ("EAEU", "2015-01-01", 3),
        ("EAEU", "2015-01-02", 4),
        ("EAEU", "2015-08-12", 5),
        ("CIS", "2009-01-01", 12),
        ("CIS", "2009-08-19", 11),
        ("CIS", "2018-05-20", 10),
        ("GCC", "2017-01-01", 6),
        ("ASEAN", "1998-01-01", 9),
        ("ASEAN", "2020-01-01", 10),
        ("ASEAN", "2025-10-26", 11),
        ("SCO", "2017-06-08", 6),
        ("SCO", "2017-06-09", 8),
        ("SCO", "2023-07-04", 9),
        ("SCO", "2024-07-04", 10),
        ("OTS", "2019-10-14", 4),
        ("OTS", "2019-10-15", 5),
        ("BRICS", "2010-12-23", 4),
        ("BRICS", "2023-12-31", 5),
        ("BRICS", "2024-01-01", 9),
        ("BRICS", "2025-01-06", 10),
        ("CICA", "2004-01-01", 16),
        ("CICA", "2010-06-08", 22),
        ("CICA", "2012-01-01", 24),
        ("CICA", "2015-01-01", 26),
        ("CICA", "2022-10-13", 28),
    ],
)
def test_blocs_grow_and_shrink(code: str, on: str, count: int) -> None:
    assert len(members(code, date.fromisoformat(on))) == count


@pytest.mark.parametrize(
    ("code", "countries"),
    [
        ("EAEU", "ARM BLR KAZ KGZ RUS"),
        ("GCC", "ARE BHR KWT OMN QAT SAU"),
        ("CIS", "ARM AZE BLR KAZ KGZ MDA RUS TJK TKM UZB"),
        ("ASEAN", "BRN IDN KHM LAO MMR MYS PHL SGP THA TLS VNM"),
        ("SCO", "BLR CHN IND IRN KAZ KGZ PAK RUS TJK UZB"),
        ("OTS", "AZE KAZ KGZ TUR UZB"),
        ("BRICS", "ARE BRA CHN EGY ETH IDN IND IRN RUS ZAF"),
        ("CENTRAL_ASIA", "KAZ KGZ TJK TKM UZB"),
        ("GULF", "ARE BHR IRN IRQ KWT OMN QAT SAU"),
        ("MIDDLE_EAST", "ARE BHR EGY IRN IRQ ISR JOR KWT LBN OMN PSE QAT SAU SYR TUR YEM"),
        ("NORTH_AMERICA", "BMU CAN GRL SPM USA"),
        ("KAZ", "KAZ"),
    ],
)
def test_members_of_today(code: str, countries: str) -> None:
    assert members(code) == tuple(countries.split())


@pytest.mark.parametrize(
    ("code", "in_m49", "beside_m49"),
    [
        ("AFRICA", 60, ""),
        ("ASIA", 50, "TWN"),
        ("EUROPE", 51, "XKX"),
        ("LATIN_AMERICA", 52, ""),
        ("NORTH_AMERICA", 5, ""),
        ("WORLD", 248, "TWN XKX"),
    ],
)
def test_regions_have_as_many_countries_as_un_m49_counts(code: str, in_m49: int, beside_m49: str) -> None:
    beside = set(beside_m49.split())
    assert beside <= set(members(code))
    assert len(members(code)) == in_m49 + len(beside)


def test_no_country_is_on_two_continents() -> None:
    continents = ("AFRICA", "ASIA", "EUROPE", "LATIN_AMERICA", "NORTH_AMERICA")
    everyone = [country for code in continents for country in members(code)]
    assert len(everyone) == len(set(everyone))


def test_a_region_counts_the_countries_of_the_regions_in_it() -> None:
    assert set(members("CENTRAL_ASIA")) < set(members("ASIA"))


def test_regions_of_a_country_hold_the_regions_of_its_region() -> None:
    found = regions_of("KAZ")
    assert found == ("ASIA", "CENTRAL_ASIA", "CICA", "CIS", "EAEU", "OTS", "SCO", "WORLD")


def test_regions_of_a_country_depend_on_the_day() -> None:
    assert "EU" in regions_of("GBR", date(2020, 1, 31))
    assert "EU" not in regions_of("GBR", date(2020, 2, 1))


# --- names ---


@pytest.mark.parametrize("word", MUST_NOT_MATCH.split())
def test_words_that_name_no_area(word: str) -> None:
    assert word not in {name.alias for name in place_names("en")}


@pytest.mark.parametrize(
    ("code", "some"),
    [
        ("KOR", "Republic of Korea|South Korea|Korea|Korean|Seoul"),
        ("PRK", "North Korea|DPRK|North Korean"),
        ("TUR", "Turkey|Türkiye|Turkiye|Turkish|Turks|Ankara"),
        ("ARE", "UAE|Emirates|United Arab Emirates|Emirati|Abu Dhabi"),
        ("USA", "US|U.S.|USA|United States|America|American|Washington"),
        ("GBR", "UK|U.K.|Britain|United Kingdom|England|British|London"),
        ("NLD", "Netherlands|Holland|Dutch|The Hague"),
        ("KGZ", "Kyrgyz Republic|Kirghizia|Kyrgyz|Bishkek"),
        ("KAZ", "Kazakh|Kazakhstani|Kazakhs|Astana|Nur-Sultan|Almaty"),
        ("CHN", "PRC|People's Republic of China|People’s Republic of China|Chinese|Beijing|Sino"),
        ("EAEU", "EAEU|EEU|Eurasian Economic Union|Customs Union"),
        ("OTS", "Turkic Council|Turkic states|Organization of Turkic States"),
        ("WORLD", "third countries|rest of the world"),
    ],
)
def test_names_that_officials_use(code: str, some: str) -> None:
    assert set(some.split("|")) <= aliases(code)


def test_names_that_only_look_like_places_are_kept_apart() -> None:
    assert {"Indian Ocean", "Asian Development Bank", "US dollars", "Gulf of Mexico"} <= set(
        other_names("en")
    )


def test_a_language_that_the_lexicon_lacks_is_named() -> None:
    with pytest.raises(UnknownName, match="Unknown language 'xx'"):
        place_names("xx")


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("CHN", "CHN"),
        ("chn", "CHN"),
        ("china", "CHN"),
        ("Chinese", "CHN"),
        ("Central Asia", "CENTRAL_ASIA"),
        ("central_asia", "CENTRAL_ASIA"),
        ("central-asia", "CENTRAL_ASIA"),
        ("the  Netherlands", "NLD"),
        ("world", "WORLD"),
        ("jersey", "JEY"),
        ("us", "USA"),
        ("eu", "EU"),
    ],
)
def test_what_people_type(typed: str, code: str) -> None:
    assert find_area(typed) == code


def test_every_code_and_printed_name_is_understood() -> None:
    assert [one for one in areas().values() if {find_area(one.code), find_area(one.name)} != {one.code}] == []


@pytest.mark.parametrize(
    ("typed", "nearest"),
    [("Kazakstn", "Kazakhstan"), ("KZA", "Kazakhstan"), ("Germny", "Germany"), ("Eurpe", "Europe")],
)
def test_a_misspelt_partner_brings_the_right_name_first(typed: str, nearest: str) -> None:
    with pytest.raises(UnknownName) as caught:
        find_area(typed)
    assert (caught.value.what, caught.value.known[0]) == ("partner", nearest)


def test_a_partner_like_no_other_brings_no_name_but_tells_what_to_write() -> None:
    with pytest.raises(UnknownName, match="Use an ISO code") as caught:
        find_area("Qwxyz")
    assert caught.value.known == ()


def test_an_unknown_code_brings_the_nearest_codes() -> None:
    with pytest.raises(UnknownName) as caught:
        area("China")
    assert (caught.value.what, caught.value.known[0]) == ("area", "CHN")


# --- what the check finds ---

KNOWN = {
    "AAA": Area("AAA", AreaKind.COUNTRY, "", "Aland"),
    "BBB": Area("BBB", AreaKind.COUNTRY, "", "Beland"),
    "REG": Area("REG", AreaKind.REGION, "", "Region"),
    "SUB": Area("SUB", AreaKind.REGION, "", "Part"),
    "BLO": Area("BLO", AreaKind.BLOC, "", "Bloc"),
}
EARLY, LATE = date(2010, 1, 1), date(2020, 1, 1)


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([Membership("BLO", "ZZZ", None, None)], "no area has the code ZZZ"),
        ([Membership("AAA", "BBB", None, None)], "a country has no members"),
        ([Membership("BLO", "REG", None, None)], "a bloc cannot have a region as a member"),
        ([Membership("REG", "BLO", None, None)], "a region cannot have a bloc as a member"),
        ([Membership("BLO", "AAA", LATE, EARLY)], "it ends on 2010-01-01, before it begins"),
    ],
)
def test_faults_of_memberships(rows: list[Membership], reason: str) -> None:
    assert [fault.reason for fault in check_geography(KNOWN, tuple(rows), ())] == [reason]


def test_two_memberships_at_once_are_a_fault() -> None:
    rows = (Membership("BLO", "AAA", None, LATE), Membership("BLO", "AAA", LATE, None))
    assert [fault.reason for fault in check_geography(KNOWN, rows, ())] == ["it overlaps with an earlier row"]


def test_regions_inside_each_other_are_a_fault() -> None:
    rows = (Membership("REG", "SUB", None, None), Membership("SUB", "REG", None, None))
    assert {fault.reason for fault in check_geography(KNOWN, rows, ())} == {"it is inside itself"}


def test_leaving_and_joining_again_is_no_fault() -> None:
    rows = (Membership("BLO", "AAA", None, EARLY), Membership("BLO", "AAA", LATE, None))
    assert check_geography(KNOWN, rows, ()) == ()


def named(alias: str, code: str, form: PlaceForm = PlaceForm.NAME) -> PlaceName:
    return PlaceName(alias, code, form)


@pytest.mark.parametrize(
    ("names", "reason"),
    [
        ([named("Nowhere", "ZZZ")], "no area has the code ZZZ"),
        ([named("Here", "AAA"), named("here", "REG")], "it means both AAA and REG"),
        ([named("Blo", "AAA")], "it means both BLO and AAA"),
        ([named("Here", "AAA"), named("Here", "AAA", PlaceForm.CITY)], "the alias stands there twice"),
        ([named("Sea", "AAA", PlaceForm.OTHER)], "the form other, and only that, goes without a code"),
        ([named("Here", "")], "the form other, and only that, goes without a code"),
    ],
)
def test_faults_of_names(names: list[PlaceName], reason: str) -> None:
    assert [fault.reason for fault in check_geography(KNOWN, (), tuple(names))] == [reason]


# --- broken files ---


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("code,name\nKAZ,Kazakhstan", "the columns must be code, kind, m49, name"),
        ("KAZ,country,398", "it has 3 cells instead of 4"),
        ("KAZ,land,398,Kazakhstan", "'land' is none of country, region, bloc"),
        ("kaz,country,398,Kazakhstan", "'kaz' is not written as a country's code is"),
        ("KAZ,country,39,Kazakhstan", "it needs a name, and an M49 code of three digits or none"),
        ("KAZ,country,398,A\nKAZ,country,,B", "an earlier row has the same code"),
        ("KAZ,country,398,A\nUZB,country,398,B", "an earlier row has the same code"),
        ("KAZ,country,398,Kazakhstan ", "a cell begins or ends with a space"),
    ],
)
def test_a_broken_table_of_areas_is_refused(tmp_path: Path, text: str, reason: str) -> None:
    head = "" if text.startswith("code") else "code,kind,m49,name\n"
    (tmp_path / "areas.csv").write_text(f"{head}{text}\n", encoding="utf-8")
    with pytest.raises(LexiconError) as caught:
        read_areas(tmp_path / "areas.csv")
    assert caught.value.reason == reason


def test_an_error_in_a_table_tells_the_line(tmp_path: Path) -> None:
    text = "area,member,start,end,note\nEU,HRV,2013-07-01,,\nEU,GBR,1973-01-01,2020-02-30,\n"
    (tmp_path / "memberships.csv").write_text(text, encoding="utf-8")
    with pytest.raises(LexiconError, match=r"memberships\.csv: line 3 .*'2020-02-30' is not a day"):
        read_memberships(tmp_path / "memberships.csv")


def test_an_unknown_form_of_a_name_is_refused(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text("code,alias,form\nKAZ,Kazakhstan,noun\n", encoding="utf-8")
    with pytest.raises(LexiconError, match="'noun' is none of name, adjective"):
        read_place_names(tmp_path / "places.csv")


def test_a_table_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_bytes("code,alias,form\nTUR,Türkiye,name\n".encode("latin-1"))
    with pytest.raises(LexiconError, match="not UTF-8"):
        read_place_names(tmp_path / "places.csv")
