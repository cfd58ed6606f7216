# Shared by every script here: where things live, how progress is shown, how errors read.
# Sourced, never run.
set -euo pipefail

ROOT="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
CACHE_DIR="${BECKON_CACHE_DIR:-${XDG_CACHE_HOME:-$HOME/.cache}/beckon}"
TOOLS_DIR="$CACHE_DIR/tools"

# One target directory for every checkout: a second clone reuses the compiled dependencies.
export CARGO_TARGET_DIR="${CARGO_TARGET_DIR:-$CACHE_DIR/target}"
export PATH="$TOOLS_DIR/bin:$ROOT/style/node_modules/.bin:$HOME/.cargo/bin:$PATH"

# Queries are checked against .sqlx, also where a DATABASE_URL is set for something else.
export SQLX_OFFLINE="${SQLX_OFFLINE:-true}"

# The widget has no Leptos in it, and so none of its settings; only where random numbers come from.
readonly WIDGET_RUSTFLAGS='--cfg getrandom_backend="wasm_js"'

readonly NODE_OLDEST=20
readonly NODE_VERSION=22.23.3
readonly CARGO_LEPTOS_VERSION=0.3.9
readonly TRUNK_VERSION=0.21.14

SCRIPT_STARTED=$SECONDS
STEP_STARTED=$SECONDS
STEP_NAME=""

# step NAME: begins a step; says how long the one before it took.
step() {
  step_done
  STEP_NAME="$1"
  STEP_STARTED=$SECONDS
  printf '\n==> %s\n' "$1"
}

step_done() {
  [ -z "$STEP_NAME" ] || printf '    done in %d s\n' $((SECONDS - STEP_STARTED))
  STEP_NAME=""
}

finish() {
  step_done
  printf '\n%s (%d s in all)\n' "$1" $((SECONDS - SCRIPT_STARTED))
}

say() { printf '    %s\n' "$*"; }

die() {
  printf '\nerror: %s\n' "$1" >&2
  shift
  for line in "$@"; do printf '       %s\n' "$line" >&2; done
  exit 1
}

have() { command -v "$1" >/dev/null 2>&1; }

# The folder that holds initdb and postgres, or nothing.
postgres_bin() {
  if [ -n "${BECKON_POSTGRES_BIN:-}" ]; then echo "$BECKON_POSTGRES_BIN"; return; fi
  local dir
  for dir in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -rV); do
    [ -x "$dir/initdb" ] && { echo "$dir"; return; }
  done
  if have initdb; then dirname "$(command -v initdb)"; fi
}

# The major version of Node, 0 if there is none.
node_major() { have node && node -p 'process.versions.node.split(".")[0]' || echo 0; }

# The version of wasm-bindgen that Cargo.lock names: the command-line tool must be its twin.
wasm_bindgen_version() {
  awk '/^name = "wasm-bindgen"$/ { getline; gsub(/version = |"/, ""); print; exit }' "$ROOT/Cargo.lock"
}
