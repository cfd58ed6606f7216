# A throw-away Postgres for tests: fast, forgetful, gone at the end of the script.
# Sourced after common.sh, never run.

TEST_POSTGRES=""

# as_postgres COMMAND…: Postgres refuses to run as root, so root steps down to another user.
as_postgres() {
  if [ "$(id -u)" != 0 ]; then "$@"; return; fi
  local user=nobody
  id -u postgres >/dev/null 2>&1 && user=postgres
  setpriv --reuid "$user" --regid "$(id -g "$user")" --clear-groups env HOME=/tmp "$@"
}

# start_test_postgres: sets DATABASE_URL to an empty database of a new cluster, reached over a
# Unix socket in a private folder; the cluster is stopped and removed when the script ends.
start_test_postgres() {
  local bin
  bin="$(postgres_bin)"
  [ -n "$bin" ] || die "PostgreSQL's initdb was not found" "scripts/setup installs it."
  TEST_POSTGRES="$(mktemp -d /tmp/beckon-test.XXXXXX)"
  trap stop_test_postgres EXIT
  if [ "$(id -u)" = 0 ]; then
    chown "$(as_postgres id -u):$(as_postgres id -g)" "$TEST_POSTGRES"
  fi
  (
    cd "$TEST_POSTGRES"
    as_postgres "$bin/initdb" --pgdata cluster --username postgres --auth trust --encoding UTF8 \
      --locale C.UTF-8 --no-sync >initdb.log 2>&1 || { cat initdb.log >&2; exit 1; }
    cat >>cluster/postgresql.conf <<SETTINGS
listen_addresses = ''
unix_socket_directories = '$TEST_POSTGRES'
max_connections = 200
fsync = off
synchronous_commit = off
full_page_writes = off
autovacuum = off
SETTINGS
    as_postgres "$bin/pg_ctl" --pgdata cluster --log postgres.log --wait --silent start ||
      { cat postgres.log >&2; exit 1; }
  ) || die "the database for the tests did not start; its words are above"
  export DATABASE_URL="postgres://postgres@${TEST_POSTGRES//\//%2F}/postgres"
}

stop_test_postgres() {
  [ -n "$TEST_POSTGRES" ] || return 0
  (
    cd "$TEST_POSTGRES"
    as_postgres "$(postgres_bin)/pg_ctl" --pgdata cluster --mode immediate --silent stop
  ) || true
  rm -rf "$TEST_POSTGRES"
  TEST_POSTGRES=""
}

# test_sql ARGUMENTS…: psql on the throw-away cluster.
test_sql() {
  "$(postgres_bin)/psql" --no-psqlrc --quiet --set ON_ERROR_STOP=1 --dbname "$DATABASE_URL" "$@"
}
