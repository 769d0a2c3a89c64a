# Banneret's own commands. `make help` lists them.
#
# Asked of the machine: Debian or Ubuntu, Python 3.11 or newer with its venv module, make and git. All else (uv,
# Node.js, the CDK's command line, the emulated cloud) comes from PyPI and npm in the versions our lock files name,
# into this folder.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-builtin-rules --no-print-directory
.DEFAULT_GOAL := help

PYTHON ?= python3
UV_VERSION := 0.13.9
STAGE ?= local
DEMO_NATIONS ?= 400
DEMO_PEOPLE ?= 100000
# Half as many again as processors: scenarios spend half their time waiting for their clouds.
WORKERS ?= $(shell expr $$(nproc) + $$(nproc) / 2)

VENV := .venv
BIN := $(VENV)/bin
STAMPS := build/setup
SOURCES := cli functions infra shared tests

# Our own tools come before the machine's, and no environment that happens to be active is mistaken for ours.
export PATH := $(CURDIR)/$(BIN):$(PATH)
export UV_PROJECT_ENVIRONMENT := $(CURDIR)/$(VENV)
export UV_PYTHON_DOWNLOADS := never
unexport VIRTUAL_ENV
# Python keeps what it compiles, whatever this machine is used to: each of some thousand processes would compile it all again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup demo down check quick-tests test nightly burst format format-check lint types contracts collected bench synth clean

help: ## List these commands
	@sed -nE 's/^([a-z-]+):[^#]*## (.*)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

setup: $(STAMPS)/python node_modules/.package-lock.json ## Install everything into this folder; quick when nothing changed

$(STAMPS)/uv-$(UV_VERSION):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Python 3.11 or newer is needed: name one with `make PYTHON=python3.13 …`' >&2; exit 1; }
	@echo 'Making the virtual environment $(VENV)'
	@$(PYTHON) -m venv $(if $(wildcard $(BIN)/python),,--clear) $(VENV) || { echo 'The venv module is missing: `apt-get install python3-venv`' >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@mkdir -p $(STAMPS) && touch $@

$(STAMPS)/python: uv.lock pyproject.toml $(STAMPS)/uv-$(UV_VERSION)
	@echo 'Installing the locked Python packages'
	@$(BIN)/uv sync --frozen --quiet
	@touch $@

node_modules/.package-lock.json: package-lock.json package.json | $(STAMPS)/python
	@echo 'Installing the locked npm packages'
	@$(BIN)/npm ci --no-progress --loglevel=error
	@touch $@

# A virtual environment that somebody deleted takes its stamps along.
ifeq ($(wildcard $(BIN)/python),)
$(shell rm -rf $(STAMPS))
endif

demo: setup ## Roll out a sample network on this machine: DEMO_NATIONS=400 DEMO_PEOPLE=100000
	@$(BIN)/banneret demo --stage $(STAGE) --nations $(DEMO_NATIONS) --people $(DEMO_PEOPLE)

down: ## Stop the cloud on this machine; nothing keeps running
	@if [ -x $(BIN)/banneret ]; then $(BIN)/banneret down --stage $(STAGE); else echo 'Nothing was set up, nothing runs'; fi

# The type checker keeps one processor busy for a minute when it has no cache: the tests run beside it.
check: setup ## What a change must pass before a commit, in under two minutes
	@$(MAKE) --jobs --output-sync=target lint types contracts quick-tests

quick-tests: setup ## Run the unit tests alone, but for those that go through hundreds of cases
	@$(BIN)/pytest tests/unit -m 'not thorough' -n $$(nproc) --dist loadgroup --no-loadscope-reorder -q

# The type checker works beside the tests and is silent if it finds nothing: pytest's summary is the last that CI prints.
test: $(STAMPS)/python ## Everything that CI runs: also stacks, browser and whole rollouts on the emulated cloud
	@$(BIN)/mypy >$(STAMPS)/types 2>&1 & types=$$!; tested=0; \
	$(MAKE) --jobs --output-sync=target lint contracts collected && \
	$(BIN)/pytest -m 'not nightly' -n $(WORKERS) --dist loadgroup --no-loadscope-reorder || tested=$$?; \
	wait $$types || { cat $(STAMPS)/types; exit 1; }; \
	exit $$tested

nightly: setup ## All of what `make test` samples: each page under each banner, each form in each way, larger crowds
	@BURST_PEOPLE=2000 $(BIN)/pytest --hypothesis-profile nightly -n $(WORKERS) --dist loadgroup --no-loadscope-reorder --cov --cov-report=term:skip-covered

burst: setup ## Have two thousand join within minutes while tables are throttled and workers die
	@BURST_PEOPLE=2000 $(BIN)/pytest tests/scenarios/test_burst.py

format: setup ## Put every file into our format
	@$(BIN)/ruff format $(SOURCES)
	@$(BIN)/ruff check --fix $(SOURCES)

format-check: $(STAMPS)/python
	@$(BIN)/ruff format --check $(SOURCES)

lint: format-check ## Look for mistakes and bad style
	@$(BIN)/ruff check $(SOURCES)

types: $(STAMPS)/python ## Prove the types, strictly
	@$(BIN)/mypy

contracts: $(STAMPS)/python ## Hold who may import whom
	@$(BIN)/lint-imports

# One process compiles what else each of the test processes would.
collected: setup
	@$(BIN)/pytest --collect-only --quiet --no-header --no-summary >/dev/null

bench: setup ## Measure what we promise; prints a table and writes build/bench.json
	@$(BIN)/python -m tests.bench

synth: setup ## Write the CloudFormation templates: STAGE=prod
	@$(BIN)/npx cdk synth --quiet -c stage=$(STAGE) && echo 'The templates are in cdk.out'

clean: down ## Delete what was built; the virtual environment and the lock files stay
	@rm -rf build cdk.out .banneret .coverage .coverage.* .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
