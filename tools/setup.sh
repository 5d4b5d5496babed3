#!/usr/bin/env bash
# Everything a fresh machine needs: Qt's system libraries, a virtual environment, the locked packages, the product itself.
# A second run finds the stamp, needs no network and ends at once.
set -euo pipefail
cd "$(dirname "$0")/.."

python=""
for candidate in "${PYTHON:-}" python3.13 python3.12 python3.11 python3; do
  if [ -n "$candidate" ] && command -v "$candidate" >/dev/null 2>&1 &&
    "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    python=$candidate
    break
  fi
done
if [ -z "$python" ]; then
  echo "interimcoo needs Python 3.11 or newer. Install it, or name it: PYTHON=/path/to/python3 make demo" >&2
  exit 1
fi

stamp=.venv/.complete
wanted=$(cat packaging/requirements/dev.txt pyproject.toml tools/setup.sh | sha256sum | cut -d' ' -f1)
if [ -f "$stamp" ] && [ "$(cat "$stamp")" = "$wanted" ] && .venv/bin/python -c '' 2>/dev/null; then
  exit 0
fi

# What Qt opens at start on Debian and Ubuntu. The second list is only for a real screen.
if command -v dpkg-query >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1; then
  needed="libgl1 libegl1 libxkbcommon0 libglib2.0-0 libfontconfig1 libfreetype6 libdbus-1-3"
  screen="libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0"
  missing_of() {
    for package in "$@"; do
      # The time_t transition renamed some packages on newer releases (libglib2.0-0t64).
      # dpkg-query fails when one of the two names is unknown, so its own exit status says nothing.
      case "$(dpkg-query -W -f='${Status}\n' "$package" "${package}t64" 2>/dev/null || true)" in
        *"install ok installed"*) ;;
        *) printf '%s ' "$package" ;;
      esac
    done
  }
  missing="$(missing_of $needed)$(missing_of $screen)"
  if [ -n "$missing" ]; then
    as_root=""
    if [ "$(id -u)" -ne 0 ] && command -v sudo >/dev/null 2>&1 && sudo -n true 2>/dev/null; then as_root="sudo -n"; fi
    if [ "$(id -u)" -eq 0 ] || [ -n "$as_root" ]; then
      echo "Installing system libraries: $missing"
      { $as_root apt-get -o DPkg::Lock::Timeout=120 update -qq && DEBIAN_FRONTEND=noninteractive $as_root apt-get -o DPkg::Lock::Timeout=120 install -y -qq --no-install-recommends $missing; } \
        >build-libraries.log 2>&1 && rm -f build-libraries.log || echo "They could not all be installed; see build-libraries.log." >&2
    fi
    still="$(missing_of $needed)"
    if [ -n "$still" ]; then
      echo "Missing system libraries: $still" >&2
      echo "Ask an administrator to run: apt-get install $still" >&2
      exit 1
    fi
  fi
fi

echo "Setting up .venv with $($python --version)"
[ -x .venv/bin/python ] || "$python" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r packaging/requirements/dev.txt
.venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
echo "$wanted" >"$stamp"
