# Every command a newcomer needs. `make` alone lists them.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help setup run test test-faults bench check fix lock screenshot handbook clean

BIN := .venv/bin
RUNTIME := .venv/.runtime-installed
DEV := .venv/.dev-installed
STATIC := .venv/.static-collected
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input --require-hashes

# Typed modules: those that hold no ORM (house style). One that is not written yet is left out.
PLAIN := $(wildcard cases/text.py cases/wording.py cases/history.py cases/open_forms.py cases/page_texts.py cases/forgetting.py cases/roles.py cases/workflow cases/versions cases/finding cases/exports cases/importers cases/reasons.py idebank/databases.py idebank/environment.py idebank/services.py idebank/start.py)
# What `check --deploy` looks at: the settings of a bank in production
PRODUCTION := env -u DEBUG -u DATABASE_URL -u SECRET_KEY_FILE SITE_URL=https://idebanken.example \
	ALLOWED_HOSTS=idebanken.example TRUSTED_PROXIES=127.0.0.1 \
	SECRET_KEY=only-for-make-check-and-never-for-a-bank-that-somebody-can-reach

help: ## List these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(RUNTIME) $(STATIC) ## Install what it needs, migrate, load the starting content
	@$(BIN)/python -m idebank.start --prepare-only

run: $(RUNTIME) $(STATIC) ## Set up if needed, then serve on http://localhost:8000
	@exec $(BIN)/python -m idebank.start

test: $(DEV) $(STATIC) ## Run every test: on SQLite, on PostgreSQL 18, in Chromium. ARGS="-k word" picks some
	@$(BIN)/python tests/chromium.py --install
	@$(BIN)/python tests/run.py $(ARGS)

test-faults: $(DEV) $(STATIC) ## Kill, starve and cut off real processes, on both databases. A full disk too
	@$(BIN)/python -m pytest tests/faults -n 2 --dist loadgroup $(ARGS)

bench: $(DEV) $(STATIC) ## Measure speed with made-up cases. BENCH_SIZES=1000,10000, BENCH_POSTGRES=1, BENCH_PAGE=file
	@$(BIN)/python -m tests.bench

check: $(DEV) ## Lint, format, templates, types, imports, migrations, deployment, lock files; changes nothing
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/python .ci/templates.py --check
	$(BIN)/mypy $(PLAIN)
	$(BIN)/lint-imports --no-cache
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(BIN)/python manage.py check --deploy --fail-level WARNING
	$(BIN)/python .ci/lock.py --check

fix: $(DEV) ## Mend what ruff and the template formatter can mend; compile our Swedish
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/python .ci/templates.py
	$(BIN)/python .ci/messages.py

lock: $(DEV) ## Compile requirements.in and requirements-dev.in to lock files. ARGS=--upgrade takes newer versions
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python .ci/lock.py $(ARGS)

screenshot: $(DEV) $(STATIC) ## Remake docs/screenshot.png, the picture in the README
	@$(BIN)/python .ci/screenshot.py

handbook: $(DEV) $(STATIC) ## Remake docs/redaktor/*.png, the pictures in the curators' handbook
	@$(BIN)/python .ci/handbook

clean: ## Remove .venv and caches; the bank's data in var/ stays
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache var/static

$(BIN)/python:
	@sh .ci/venv

$(RUNTIME): requirements.txt | $(BIN)/python
	@echo "Installerar det som Idébanken behöver (första gången någon minut) … / Installing …"
	@$(PIP) -r requirements.txt
	@touch $@

$(DEV): requirements-dev.txt $(RUNTIME)
	@echo "Installerar utvecklarens verktyg … / Installing the developer's tools …"
	@$(PIP) -r requirements-dev.txt
	@touch $@

$(STATIC): $(RUNTIME) $(shell find static -name '*~' -prune -o -print 2>/dev/null)
	@$(BIN)/python manage.py collectstatic --noinput --clear --verbosity 0
	@touch $@
