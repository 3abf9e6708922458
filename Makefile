# `make help` lists what there is. Everything needed is installed into .venv from requirements.lock.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
FORMAT ?= human
SIZE ?= 1000
ROUNDS ?= 3
export NO_MKDOCS_2_WARNING := 1
# Each of the hundreds of processes that the tests start would compile all that it imports.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help site serve test check style types fast every coverage content fix schema messages face lock lowest hosts zensical dist wheels wheels-test bench bench-search bench-profile clean browser

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed; set PYTHON=python3.11 or newer" if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV) || { echo "python3 -m venv does not work here: install the system's package for it (Debian: python3-venv)"; exit 1; }
	@awk '/^[^ ]/ {wanted = /^uv==/} wanted' requirements.lock > $(VENV)/uv.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(VENV)/uv.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r requirements.lock
	$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation -e .
	@touch $@

site: $(READY) ## Build the site into site/
	$(BIN)/briefings build --strict

serve: $(READY) ## Serve the site, rebuilt at each edit
	$(BIN)/briefings serve

test: $(READY) browser ## Run every check and every test
	@$(MAKE) --no-print-directory --jobs=2 style types every

check: $(READY) ## The quick loop: style, layers, content, types, fast tests
	@$(MAKE) --no-print-directory --jobs=2 style types fast

style: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-cache
	$(BIN)/briefings check

types: $(READY)
	$(BIN)/mypy

fast: $(READY)
	$(BIN)/pytest -q -n auto --dist worksteal -m "not slow"

every: $(READY)
	$(BIN)/pytest -q -n auto --dist worksteal --durations=10 --durations-min=4

coverage: $(READY) ## Say which lines the fast tests do not run; fails when their share falls
	$(BIN)/pytest -q -n auto --dist worksteal -m "not slow" --cov --cov-report=term-missing:skip-covered

content: $(READY) ## Check the content alone: make content FORMAT=github
	$(BIN)/briefings check --format $(FORMAT)

fix: $(READY) ## Put style right where a tool can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

schema: $(READY) ## Write content/schema/ from the models
	$(BIN)/briefings schema

messages: $(READY) ## Bring the catalogues of words up to date, and say what is not translated
	@$(BIN)/python -P build_scripts/make_messages.py

face: $(READY) ## Write the fonts and colours of the pages into the theme, after an update of a family or the palette
	$(BIN)/python -m mkdocs_briefings.publish.fonts

lock: $(READY) ## Pin all requirements anew
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade --all-extras --group dev pyproject.toml -o requirements.lock

lowest: $(READY) ## Run the fast tests with the lowest versions that pyproject.toml allows
	@mkdir -p .cache
	$(BIN)/uv pip compile --quiet --python $(BIN)/python --resolution lowest-direct --all-extras --no-header pyproject.toml -o .cache/lowest.txt
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python .cache/lowest
	$(BIN)/uv pip install --quiet --python .cache/lowest -r .cache/lowest.txt -c .cache/lowest.txt --group dev
	$(BIN)/uv pip install --quiet --python .cache/lowest --no-deps --no-build-isolation -e .
	.cache/lowest/bin/pytest -q -n auto -m "not slow"

hosts: $(READY) ## Build the sample under each host and theme, and say where the sites differ: make hosts ONLY=materialx
	$(BIN)/python -P tests/hosts.py $(ONLY)

zensical: $(READY) browser ## Build exports with Zensical, and compare them with what MkDocs makes
	@mkdir -p .cache
	$(BIN)/uv venv --quiet --clear --python $(BIN)/python .cache/zensical
	$(BIN)/uv pip install --quiet --python .cache/zensical --group zensical
	$(BIN)/pytest -q -n auto tests/export tests/browser/test_zensical_site.py

dist: $(READY) ## Build wheel and sdist into dist/: make dist TAG=v0.1.0 checks that the tag is the version
	@test -z "$$TAG" || test "$$TAG" = "v$$($(BIN)/hatchling version)" || { echo "the tag $$TAG is not the version in pyproject.toml"; exit 1; }
	rm -rf dist
	$(BIN)/hatchling build -d dist

wheels: $(READY) ## Write all that the product needs on this Python into wheels/, for days without a package index
	@$(BIN)/python -P build_scripts/make_wheels.py wheels

wheels-test: wheels ## Install from wheels/ with no index, build a desk, and compare its bytes with those of this environment
	BRIEFINGS_WHEELS=wheels $(BIN)/pytest -q -n 0 tests/publish/test_wheels_folder.py

bench: $(READY) ## Measure against other generators: make bench SIZE=1000 ROUNDS=3
	$(BIN)/python benchmarks/bench.py --size $(SIZE) --rounds $(ROUNDS) --only "$(ONLY)" $(if $(KEEP),--keep)

bench-search: $(READY) browser ## Ask the gold queries of our search and of Material's, over the same pages
	$(BIN)/briefings build
	$(BIN)/python benchmarks/search.py gold site

bench-profile: $(READY) ## Say where the time of a build goes: make bench-profile SIZE=1000
	$(BIN)/python benchmarks/stages.py --size $(SIZE)

browser: $(READY)
	@$(BIN)/python tests/browser/find_browser.py

clean: ## Remove what was built
	rm -rf site dist wheels .cache .site.building
