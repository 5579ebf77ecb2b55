# kzdata's commands. `make` lists them; each makes .venv and installs what it needs when that is missing or outdated.
# Written for GNU make 3.81, which macOS carries.

OUT ?= reports
ARGS ?=

# For machines other than the one that pins: appnope on macOS, aiohttp (for papermill) on Python 3.12, and the last
# argon2-cffi-bindings that Intel Macs can install without a compiler.
ELSEWHERE := appnope aiohttp 'argon2-cffi-bindings<26'
# What quantulum3 needs and nobody has built: setuptools does so.
NO_WHEEL := docopt,stemming,wikipedia
RECENT := import sys; sys.exit(sys.version_info < (3, 11))
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

# A PYTHON that is named and is not the one that .venv was made with makes it anew.
ifneq ($(origin PYTHON),undefined)
ifneq ($(PYTHON),$(shell cat $(VENV)/made-with 2>/dev/null))
.PHONY: $(VENV)/pyvenv.cfg
endif
endif
PYTHON ?= $(shell for each in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$each" -c '$(RECENT)' 2>/dev/null && { echo "$$each"; exit; }; done; echo python3)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help report test lint format lab bench data constraints hooks clean

help: ## List the targets
	@awk 'BEGIN {FS = ":.*## "} /^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

report: $(VENV)/ready-to-run ## Render the reports to reports/ (OUT=DIR elsewhere, ARGS="partner --partner CHN" for one)
	$(BIN)/kzdata report --out "$(OUT)" $(ARGS)

test: lint ## Lint, then run the tests (ARGS="-k periods" for some)
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile $(ARGS)

lint: $(VENV)/ready-to-develop ## Check format, style, types and the layers' imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/ready-to-develop ## Format the code and repair what ruff can repair
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lab: $(VENV)/ready-for-lab ## Open copies of the notebooks in JupyterLab, in workspace/ (ARGS="--port 8899")
	$(BIN)/kzdata lab workspace $(ARGS)

bench: $(VENV)/ready-to-bench ## Measure reading, tables and reports (ARGS="--only reports --reports 3", "--memory 200")
	OMP_NUM_THREADS=1 $(BIN)/python -m bench $(ARGS)

data: $(VENV)/ready-to-develop ## Make data/rates/, data/prices/ and data/datapackage.json anew
	$(BIN)/python -m tools.rates
	$(BIN)/python -m tools.prices
	$(BIN)/python -m tools.datapackage

hooks: $(VENV)/ready-to-develop ## Have git run the same checks before each commit
	$(BIN)/pre-commit install

constraints: ## Pin the newest versions of all that kzdata needs in constraints.txt
	rm -rf build/pins
	$(PYTHON) -m venv build/pins
	build/pins/bin/python -m pip install --quiet --only-binary :all: --no-binary $(NO_WHEEL) \
		--editable '.[dev,lab,bench]' $(ELSEWHERE)
	{ grep '^#' constraints.txt; build/pins/bin/python -m pip freeze --all --exclude pip --exclude-editable \
	| tr 'A-Z_' 'a-z-' | LC_ALL=C sort; } > build/constraints.txt
	mv build/constraints.txt constraints.txt

clean: ## Remove .venv, caches and builds; reports stay
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find kzdata tests -name __pycache__ -type d -prune -exec rm -rf {} +

# The build backend comes first, so that it is pinned too and no build fetches another one.
$(VENV)/ready-to-run: $(VENV)/pyvenv.cfg pyproject.toml constraints.txt
	@echo "Installing kzdata into $(VENV) ..."
	@$(PIP) hatchling
	@$(PIP) --no-build-isolation --editable .
	@touch $@

$(VENV)/ready-for-lab: $(VENV)/pyvenv.cfg pyproject.toml constraints.txt
	@echo "Installing kzdata and what JupyterLab needs for it into $(VENV) ..."
	@$(PIP) hatchling
	@$(PIP) --no-build-isolation --editable '.[lab]'
	@touch $(VENV)/ready-to-run $@

$(VENV)/ready-to-develop: $(VENV)/pyvenv.cfg pyproject.toml constraints.txt
	@echo "Installing kzdata and its development tools into $(VENV) ..."
	@$(PIP) hatchling
	@$(PIP) --no-build-isolation --editable '.[dev,lab]'
	@touch $(VENV)/ready-to-run $(VENV)/ready-for-lab $@

$(VENV)/ready-to-bench: $(VENV)/pyvenv.cfg pyproject.toml constraints.txt
	@echo "Installing kzdata and what it is measured beside into $(VENV) ..."
	@$(PIP) hatchling setuptools
	@$(PIP) --no-build-isolation --editable '.[bench]'
	@touch $(VENV)/ready-to-run $@

$(VENV)/pyvenv.cfg:
	@python='$(PYTHON)'; stop() { echo "$$*" >&2; exit 1; }; \
	command -v "$$python" >/dev/null || \
		stop "No $$python found. Install Python 3.11 or newer, or name one: make PYTHON=/path/to/python3"; \
	"$$python" -c '$(RECENT)' || \
		stop "kzdata needs Python 3.11 or newer; $$python is $$("$$python" -V 2>&1). Name another: make PYTHON=python3.12"; \
	"$$python" -c 'import ensurepip' 2>/dev/null || \
		stop "$$python cannot make virtual environments: ensurepip is missing. On Debian: apt install python3-venv"; \
	"$$python" -m venv --clear $(VENV) && echo "$$python" > $(VENV)/made-with
