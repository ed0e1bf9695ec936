#!/usr/bin/env bash
# Installs what the pipeline's definition needs into .venv and starts the pipeline; passes its arguments on.
set -euo pipefail
cd "$(dirname "$0")/.."

[ -x .venv/bin/python ] || python3 -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
exec .venv/bin/python run_pipeline.py "$@"
