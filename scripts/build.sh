# Builds what is released: the server, the hydrated site, the widget, and their compressed twins.
# Sourced after common.sh, never run.

readonly SITE_ROOT="$ROOT/target/site"
readonly WIDGET_ROOT="$ROOT/target/widget"
readonly SERVER="$CARGO_TARGET_DIR/release/beckon"

build_release() {
  step "Server and site (the first time takes some minutes)"
  (cd "$ROOT" && cargo leptos build --release) || die "the build failed; the compiler's words are above"

  step "Widget"
  (cd "$ROOT" && RUSTFLAGS="$WIDGET_RUSTFLAGS" trunk build --release) || die "the widget's build failed; the words are above"

  step "Compressing what browsers download"
  node "$ROOT/scripts/precompress.mjs" "$SITE_ROOT" "$WIDGET_ROOT" || die "compressing failed"
  step_done
}

# The settings with which the server finds what was built.
serve_what_was_built() {
  [ -x "$SERVER" ] || die "the server is not built" "Call scripts/run without --skip-build."
  export BECKON_SITE_ROOT="${BECKON_SITE_ROOT:-$SITE_ROOT}"
  export BECKON_WIDGET_ROOT="${BECKON_WIDGET_ROOT:-$WIDGET_ROOT}"
}

# The program that loads and measures, and breaks the chat.
build_load_bench() {
  serve_what_was_built
  BECKON_POSTGRES_BIN="$(postgres_bin)"
  export BECKON_POSTGRES_BIN
  step "Building what loads the server"
  (cd "$ROOT" && cargo build --quiet --release --package load-bench) || die "load-bench did not build"
}

# The limits against abuse are for people; a load generator is above them.
load_bench() {
  "$CARGO_TARGET_DIR/release/load-bench" --server "$SERVER" --setting BECKON_LIMIT_FACTOR=1000 "$@"
}
