# Two commands on a fresh machine: `make demo` and `make test`. Everything else is for daily work.
.PHONY: demo test app bench check screens texts capabilities guide setup lock sample clean
.DEFAULT_GOAL := demo

PY := .venv/bin/python
OFFSCREEN := QT_QPA_PLATFORM=offscreen

setup:
	@bash tools/setup.sh

demo: setup ## the main job: client workbooks in, a board report out
	@$(PY) -m interimcoo demo build/demo

test: setup check ## every test
	@$(OFFSCREEN) $(PY) -m pytest -n 2 --dist loadfile

check: setup ## the static checks alone
	@.venv/bin/ruff check .
	@.venv/bin/ruff format --check --quiet .
	@.venv/bin/lint-imports --no-cache
	@.venv/bin/mypy

app: setup ## open the window
	@$(PY) -m interimcoo

bench: setup ## the benchmark table, also in build/bench.json
	@$(OFFSCREEN) $(PY) benchmarks/run.py

screens: setup ## a picture of every page under build/screens/
	@$(OFFSCREEN) $(PY) tools/screens.py build/screens

texts: setup ## what the Swedish words lack or have too much
	@$(PY) tools/texts.py

capabilities: setup ## every row of docs/capabilities.csv with its tests and result
	@$(OFFSCREEN) $(PY) tools/capabilities.py

guide: setup ## renew the pictures and the page of keys in docs/guide
	@$(OFFSCREEN) INTERIMCOO_RENEW_PICTURES=1 $(PY) -m pytest tests/docs/test_guide_pictures.py

sample: setup ## make the sample client's workbooks again
	@$(PY) tools/make_sample.py resources/sample

lock: ## renew the locked requirements (needs uv)
	@bash tools/lock.sh

clean:
	@rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
