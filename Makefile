# Everything runs inside .venv, which is made on first use. `make help` lists what there is.

# The first Python that really runs, is new enough and can make an environment.
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11; do \
	if $$name -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' \
		>/dev/null 2>&1; then echo $$name; break; fi; done)

BIN := .venv/bin
INSTALL = $(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt
INPUTS := pyproject.toml constraints.txt src/itilsim/__init__.py

# A reader of our exports that is not ours: AGPL, so never beside itilsim, and for the proofs alone.
PROCESS_MINING := .venv-process-mining
PM4PY := pm4py==2.7.23.11

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install play class test check prove bench bundle clean

help:
	@echo "make install  install it, and say how it is started"
	@echo "make play     play a first shift; installs it where that is not done yet"
	@echo "make class    prepare an exercise for a class in the folder lesson"
	@echo "make test     run all tests at their everyday size"
	@echo "make check    lint, format, types, import contracts, shipped content"
	@echo "make prove    run the proofs at full size, one line per figure"
	@echo "make bench    measure, as ratios"
	@echo "make bundle   gather wheels for a machine without a network"
	@echo "make clean    remove all that make has made"

install: .venv/ready-play
	@echo "Start it with $(BIN)/itilsim"

play: .venv/ready-play
	@$(BIN)/itilsim play first-shift --mode guided

class: .venv/ready-play
	@$(BIN)/itilsim class new lesson

test: .venv/ready-dev
	$(BIN)/python -m pytest -n 2

check: .venv/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/mypy --platform win32 --cache-dir .mypy_cache/win32 src
	$(BIN)/lint-imports
	$(if $(CONTENT),$(BIN)/itilsim check --strict $(CONTENT))

prove: .venv/ready-prove $(PROCESS_MINING)/ready
	$(BIN)/python -m pytest -m prove -s
	.ci/other-pythons
	$(BIN)/python -m tests.proofs.mutation

bench: .venv/ready-bench
	$(BIN)/python -m bench

bundle: .venv/ready-play
	rm -rf bundle
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check -c constraints.txt -w bundle .
	@echo "Copy the folder bundle to the other machine (same system, same Python), and there:"
	@echo "    python3 -m venv itilsim-venv"
	@echo "    itilsim-venv/bin/pip install --no-index --find-links bundle itilsim"
	@echo "    itilsim-venv/bin/itilsim"

clean:
	rm -rf .venv .venv-3.* $(PROCESS_MINING) bundle dist build .coverage htmlcov .hypothesis
	rm -rf .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
	find src tests bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

# What `make check` looks through, as far as it is there.
CONTENT = $(wildcard scenarios questions)

# One stamp for each set of packages: a second call installs nothing.
.venv/ready-play: $(INPUTS) | $(BIN)/python
	@echo "Installing what itilsim needs into .venv (once, about a minute) ..." >&2
	@$(INSTALL) -e .
	@touch $@

.venv/ready-dev: $(INPUTS) | $(BIN)/python
	@echo "Installing what the tests need into .venv (once, about a minute) ..." >&2
	@$(INSTALL) -e '.[dev]'
	@touch .venv/ready-play $@

.venv/ready-bench: $(INPUTS) | $(BIN)/python
	@echo "Installing what the benchmarks compare with into .venv (once) ..." >&2
	@$(INSTALL) -e '.[dev,bench]'
	@touch .venv/ready-play .venv/ready-dev $@

.venv/ready-prove: $(INPUTS) | $(BIN)/python
	@echo "Installing what the proofs need into .venv (once) ..." >&2
	@$(INSTALL) -e '.[dev,prove]'
	@touch .venv/ready-play .venv/ready-dev $@

$(PROCESS_MINING)/ready: Makefile | $(BIN)/python
	@echo "Installing a process miner into $(PROCESS_MINING) (once, for the proofs) ..." >&2
	@$(BIN)/python -m venv --clear $(PROCESS_MINING)
	@$(PROCESS_MINING)/bin/python -m pip install --quiet --disable-pip-version-check $(PM4PY)
	@touch $@

$(BIN)/python:
	@python="$(PYTHON)"; if [ -z "$$python" ]; then \
		echo "itilsim needs Python 3.11 or later, with its venv module" \
			"(on Debian and Ubuntu: apt install python3-venv)." >&2; exit 2; fi; \
	"$$python" -m venv .venv
