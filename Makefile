# Everything somebody does here. `make run` and `make test` need only Python 3.11+ and the registries.

PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
BIN := .venv/bin
PORT ?= 8000
ARGS ?=

.PHONY: help setup run test test-all check mutants screens bench clean

help:
	@echo 'make run       the platform with its demonstration, http://127.0.0.1:$(PORT)/'
	@echo 'make test      all tests on SQLite, the marked ones on PostgreSQL too (≤ 5 minutes)'
	@echo 'make test-all  also slow tests, both databases throughout, mutants'
	@echo 'make check     ruff, types, import contracts, tests of the house'
	@echo 'make mutants   is every rule held by a test?     ARGS="--only CK06"'
	@echo 'make screens   every page at two widths, in both languages'
	@echo 'make bench     the table of budgets'

setup: .venv/ready node_modules/ready

.venv/ready: requirements-dev.lock pyproject.toml tools/setup
	@tools/setup python '$(PYTHON)'
	@touch $@

node_modules/ready: package-lock.json .npmrc tools/setup | .venv/ready
	@tools/setup front
	@touch $@

run: setup
	@$(BIN)/chengguan serve --demo --port $(PORT) $(ARGS)

test: setup
	@$(BIN)/python tests/run $(ARGS)

test-all: setup
	@$(BIN)/python tests/run --all $(ARGS)
	@$(MAKE) --no-print-directory mutants

check: setup
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/pytest tests/house

mutants: setup
	@$(BIN)/python tools/mutants.py $(ARGS)

screens: setup
	@$(BIN)/python tools/screens.py $(ARGS)

bench: setup
	@$(BIN)/chengguan bench $(ARGS)

clean:
	rm -rf .venv node_modules
