"""Typed parameters: read from the notebook's source, checked before anything runs."""

from datetime import date

import pytest
from nbformat.v4 import new_code_cell, new_notebook

from kzdata.errors import UnknownName
from kzdata.reports.errors import ParameterError
from kzdata.reports.parameters import check_parameters, parameters, with_parameters


def declaring(source):
    return new_notebook(cells=[new_code_cell(source, metadata={"tags": ["parameters"]})])


def given(source, text=True, **values):
    return check_parameters(declaring(source), values, report="r", text=text)


def test_a_parameter_is_its_name_type_default_and_comment():
    (found,) = parameters(declaring('unit: str = "a # b"  # how it is counted'))
    assert (found.name, str(found.type), found.default, found.doc) == (
        "unit",
        "str",
        "a # b",
        "how it is counted",
    )


def test_a_declaration_may_take_several_lines():
    (found,) = parameters(declaring('names: list[str] = [\n    "a",\n    "b",\n]  # both'))
    assert (found.default, found.doc) == (["a", "b"], "both")


def test_a_parameter_without_a_type_takes_that_of_its_default():
    assert given("since = 2006", since="2010") == {"since": 2010}


@pytest.mark.parametrize(
    ("declared", "text", "value"),
    [
        ('x: str = "a"', "5", "5"),
        ("x: int = 1", "5", 5),
        ("x: float = 1", "2.5", 2.5),
        ("x: bool = True", "no", False),
        ("x: str | None = None", "none", None),
        ("x: Optional[int] = None", "7", 7),
        ("x: list[int] = []", "1, 2", [1, 2]),
        ('x: Literal["a", "b"] = "a"', "b", "b"),
        ("x: datetime.date = date(2006, 1, 1)", "2010-12-31", date(2010, 12, 31)),
        ('x: date = "2006-01-01"', "2010-12-31", "2010-12-31"),
        ("x: 'int | float' = 1", "1.5", 1.5),
    ],
)
def test_text_from_a_command_line_becomes_the_declared_type(declared, text, value):
    assert given(declared, x=text) == {"x": value}


@pytest.mark.parametrize(
    ("declared", "text"),
    [
        ("x: int = 1", "five"),
        ("x: bool = True", "maybe"),
        ('x: Literal["a", "b"] = "a"', "c"),
        ("x: date = date(2006, 1, 1)", "31.12.2010"),
        ("x: list[int] = []", "1,b"),
    ],
)
def test_text_of_another_type_is_refused_by_name(declared, text):
    with pytest.raises(ParameterError, match="'x' of report r must be") as caught:
        given(declared, x=text)
    assert (caught.value.name, caught.value.value, caught.value.report) == ("x", text, "r")


def test_values_from_python_are_not_converted():
    with pytest.raises(ParameterError, match="must be int, not '2010'"):
        given("since: int = 2006", text=False, since="2010")


def test_true_is_no_number():
    with pytest.raises(ParameterError):
        given("since: int = 2006", text=False, since=True)


def test_a_misspelt_parameter_brings_the_nearest_names():
    with pytest.raises(UnknownName) as caught:
        given("since: int = 2006\nuntil: int = 2019", sinse="2010")
    assert caught.value.known == ("since",)


def test_a_notebook_without_parameters_says_so():
    with pytest.raises(UnknownName, match="Report r takes no parameters"):
        check_parameters(new_notebook(), {"since": 1}, report="r")


def test_a_partner_is_resolved_to_its_code():
    assert given('partner: str = "CHN"', partner="Italy") == {"partner": "ITA"}


def test_an_unknown_partner_is_refused():
    with pytest.raises(UnknownName, match="partner 'Chnia'"):
        given('partner: str = "CHN"', partner="Chnia")


def test_a_default_that_must_be_computed_is_left_to_the_notebook():
    assert given("x: int = 1\nnow: int = today()") == {"x": 1}


def test_a_cell_that_is_no_python_is_refused():
    with pytest.raises(ParameterError, match="plain assignments"):
        given("%matplotlib inline")


def test_an_unsupported_type_is_refused():
    with pytest.raises(ParameterError, match="dict"):
        given("x: dict[str, int] = {}")


def test_values_are_set_right_after_the_parameters_cell():
    notebook = declaring("since: int = 2006")
    notebook.cells.append(new_code_cell("since"))
    made = with_parameters(notebook, {"since": 2010, "on": date(2010, 1, 2)})
    assert [cell.source for cell in made.cells] == [
        "since: int = 2006",
        "import datetime\nsince = 2010\non = datetime.date(2010, 1, 2)",
        "since",
    ]


def test_setting_values_leaves_the_notebook_as_it_was():
    notebook = declaring("since: int = 2006")
    with_parameters(notebook, {"since": 2010})
    assert len(notebook.cells) == 1
