# Loket. `make` lists what there is; the two that matter are `make demo` and `make test`.
# Needs python3 (3.11 to 3.13, with venv) and make, nothing else.

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
SHELL := /bin/sh
# Each of our processes would compile everything anew, and each of the tests' workers all tests.
unexport PYTHONDONTWRITEBYTECODE

FIND_PYTHON = for p in python3.13 python3.12 python3.11 python3; do \
	$$p -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' >/dev/null 2>&1 \
	&& { echo $$p; break; }; done
PYTHON ?= $(shell $(FIND_PYTHON))
VENV_PYTHON := .venv/bin/python
RUN := $(VENV_PYTHON) -m config.run
WITH_SERVERS := $(RUN) exec --

.PHONY: help demo test lint types drift fmt bench template migrate shell assets messages python venv dev

help: ## List the commands
	@echo "Loket"; echo
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18
	@echo; echo "LOKET_SIMULATE=1 make demo also fills all 28 offices with a year (some minutes, once)."
	@echo "LOKET_PORT=8080 make demo   moves the web address from port 8000."
	@echo "make test ARGS='tests/commons -q'   runs some tests only."

demo: venv ## Start everything with three demo offices; Ctrl-C stops it
	@$(VENV_PYTHON) -m config.assets
	@exec $(RUN) demo

test: dev ## Run all tests
	@$(VENV_PYTHON) -m config.assets --dev
	@exec $(RUN) exec $(if $(ARGS),--throwaway,--in-memory) -- $(VENV_PYTHON) tools/test.py $(ARGS)

lint: dev ## Check style, contracts between apps, templates and spelling
	@$(VENV_PYTHON) tools/checks.py lint

types: dev ## Check types (mypy --strict)
	@$(VENV_PYTHON) tools/checks.py types

drift: dev ## Check that migrations, template SQL, texts and API description are current
	@$(VENV_PYTHON) tools/checks.py drift

fmt: dev ## Format the code
	@.venv/bin/ruff check --fix --quiet . || true
	@.venv/bin/ruff format .

bench: dev ## Measure: prints a table and writes var/bench.json
	@$(VENV_PYTHON) -m config.assets
	@$(WITH_SERVERS) $(VENV_PYTHON) -m tools.bench $(ARGS)

template: dev ## Write the template SQL of an office schema anew
	@$(WITH_SERVERS) $(VENV_PYTHON) manage.py make_template

migrate: venv ## Migrate the public schema and every office
	@$(VENV_PYTHON) manage.py migrate_all

shell: venv ## A Python shell with the models at hand
	@$(VENV_PYTHON) manage.py shell

assets: venv ## Fetch and build what browsers and letters need
	@$(VENV_PYTHON) -m config.assets --force

messages: dev ## Collect the texts to translate into config/locale (needs gettext)
	@$(VENV_PYTHON) tools/checks.py messages

python:
	@test -n "$(PYTHON)" || { echo "loket: needs Python 3.11, 3.12 or 3.13 with venv (Debian: apt-get install python3 python3-venv)" >&2; exit 2; }

venv: python
	@$(PYTHON) tools/venv.py embedded

dev: python
	@$(PYTHON) tools/venv.py dev
