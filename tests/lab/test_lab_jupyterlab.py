"""JupyterLab as ``kzdata lab`` starts it, in a real browser."""

import time
from shutil import copyfile

import pytest
from nbformat import write
from nbformat.v4 import new_code_cell, new_notebook

from kzdata.reports.notebooks import find_notebook

pytestmark = pytest.mark.browser

METADATA = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


def until(true, seconds=180):
    """The first value that is true of what `true` gives, again and again."""
    end = time.monotonic() + seconds
    while not (found := true()) and time.monotonic() < end:
        time.sleep(0.1)
    return found


def opened(lab, card):
    """The notebook that a card opens, when its kernel is ready."""
    lab.open(f"{card}-{time.monotonic_ns()}")
    lab.page.locator(".jp-LauncherCard", has_text=card).click()
    panel = lab.page.locator(".jp-NotebookPanel:not(.lm-mod-hidden)")
    assert until(lambda: any(each["kernel"]["execution_state"] == "idle" for each in lab.sessions(card)))
    panel.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').wait_for()
    return panel


def test_two_clicks_bring_the_first_figure_in_a_copy(lab):
    original = find_notebook("overview").path.read_bytes()
    panel = opened(lab, "Overview")
    panel.get_by_role("button", name="Run all", exact=True).click()
    panel.locator(".jp-OutputArea-output :is(img, svg)").first.wait_for()
    assert (lab.wrong, (lab.folder / "Overview.ipynb").exists()) == ([], True)
    assert find_notebook("overview").path.read_bytes() == original


def test_templates_are_listed(lab):
    lab.open("for-templates")
    lab.page.locator(".jp-LauncherCard", has_text="Template").click()
    dialog = lab.page.get_by_role("dialog")
    assert "Partner" in dialog.inner_text()
    assert lab.wrong == []


def test_a_notebook_is_saved_as_a_report(lab):
    opened(lab, "Partner")
    loads = []
    lab.page.on("download", lambda load: loads.append(load))  # noqa: PLW0108  (a list's own method is not taken)
    lab.page.on("popup", lambda page: page.on("download", lambda load: loads.append(load)))  # noqa: PLW0108
    lab.page.get_by_role("menuitem", name="File").click()
    lab.page.locator(".lm-Menu-item", has_text="Save and Export Notebook As").hover()
    lab.page.locator(".lm-Menu-item", has_text="Report (PDF)").wait_for()
    lab.page.locator(".lm-Menu-item", has_text="Report (HTML)").click()
    assert until(lambda: lab.page.wait_for_timeout(100) or loads)
    assert loads[0].suggested_filename == "Partner.html"


def run(lab, *cells):
    """A notebook of these cells, set to run."""
    name = f"Notes {len(list(lab.folder.glob('Notes*')))}.ipynb"
    made = new_notebook(cells=[new_code_cell(cell) for cell in cells], metadata=METADATA)
    write(made, lab.folder / name)
    lab.open(f"{time.monotonic_ns()}", f"/tree/{name}")
    panel = lab.page.locator(".jp-NotebookPanel")
    assert until(lambda: any(each["kernel"]["execution_state"] == "idle" for each in lab.sessions(name)))
    panel.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').wait_for()
    panel.get_by_role("button", name="Run all", exact=True).click()
    return panel


def test_a_pressed_mark_shows_the_sentence_that_states_it(lab):
    panel = run(lab, "import kzdata as kz", 'kz.explore(partners=["China"])')
    mark = panel.get_by_role("radio", name="Trade with China in 2011: $25bn")
    mark.click()
    said = panel.locator(".kz-said:visible")
    assert "25 billion dollars" in said.inner_text()
    lab.picture("lab")
    mark.press("ArrowRight")
    assert "24 billion" in said.inner_text()
    assert lab.wrong == []


def test_a_sign_of_a_chart_leads_to_the_sentence_in_the_sources(lab):
    shown = "df = kz.figures(partner='CHN')"
    panel = run(lab, "import kzdata as kz", shown, "kz.plot_series(df)", "kz.sources(df)")
    mark = panel.get_by_role("link", name="Trade with China in 2011: $25bn")
    mark.focus()
    mark.press("Enter")
    quote = panel.locator(mark.get_attribute("href"))
    assert quote.inner_text() == "25 billion dollars"
    lab.page.wait_for_function(
        "quote => { const at = quote.getBoundingClientRect(); return at.top > 0 && at.bottom < innerHeight }",
        arg=quote.element_handle(),
    )
    assert lab.wrong == []


def test_chart_table_and_code_follow_what_is_chosen(lab):
    panel = run(lab, "import kzdata as kz", "kz.explore()")
    panel.get_by_label("Chart", exact=True).select_option("Partners, ranked")
    panel.locator(".kz-subtitle", has_text="last full year").wait_for()
    panel.get_by_role("button", name="As code").click()
    panel.locator("pre", has_text="kz.plot_ranking(figures)").wait_for()
    assert lab.wrong == []


def test_an_error_is_a_sentence_in_a_box(lab):
    panel = run(lab, "import kzdata as kz", 'kz.figures(partner="Chnia")')
    box = panel.locator('[data-mime-type="application/vnd.jupyter.stderr"]')
    box.get_by_text("Did you mean China").wait_for()
    assert "Traceback" not in box.inner_text()
    assert 'kz.figures(partner="Chnia")' in box.inner_text()


def test_a_report_shows_its_page_and_leads_to_its_files(lab):
    panel = run(lab, "import kzdata as kz", 'kz.render("partner", partner="CHN", formats=["html"])')
    frame = panel.frame_locator("iframe")
    assert "China" in frame.locator("h1").inner_text()
    assert panel.get_by_role("link", name="Read (HTML)").is_visible()
    assert lab.wrong == []


def job(jupyterlab, **parameters):
    """A job that a form would ask for: parameters are text."""
    copyfile(find_notebook("partner").path, jupyterlab.folder / "job.ipynb")
    return {
        "name": "job",
        "input_uri": "job.ipynb",
        "runtime_environment_name": "kzdata",
        "output_formats": ["html", "pdf"],
        "parameters": parameters,
    }


def ended(jupyterlab, asked):
    """A job that was asked for, when it is over."""
    number = jupyterlab.api("scheduler/jobs", asked)["job_id"]

    def over():
        told = jupyterlab.api(f"scheduler/jobs/{number}")
        return told if told["status"] not in {"CREATED", "IN_PROGRESS"} else None

    return until(over)


def test_a_job_makes_reports_from_typed_parameters(jupyterlab):
    told = ended(jupyterlab, job(jupyterlab, partner="China", start_year="2010"))
    assert (told["status"], told["status_message"]) == ("COMPLETED", None)
    staged = jupyterlab.home / "data" / "scheduler_staging_area" / told["job_id"]
    (page,) = staged.glob("*.html")
    assert "China" in page.read_text(encoding="utf-8")
    (paper,) = staged.glob("*.pdf")
    assert paper.read_bytes().startswith(b"%PDF")
