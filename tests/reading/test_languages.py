import tomllib
from pathlib import Path

import pytest

import kzdata as kz
from kzdata.errors import NoPack
from kzdata.reading.languages import find_language

WORDS = tomllib.loads((Path(__file__).parents[1] / "cases/languages.toml").read_text(encoding="utf-8"))
TEXTS, SHORT = WORDS["sentence"], WORDS["short"]["ru"]


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_of_a_sentence_is_found(language):
    assert find_language(TEXTS[language]) == language


@pytest.mark.parametrize("text", ["", "23%", "Astana, Almaty", "Qazaqstan: $5bn"])
def test_a_few_latin_letters_are_english(text):
    assert find_language(text) == "en"


def test_a_few_other_letters_are_no_language():
    assert find_language(SHORT) == ""


@pytest.mark.parametrize(("language", "name"), [("ru", "Russian"), ("kk", "Kazakh")])
def test_a_bare_string_in_a_language_without_a_pack_is_an_error(language, name):
    with pytest.raises(NoPack, match=f"no pack for {name}") as caught:
        kz.extract(TEXTS[language])
    assert caught.value.language == language


def test_a_bare_string_whose_language_cannot_be_told_is_an_error():
    with pytest.raises(NoPack, match=r"cannot be told .* give that language"):
        kz.extract(SHORT)


def test_a_bare_string_in_latin_letters_is_english():
    assert [figure.value for figure in kz.extract(TEXTS["fr"])] == [23.0]


def test_the_language_that_is_given_holds():
    assert [figure.value for figure in kz.extract(SHORT, language="en")] == [5.0]


def test_a_statement_without_a_language_is_read_in_that_of_its_text():
    with pytest.raises(NoPack, match="French"):
        kz.extract(kz.Statement("s1", TEXTS["fr"]))
