# Every step that CI takes is a target here. `make` alone lists them.

PYTHON ?= python3
PORT ?= 8000
PAGES ?=
TORCH ?=
BASE ?= main
# Only what make was told counts: many systems export LANGUAGE for themselves, as "en_US:en".
ifneq ("$(origin LANGUAGE)","command line")
LANGUAGE :=
endif

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
RUN := PYTHONPATH=extensions $(BIN)/python

SITE := $(VENV)/site.installed
TEST := $(VENV)/test.installed
NODE := node_modules/.package-lock.json
BROWSER := $(VENV)/browser.installed
TORCHES := $(VENV)/torch.installed

# An environment of its own for another torch, with nothing in it but what a block needs.
OTHER := .venvs/torch-$(TORCH)
# What pip is asked for: a version, or for the weekly run the newest or the nightly torch, with the
# newest of what the blocks import beside it.
NAMES = $(shell sed -n 's/==.*//p' requirements/torch.txt)
NIGHTLY := --pre torch torchvision --index-url https://download.pytorch.org/whl/nightly/cpu
WANTED = $(if $(filter newest,$*),torch torchvision,$(if $(filter nightly,$*),$(NIGHTLY),torch==$*))
BESIDE = $(if $(filter newest nightly,$*),$(filter-out torch torchvision,$(NAMES)),numpy==2.4.6)

.DEFAULT_GOAL := help
.PHONY: help html pdf serve doctest records pictures icons places catalogs check unit test bench summary publish report clean

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## ?/\t/' | \
	  awk -F'\t' '{ printf "  make %-10s %s\n", $$1, $$2 }'

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
doctest: $(SITE) $(TORCHES)  ## every block on real torch; PAGES=tensors/creation, TORCH=2.13.0, newest or nightly
	@echo "running the blocks"
	@$(RUN) scripts/run_blocks.py --pages "$(PAGES)"
else
doctest: $(SITE) $(OTHER)/torch.installed
	@echo "running the blocks on torch $(TORCH)"
	@$(RUN) scripts/run_blocks.py --pages "$(PAGES)" --name torch-$(TORCH) --python $(OTHER)/bin/python
endif

records: doctest  ## TORCH=2.13.0: run the blocks and keep their records in records/
	@$(RUN) scripts/save_records.py build/doctest$(if $(TORCH),/torch-$(TORCH))$(if $(PAGES),/part)

pictures: $(SITE) $(TORCHES)  ## every picture drawn anew by real torch, into source/_static/pictures
	@echo "drawing the pictures"
	@$(RUN) scripts/draw_pictures.py

icons: html $(BROWSER)  ## icons and the pictures that links show, into source/_root
	@echo "drawing icons and pictures for links"
	@$(RUN) scripts/draw_icons.py

places: html  ## keep every address that others may link to, in source/places.txt
	@$(RUN) scripts/save_places.py

catalogs: $(SITE)  ## every .po brought up to the pages
	@echo "refreshing the catalogs"
	@$(RUN) scripts/refresh_catalogs.py

check: $(SITE) $(TEST)  ## lints of pages, catalogs, terms and code
	@echo "checking code, pages and catalogs"
	@$(BIN)/ruff check . && $(BIN)/ruff format --check --quiet .
	@$(BIN)/sphinx-lint --enable all --disable line-too-long --disable default-role --disable leaked-markup source README.md
	@$(BIN)/actionlint && $(BIN)/zizmor --offline --quiet .github
	@$(RUN) scripts/check_pages.py
	@$(RUN) scripts/check_guides.py
	@$(RUN) scripts/check_catalogs.py

unit: $(SITE) $(TEST)  ## the quick tests, which need no torch
	@$(RUN) -m pytest -q -m "not torch and not browser and not slow"

test: check doctest html $(NODE)  ## everything that must hold before a change lands
	@$(RUN) -m pytest -q

bench: html $(TORCHES) $(BROWSER)  ## what running the blocks and searching cost, beside stock Sphinx, in one run
	@$(RUN) scripts/bench.py
	@$(RUN) scripts/bench_search.py

summary: $(SITE)  ## BASE=main: which messages have changed since, in Markdown
	@$(RUN) scripts/summarize_messages.py "$(BASE)"

publish:  ## the built site to the branch gh-pages, from which GitHub Pages reads
	@$(PYTHON) scripts/publish_site.py

report:  ## TORCH="newest nightly": what they break, from build/weekly, into an issue
	@PYTHONPATH=extensions $(PYTHON) scripts/report_week.py $(TORCH)

clean:  ## remove what was built; the environments stay
	rm -rf build
	find locale -name '*.mo' -delete

$(TEST): requirements/browser.txt

$(VENV)/%.installed: requirements/%.txt requirements/constraints.txt
	@echo "installing requirements/$*.txt"
	@$(PYTHON) -c 'import sys; sys.exit("found Python %d.%d, expected 3.11 or newer; set PYTHON=" \
	  % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install -r $<
	@touch $@

$(NODE): package-lock.json
	@echo "installing what package.json names"
	@command -v npm >/dev/null || { echo "found no npm, expected Node.js 20; apt install nodejs npm" >&2; exit 1; }
	@npm ci --no-audit --no-fund --silent
	@touch $@

.venvs/torch-%/torch.installed:
	@echo "installing torch $*"
	@test -x $(@D)/bin/python || $(PYTHON) -m venv $(@D)
	@$(@D)/bin/python -m pip --quiet --disable-pip-version-check install $(WANTED)
	@$(@D)/bin/python -m pip --quiet --disable-pip-version-check install $(BESIDE)
	@touch $@
