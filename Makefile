# Two commands are all the set-up there is: `make run` and `make test`.
PYTHON ?= python3
PORT ?= 7860
VENV := .venv
PY := $(VENV)/bin/python
UV := $(VENV)/bin/uv
UV_VERSION := 0.13.9
# One more than there are cores, since a browser's tests wait much; four at most. The tests of a
# file stay together, for they share what is slow to make.
WORKERS := $(shell echo $$(($$(nproc 2>/dev/null || echo 2) + 1)))
PYTEST := $(PY) -m pytest --numprocesses=$(WORKERS) --maxprocesses=4 --dist=loadfile \
	--no-loadscope-reorder
LOCK := $(UV) pip compile pyproject.toml --universal --python-version 3.11 \
	--generate-hashes --no-header --no-annotate --no-emit-index-url --quiet

.PHONY: run test check fuzz format bench lock clean

run: $(VENV)/run.stamp  ## open the page
	$(PY) app.py --port $(PORT)

test: $(VENV)/dev.stamp  ## run all tests
	$(PYTEST)

check: $(VENV)/dev.stamp  ## what every commit must pass: format, lint, types, tests
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(PYTEST)

fuzz: $(VENV)/dev.stamp  ## the property tests on examples that no run has drawn before
	HYPOTHESIS_PROFILE=fuzz $(PYTEST) -m hypothesis

format: $(VENV)/dev.stamp  ## put the code into shape
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix .

bench: $(VENV)/dev.stamp  ## measure speed and accuracy
	$(PY) -m benchmarks

lock: $(UV)  ## pin anew; versions and hashes, no addresses
	$(LOCK) --upgrade -o requirements.lock
	$(LOCK) --extra dev -c requirements.lock -o requirements-dev.lock

clean:  ## remove what the commands above made
	rm -rf $(VENV) .mypy_cache .ruff_cache .hypothesis

$(UV):
	$(PYTHON) -m venv $(VENV)
	$(PY) -m pip install --quiet --disable-pip-version-check "uv==$(UV_VERSION)"

# Bytecode is compiled at installation, so that the first start is as fast as the others.
$(VENV)/run.stamp: requirements.lock | $(UV)
	$(UV) pip install --quiet --require-hashes --compile-bytecode -r requirements.lock
	touch $@

$(VENV)/dev.stamp: requirements-dev.lock | $(UV)
	$(UV) pip install --quiet --require-hashes --compile-bytecode -r requirements-dev.lock
	touch $@ $(VENV)/run.stamp
