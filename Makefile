# `make demo` and `make test` work on a fresh machine with Python (3.11 or newer) and git: both set up .venv first.
# PYTHON=... chooses the interpreter, EXTRAS=dev,postgres adds extras to what the tests are run with.

VENV := .venv
BIN := $(VENV)/bin
EXTRAS ?= dev
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
CANDIDATES := $(PYTHON) python3.13 python3.12 python3.11 python3.14 python3 python
comma := ,
TEST_STAMP := $(VENV)/installed-$(subst $(comma),-,$(EXTRAS))

.PHONY: demo test check clean

demo: $(VENV)/installed
	@$(BIN)/ascribe demo

test: check
	$(BIN)/python -m pytest -n auto

check: $(TEST_STAMP)
	$(BIN)/ruff check src tests benchmarks training
	$(BIN)/ruff format --check src tests benchmarks training
	$(BIN)/mypy
	$(BIN)/lint-imports

clean:
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@for python in $(CANDIDATES); do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	    echo "setting up $(VENV) with $$python"; \
	    $$python -m venv $(VENV) && exit 0; \
	    echo "make: $$python cannot make a virtual environment: install its venv module (Debian: python3-venv)" >&2; exit 1; \
	  fi; \
	done; \
	echo "make: no Python 3.11 or newer found: install one, or name it with PYTHON=/path/to/python" >&2; exit 1

# Installed again only when pyproject.toml changes: the package itself is installed in place.
$(VENV)/installed: pyproject.toml | $(BIN)/python
	@echo "installing"
	@$(PIP) install --editable .
	@touch $@

$(TEST_STAMP): pyproject.toml | $(BIN)/python
	@echo "installing with $(EXTRAS)"
	@$(PIP) install --editable '.[$(EXTRAS)]'
	@touch $@ $(VENV)/installed
