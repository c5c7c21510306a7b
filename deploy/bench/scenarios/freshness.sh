# shellcheck shell=bash disable=SC2034,SC2154
# From when an event is due, 1,000 a second, until its row can be read, with a commit every second.
# What the first ten seconds bring does not count: the JVM has just started.
scenario_events() { printf '%s' $(($1 * 3 / 100)); }

scenario() {
  local rate=1000 warm_up=10 length topics=()
  length=$((size / rate > 2 * warm_up ? size / rate : 2 * warm_up))
  for round in $(seq "$rounds"); do
    topics+=("bench-$round" 4)
  done
  open_topics "${topics[@]}"
  measure "$work/events.log" run_java EventGenerator file "$work/events.ndjson" 20000
  for round in $(seq "$rounds"); do
    keep_up "bench-$round"
  done
}

keep_up() {
  local line writer figure value status=0
  rm -rf "$work/table"
  configure "$work/fresh.conf" "$work/table" "$1"
  "$home/bin/sluice" run --config "$work/fresh.conf" --set sluice.flush.max-age=1s "${extra[@]}" >"$work/fresh.log" 2>&1 &
  writer=$!
  measure "$work/freshness.log" run_java Freshness "$server" "$1" 4 "$rate" "$length" "$warm_up" "$work/table" "$work/events.ndjson"
  kill "$writer"
  wait "$writer" || status=$?
  # 143 is how a process ends well after SIGTERM where it does not say otherwise.
  [ "$status" -eq 0 ] || [ "$status" -eq 143 ] || { tail -20 "$work/fresh.log" >&2 && fail "sluice run ended with $status"; }
  line=$(tail -1 "$work/freshness.log")
  for figure in p50 p99 max; do
    value=${line#*"$figure"=}
    record sluice "$figure-s" "${value%% *}"
  done
  check_table "$work/table" $((rate * length))
  progress "$line"
}
