# Every step that CI takes is a target here. `make` alone lists them.

PYTHON ?= python3
PORT ?= 8000
PAGES ?=
TORCH ?=
ACCEPT ?=
BASE ?= main
# Only what make was told counts: many systems export LANGUAGE for themselves, as "en_US:en".
ifneq ("$(origin LANGUAGE)","command line")
LANGUAGE :=
endif

# Nor does the locale, which this system need not have, or the time zone of whoever calls.
unexport LANGUAGE LANG LC_ALL LC_CTYPE LC_MESSAGES LC_COLLATE LC_NUMERIC LC_TIME LC_MONETARY
export TZ := UTC

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
RUN := $(BIN)/python

SITE := $(VENV)/project.installed
TEST := $(VENV)/test.installed
NODE := node_modules/.package-lock.json
NODE_LOCK := node_modules/installed-lock.json
BROWSER := $(VENV)/browser.installed
TORCHES := $(VENV)/torch.installed

# What every machine installs alike, and pip checks the hashes of. Not torch: it is another file, with other
# packages beside it, for each platform and kind of GPU, and its version is what TORCH= changes.
HASHED := site browser test

# An environment of its own for another torch, with nothing in it but what a block needs.
OTHER := .venvs/torch-$(TORCH)
# What pip is asked for: a version, or for the weekly run the newest or the nightly torch.
NIGHTLY := --pre torch torchvision --index-url https://download.pytorch.org/whl/nightly/cpu
WANTED = $(if $(filter newest,$*),torch,$(if $(filter nightly,$*),$(NIGHTLY),torch==$*))

# A process more than there are cores: while one waits for a program that it has started, another runs.
PARALLEL := -n $$(($$(getconf _NPROCESSORS_ONLN) + 1)) --maxprocesses 5

.DEFAULT_GOAL := help
.PHONY: help html pdf serve doctest new-torch records pictures icons permalinks gettext catalogs check lint format unit coverage test bench pins everything message-diff publish weekly-issue clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## ?/\t/' | \
	  awk -F'\t' '{ printf "  make %-13s %s\n", $$1, $$2 }'

html: $(SITE)  ## the site in every language, into build/html
	@echo "building the site"
	@$(RUN) scripts/build_site.py

pdf: html $(BROWSER)  ## the sheet on paper, a PDF a language, into build/pdf
	@echo "printing the sheet"
	@$(RUN) scripts/print_sheet.py

serve: $(SITE)  ## LANGUAGE=ko PORT=8000: the site on localhost; what is saved is on screen at once
	@$(RUN) scripts/serve_site.py --port "$(PORT)" $(LANGUAGE)

language: $(SITE)  ## LANGUAGE=ja: the catalogs, settings and switch of a new language
	@$(RUN) scripts/add_language.py "$(LANGUAGE)"

ifeq ($(TORCH),)
doctest: $(SITE) $(TORCHES)  ## every block on real torch; PAGES=tensors/creation, TORCH=2.13.0, newest, nightly; ACCEPT=1
	@echo "running the blocks"
	@$(RUN) scripts/run_blocks.py --pages "$(PAGES)" $(if $(ACCEPT),--accept)
else
doctest: $(SITE) $(OTHER)/torch.installed
	@echo "running the blocks on torch $(TORCH)"
	@$(RUN) scripts/run_blocks.py --pages "$(PAGES)" --name torch-$(TORCH) --python $(OTHER)/bin/python
endif

# The names first: they say why a block may fail.
new-torch: $(SITE) $(TORCHES) $(OTHER)/torch.installed  ## TORCH=2.15.0: which names are new or gone there, then doctest
	@$(RUN) scripts/compare_torch.py $(VENV)/bin/python $(OTHER)/bin/python
	@$(MAKE) --no-print-directory doctest TORCH=$(TORCH)

records: doctest  ## TORCH=2.13.0: run the blocks and keep their records in records/
	@$(RUN) scripts/save_records.py build/doctest$(if $(TORCH),/torch-$(TORCH))$(if $(PAGES),/part)

pictures: $(SITE) $(TORCHES)  ## every picture drawn anew by real torch, into source/_static/pictures
	@echo "drawing the pictures"
	@$(RUN) scripts/draw_pictures.py

icons: html $(BROWSER)  ## icons and the pictures that links show, into source/_root
	@echo "drawing icons and pictures for links"
	@$(RUN) scripts/draw_icons.py

permalinks: html  ## keep every address that others may link to, in source/permalinks.txt
	@$(RUN) scripts/save_permalinks.py

gettext: $(SITE)  ## the messages of the pages into build/gettext, for sphinx-intl and its kind
	@echo "writing the templates"
	@$(RUN) scripts/refresh_catalogs.py --templates

catalogs: $(SITE)  ## every .po brought up to the pages
	@echo "refreshing the catalogs"
	@$(RUN) scripts/refresh_catalogs.py

check: $(SITE) $(TEST) $(NODE)  ## lints of pages, catalogs, terms and code
	@echo "checking code, pages and catalogs"
	@$(MAKE) --no-print-directory lint
	@$(RUN) scripts/check_pages.py
	@$(RUN) scripts/check_guides.py
	@$(RUN) scripts/check_catalogs.py

