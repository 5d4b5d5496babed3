#!/usr/bin/env bash
# Renew the locked requirements: versions and hashes for every platform, no index host.
set -euo pipefail
cd "$(dirname "$0")/../packaging/requirements"
for name in runtime dev; do
  uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
    "$name.in" --output-file "$name.txt" "$@"
done
