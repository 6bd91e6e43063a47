# Everything starts here. `make run` needs Python 3.11 or later and nothing else.

PYTHON ?= python3
VENV_PYTHON := .venv/bin/python
ARGS ?=

# What another environment left in the shell must not lead ours astray.
unexport VIRTUAL_ENV PYTHONHOME PYTHONPATH
MAKEFLAGS += --no-print-directory

.PHONY: help run setup test test-office check bench drill a11y clean

help:
	@echo 'make run      the portal at http://localhost:8000, with a demonstration county (PORT=8001, DEMO=0)'
	@echo 'make test     all tests (ARGS="tests/surveys -k receipt" for some)'
	@echo 'make test-office  the files we hand out, opened in LibreOffice'
	@echo 'make check    what a change must pass: style, import order, migrations, settings, translations, tests'
	@echo 'make bench    how fast it is, each measure against its limit'
	@echo 'make drill    what it survives'
	@echo 'make a11y     every page in every theme and width, by axe (long)'
	@echo 'make setup    only .venv, packages, npm assets and translations, with the tools for tests'
	@echo 'make clean    remove all that the others made in this folder, the local database included'

run:
	@$(PYTHON) portal/start/setup.py
	@$(VENV_PYTHON) -m portal.start.run

setup:
	@$(PYTHON) portal/start/setup.py --dev

test: setup
	@$(VENV_PYTHON) -m portal.start.test $(ARGS)

test-office: setup
	@$(VENV_PYTHON) -m pytest tests/meetings/test_office.py tests/surveys/test_report_office.py -m office $(ARGS)

check: setup
	@$(VENV_PYTHON) -m portal.start.check

bench: setup
	@$(VENV_PYTHON) -m portal.start.bench benchmarks $(ARGS)

drill: setup
	@$(VENV_PYTHON) -m portal.start.bench resilience $(ARGS)

a11y: setup
	@$(VENV_PYTHON) -m pytest tests -m a11y_full $(ARGS)

clean:
	@$(PYTHON) portal/start/clean.py
