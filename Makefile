# The commands of the gazette. The first two do all the set-up.
PYTHON ?= python3
# -B: `sudo make system` leaves nothing of root's in the clone.
INSTALL = $(PYTHON) -B -m gazette.embedded.install

.PHONY: run test ocr system password setup lint lock
.DEFAULT_GOAL := run

# Serve at http://127.0.0.1:8000/ until Ctrl-C. PORT= another port, GAZETTE_DATA= another data folder.
run:
	@exec $(INSTALL) run

# Every test, those in a browser too. ARGS="-k word" picks some.
test:
	@exec $(INSTALL) test $(ARGS)

# What recognises scans (150 MB): once, then `make run` reads them too.
ocr:
	@exec $(INSTALL) ocr

# Debian packages, as root: sudo make system
system:
	@exec $(INSTALL) system

# New passwords for all roles, or for ROLE=editor alone.
password:
	@exec $(INSTALL) manage password $(ROLE)

# The environment with the tools for tests, and no more.
setup:
	@exec $(INSTALL) setup

# Style, types and layers.
lint: setup
	.venv/bin/ruff check .
	.venv/bin/ruff format --check .
	.venv/bin/mypy .
	.venv/bin/lint-imports

# Pin requirements/*.in anew. Needs pip-tools on the oldest Python we run on, so that what only that one needs is pinned too.
COMPILE = CUSTOM_COMPILE_COMMAND="make lock" $(PYTHON) -m piptools compile --quiet --generate-hashes --strip-extras --no-emit-index-url --no-emit-find-links
# Only the recogniser's models are used: what its own code asks for stays out.
MODELS = $(foreach package,opencv-python pyclipper shapely,--unsafe-package $(package))
lock:
	cd requirements && $(COMPILE) --allow-unsafe --output-file runtime.lock runtime.in
	cd requirements && $(COMPILE) $(MODELS) --constraint runtime.lock --output-file ocr.lock ocr.in
	cd requirements && $(COMPILE) $(MODELS) --constraint runtime.lock --constraint ocr.lock --output-file dev.lock dev.in
	cd requirements && $(COMPILE) --allow-unsafe --constraint runtime.lock --output-file image.lock image.in
