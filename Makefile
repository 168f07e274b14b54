# Every step that CI takes is a target here. `make` alone lists them.

PYTHON ?= python3
LANGUAGE ?= ko
PAGES ?=
TORCH ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check
RUN := PYTHONPATH=extensions $(BIN)/python

SITE := $(VENV)/site.installed
TEST := $(VENV)/test.installed
TORCHES := $(VENV)/torch.installed

# An environment of its own for another torch, with nothing in it but what a block needs.
OTHER := .venvs/torch-$(TORCH)

.DEFAULT_GOAL := help
.PHONY: help html serve doctest records pictures catalogs check unit test bench clean

help:  ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## ?/\t/' | \
	  awk -F'\t' '{ printf "  make %-10s %s\n", $$1, $$2 }'

html: $(SITE)  ## the site in every language, into build/html
	@echo "building the site"
	@$(RUN) scripts/build_site.py

serve: $(SITE)  ## LANGUAGE=ko: the site on localhost, rebuilt and reloaded as files change
	@echo "serving $(LANGUAGE); stop with Ctrl-C"
	@PYTHONPATH=extensions $(BIN)/sphinx-autobuild --watch locale/$(LANGUAGE) --ignore '*.mo' \
	  -c . -D language=$(LANGUAGE) source build/serve/$(LANGUAGE)

ifeq ($(TORCH),)
doctest: $(SITE) $(TORCHES)  ## every block on real torch; PAGES=tensors/creation, TORCH=2.13.0
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

catalogs: $(SITE)  ## every .po brought up to the pages
	@echo "refreshing the catalogs"
	@$(RUN) scripts/refresh_catalogs.py

check: $(SITE) $(TEST)  ## lints of pages, catalogs, terms and code
	@echo "checking code, pages and catalogs"
	@$(BIN)/ruff check . && $(BIN)/ruff format --check --quiet .
	@$(BIN)/sphinx-lint --enable all --disable line-too-long --disable default-role source README.md
	@$(RUN) scripts/check_pages.py
	@$(RUN) scripts/check_catalogs.py

unit: $(SITE) $(TEST)  ## the quick tests, which need no torch
	@$(RUN) -m pytest -q -m "not torch and not browser and not slow"

test: check doctest html  ## everything that must hold before a change lands
	@$(RUN) -m pytest -q

bench: $(SITE) $(TORCHES)  ## what running the blocks costs, beside stock Sphinx, in one run
	@$(RUN) scripts/bench.py

clean:  ## remove what was built; the environments stay
	rm -rf build
	find locale -name '*.mo' -delete

$(VENV)/%.installed: requirements/%.txt requirements/constraints.txt
	@echo "installing requirements/$*.txt"
	@$(PYTHON) -c 'import sys; sys.exit("found Python %d.%d, expected 3.11 or newer; set PYTHON=" \
	  % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install -r $<
	@touch $@

.venvs/torch-%/torch.installed:
	@echo "installing torch $*"
	@test -x $(@D)/bin/python || $(PYTHON) -m venv $(@D)
	@$(@D)/bin/python -m pip --quiet --disable-pip-version-check install torch==$* numpy==2.4.6
	@touch $@
