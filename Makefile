# Two commands: `make chat` opens the chat, `make test` runs everything CI runs.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: chat test bench bench-slack demo-slack clean

chat: $(VENV)/.ready
	@$(BIN)/rolecall chat

test: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest

bench: $(VENV)/.dev
	@$(BIN)/python -m tests.bench

bench-slack: $(VENV)/.dev
	@$(BIN)/python -m tests.slack.bench

demo-slack: $(VENV)/.dev
	@$(BIN)/python -m tests.slack.demo

data.db: $(wildcard catalog/*.yaml) $(wildcard intents/facts/*.yaml) | $(VENV)/.ready
	rm -f $@
	$(BIN)/rolecall import --db $@ catalog/

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.ready: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ $(VENV)/.ready

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