lint: $(SITE) $(TEST) $(NODE)  ## what of it takes seconds; .pre-commit-config.yaml calls it before each commit
	@$(BIN)/ruff check . && $(BIN)/ruff format --check --quiet .
	@$(RUN) scripts/format_blocks.py --check
	@said=$$($(BIN)/lint-imports --no-logo --no-cache) || { echo "$$said"; exit 1; }
	@$(BIN)/mypy --no-error-summary
	@said=$$(node_modules/.bin/biome check --error-on-warnings 2>&1) || { echo "$$said"; exit 1; }
	@node_modules/.bin/tsc
	@$(BIN)/sphinx-lint --enable all --disable line-too-long --disable default-role --disable leaked-markup source README.md
	@$(BIN)/actionlint && $(BIN)/zizmor --offline --quiet .github

format: $(SITE) $(TEST)  ## the code of the pages as ruff writes it, at the width of rows
	@$(RUN) scripts/format_blocks.py

unit: $(SITE) $(TEST) $(NODE)  ## the quick tests, which need no torch and no built site: two minutes
	@$(RUN) -m pytest -q $(PARALLEL) --dist worksteal tests/unit

coverage: $(SITE) $(TEST) $(NODE)  ## the same, and which lines and branches they run: half as long again
	@$(RUN) -m pytest -q $(PARALLEL) --dist worksteal tests/unit --cov --cov-report=term

# The first look takes a second; what is missing is named before anything is downloaded.
test:  ## everything that must hold before a change lands; first looks for what this machine lacks
	@command -v $(PYTHON) >/dev/null || { echo "found no $(PYTHON), expected Python 3.11 or newer;" \
	  "apt-get install python3-venv, brew install python, or set PYTHON=" >&2; exit 1; }
	@$(PYTHON) scripts/prepare_machine.py
	@$(MAKE) --no-print-directory everything

# Files share a build, or a browser: each is run by one process, those that take long first.
everything: check doctest html $(NODE)  ## make test, without the look at the machine
	@echo "running the tests"
	@$(RUN) -m pytest -q $(PARALLEL) --dist loadfile --no-loadscope-reorder

bench: html $(TORCHES) $(BROWSER) $(NODE)  ## what blocks, search and pages cost, beside stock Sphinx and an empty page
	@$(RUN) scripts/bench.py
	@$(RUN) scripts/bench_search.py
	@$(RUN) scripts/bench_pages.py

message-diff: $(SITE)  ## BASE=main: which messages have changed since, in Markdown
	@$(RUN) scripts/diff_messages.py "$(BASE)"

publish:  ## the built site to the branch gh-pages, from which GitHub Pages reads
	@$(PYTHON) scripts/publish_site.py

weekly-issue: $(SITE)  ## TORCH="newest nightly": what they break, from build/weekly, into an issue
	@$(RUN) scripts/weekly_issue.py $(TORCH)

clean:  ## remove what was built; the environments stay
	rm -rf build
	find locale -name '*.mo' -delete

# The packages under extensions/, as they stand there.
$(SITE): pyproject.toml $(VENV)/site.installed
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

pins: $(VENV)/pins.installed  ## hashes of all that is installed alike everywhere, after a change in requirements/
	@for group in $(HASHED); do \
	  echo "pinning requirements/$$group.txt"; \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11.5 --generate-hashes --no-annotate \
	    --custom-compile-command "make pins" requirements/$$group.txt -o requirements/hashed/$$group.txt || exit 1; \
	done

$(TEST): requirements/browser.txt
$(foreach group,$(HASHED),$(eval $(VENV)/$(group).installed: requirements/hashed/$(group).txt))

$(VENV)/%.installed: requirements/%.txt requirements/constraints.txt
	@echo "installing requirements/$*.txt"
	@$(PYTHON) -c 'import sys; sys.exit("found Python %d.%d, expected 3.11 or newer; set PYTHON=" \
	  % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP:--quiet=) install $(if $(filter $*,$(HASHED)),--require-hashes -r requirements/hashed/$*.txt,-r $<)
	@touch $@

# By content: a checkout that shares its modules with another does not install them again.
$(NODE): package-lock.json
	@cmp -s $< $(NODE_LOCK) || { echo "installing what package.json names" && \
	  { command -v npm >/dev/null || { echo "found no npm, expected Node.js 18.20 or newer; see README.md" >&2; exit 1; }; } && \
	  npm ci --no-audit --no-fund --loglevel=error && cp $< $(NODE_LOCK); }
	@touch $@

.venvs/torch-%/torch.installed:
	@echo "installing torch $*"
	@test -x $(@D)/bin/python || $(PYTHON) -m venv $(@D)
	@$(@D)/bin/python -m pip --disable-pip-version-check install $(WANTED)
	@$(PYTHON) scripts/install_beside.py $(@D)/bin/python
	@$(@D)/bin/python -m pip --quiet --disable-pip-version-check install --no-deps -e .
	@touch $@
