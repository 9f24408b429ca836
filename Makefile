# Two commands: `make run` and `make test`. Both set up what they need first.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/.installed
# PyTorch's own index of CPU builds: the default build brings gigabytes of CUDA.
TORCH_CPU := https://download.pytorch.org/whl/cpu
TORCH := torch==2.13.0
SUDO := $(if $(filter 0,$(shell id -u)),,sudo)
DOCS ?=
PORT ?= 8765
CODE := bot knowledge indexer tests

.PHONY: help run test lint unit browser bench lock clean

help: ## show what can be made
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

$(INSTALLED): pyproject.toml requirements/constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: set PYTHON=/path/to/python3.11")'
	$(PYTHON) -m venv $(VENV) || ($(SUDO) apt-get update -qq && $(SUDO) apt-get install -y -qq python3-venv && $(PYTHON) -m venv $(VENV))
	$(BIN)/python requirements/install_torch.py $(TORCH) $(TORCH_CPU)
	$(BIN)/python -m pip install --quiet --editable '.[dev]' --constraint requirements/constraints.txt
	touch $@

run: $(INSTALLED) ## index the library (and DOCS=path), then open the playground, or your Slack
	$(BIN)/python -m indexer build --library $(if $(DOCS),"$(DOCS)") || [ $$? -eq 3 ]
	exec $(BIN)/python -m bot start --port $(PORT)

test: $(INSTALLED) lint browser ## every check
	$(BIN)/python -m pytest --numprocesses 4 --dist loadfile --no-loadscope-reorder --timeout 300 --cov --cov-report term

lint: $(INSTALLED) ## style, types, import contracts, sizes, Dockerfile
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/hadolint Dockerfile

unit: $(INSTALLED) ## the unit tests alone: no PyTorch, no network, no browser
	$(BIN)/python -m pytest tests/unit -m "not model" --numprocesses 2 --timeout 60 --hypothesis-profile quick

browser: ## Chromium for the tests of the page
	@command -v chromium chromium-browser google-chrome >/dev/null || \
		(echo "Installing Chromium for the browser tests" && \
		$(SUDO) apt-get update -qq && \
		$(SUDO) apt-get install -y -qq chromium fonts-noto-color-emoji >/dev/null)

bench: $(INSTALLED) ## print times and ratios
	$(BIN)/python -m tests.bench

lock: $(INSTALLED) ## write requirements/constraints.txt from what is installed
	$(BIN)/python -m pip freeze --exclude-editable | sed 's/+cpu$$//' | grep -E '^[A-Za-z0-9_.-]+==' | grep -v '^science-guide==' \
		> requirements/constraints.txt

clean: ## remove the environment; state under var/ stays
	rm -rf $(VENV)
