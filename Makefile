# Everything a newcomer needs. `make` lists the targets.
PORT ?= 8000
PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
SIAP := $(VENV)/.siap
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.DEFAULT_GOAL := help
.PHONY: help setup demo test lint bench fmt migration browser

help: ## this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: $(SIAP) ## environment in .venv, every package at its pinned version

$(SIAP): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet "pip>=25.1"
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable . --group dev
	touch $(SIAP)

demo: setup ## the demo city on http://127.0.0.1:8000 (PORT= changes it); keeps its data between starts
	SUITE_ENV=demo SUITE_VAR="$${SUITE_VAR:-var/demo}" SUITE_BASE_URL=http://127.0.0.1:$(PORT) $(BIN)/suite demo --port $(PORT)

test: setup browser ## all tests, on SQLite and on PostgreSQL, in a real browser (ARGS= goes to pytest)
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal $(ARGS)

browser: # Chromium and the PDF tools for the tests, from Debian, when they are missing and we may install them
	@scripts/alat-uji

lint: setup ## style, types, imports go down only, packages pinned, licensed and without known holes
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/pyright
	$(BIN)/lint-imports
	$(BIN)/python scripts/audit-dependensi

bench: setup ## measures beside their bare limits; table and var/bench.json
	$(BIN)/python -m bench

fmt: setup ## format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

migration: setup ## a new revision from the models: make migration M="what it does"
	SUITE_VAR=var/migrasi $(BIN)/suite db upgrade
	SUITE_VAR=var/migrasi $(BIN)/alembic revision --autogenerate -m "$(M)"
