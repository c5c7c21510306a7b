# shellcheck shell=bash disable=SC2030,SC2031,SC2034,SC2154
# The same drain to MinIO on loopback and to local disk. MinIO is that of deploy/test-stores.
scenario_events() { printf '%s' "$1"; }

scenario() {
  local minio mc secret address
  if ! find_minio; then
    skip minio "there is no MinIO, which deploy/test-stores/up builds"
    return
  fi
  open_topics bench 4
  start_minio
  fill bench 4 "$size"
  for round in $(seq "$rounds"); do
    conf='' && drain local bench "$size"
    to_minio
  done
}

# Leaves minio and mc: those of the test stores. To build them here would count as the benchmark's time.
find_minio() {
  local found
  found=$(
    . "$bench/../test-stores/common.sh"
    . "$bench/../test-stores/install.sh"
    printf '%s %s' "$cache/minio-${minio##*@}/minio" "$cache/mc-${mc##*@}/mc"
  )
  read -r minio mc <<<"$found"
  [ -x "$minio" ] && [ -x "$mc" ]
}

start_minio() {
  local found pid limit=$((SECONDS + 60))
  found=$(
    declare -A port=()
    . "$bench/../test-stores/servers.sh"
    free_port
  )
  address=127.0.0.1:$found
  secret=$(head -c 16 /dev/urandom | od -An -tx1 | tr -d ' \n')
  mkdir -p "$work/minio"
  MINIO_ROOT_USER=bench MINIO_ROOT_PASSWORD=$secret MINIO_BROWSER=off \
    "$minio" server --quiet --certs-dir "$work/no-certificates" --address "$address" "$work/minio" >"$work/minio.log" 2>&1 &
  pid=$!
  until as_root mb store/bench >"$work/mc.log" 2>&1; do
    if ! kill -0 "$pid" 2>/dev/null || [ "$SECONDS" -ge "$limit" ]; then
      tail -20 "$work/minio.log" "$work/mc.log" >&2
      fail "MinIO was not up within a minute"
    fi
    sleep 0.2
  done
}

# mc has the password from its environment: everybody sees a command line.
as_root() {
  MC_HOST_store="http://bench:$secret@$address" timeout 300 "$mc" --config-dir "$work/mc" --quiet "$@"
}

to_minio() {
  local rows seconds figures location=s3://bench/table-$round conf=$work/minio.conf
  configure "$conf" "$location" bench
  (
    umask 077
    cat >>"$conf" <<CONF
sluice.storage.minio { endpoint = "http://$address", access-key = bench, secret-key = "$secret" }
CONF
  )
  sluice_run minio "$conf"
  # The table as files, for the reader of its log and for delta-rs.
  rm -rf "$work/copy"
  as_root cp --recursive "store/bench/table-$round/" "$work/copy/" >"$work/mc.log" 2>&1 ||
    { tail -20 "$work/mc.log" >&2 && fail "cannot copy $location"; }
  read -r rows seconds < <(commits "$work/copy" 0)
  record minio events "$rows"
  record minio events/s "$(per_second "$rows" "$seconds")"
  figures="$rows rows in $seconds s without its start, $cpu CPU s, $memory MB"
  check_table "$location" "$size" --config "$conf"
  check_rows "$work/copy" "$size"
  progress "minio: $figures; every offset once"
}
