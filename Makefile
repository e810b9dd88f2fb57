# Two commands on a fresh machine; everything else is `taizhang --help`.

VENV := .venv
MINIMUM := 3.11

.PHONY: demo test

demo: $(VENV)/.ready-demo
	$(VENV)/bin/taizhang demo

test: $(VENV)/.ready-test
	tests/run

$(VENV)/.ready-demo: EXTRAS :=
$(VENV)/.ready-test: EXTRAS := [dev]

# uv where it is there and reaches an index; else venv and pip, which know this machine's own.
$(VENV)/.ready-%: pyproject.toml
	@python=; for one in $(or $(PYTHON),python3 python3.13 python3.12 python3.11); do \
	    if $$one -c 'import sys; sys.exit(sys.version_info < tuple(map(int, "$(MINIMUM)".split("."))))' 2>/dev/null; \
	    then python=$$one; break; fi; done; \
	if [ -z "$$python" ]; then echo "Taizhang needs Python $(MINIMUM) or newer; install it, or say where it is:" \
	    "make $* PYTHON=/path/to/python3" >&2; exit 1; fi; \
	echo "Setting up $(VENV) (once, some minutes) ..."; \
	if command -v uv >/dev/null && uv venv --quiet --allow-existing --python "$$(command -v $$python)" $(VENV) \
	    && uv pip install --quiet --python $(VENV)/bin/python -e '.$(EXTRAS)'; then :; else \
	    $$python -m venv $(VENV) || { echo "python3 -m venv failed; on Debian: apt-get install python3-venv" >&2; exit 1; }; \
	    $(VENV)/bin/python -m pip install --quiet --disable-pip-version-check -e '.$(EXTRAS)' || exit 1; fi
	@touch $@
