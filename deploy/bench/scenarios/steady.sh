# shellcheck shell=bash disable=SC2034,SC2154
# The same with five times the events: only what comes after the first fifth counts, when every JVM is warm.
scenario_events() { printf '%s' $(($1 * 5)); }

scenario() {
  skip_rows=$((size / 5))
  open_topics bench 4
  fill bench 4 "$size"
  for round in $(seq "$rounds"); do
    poll_only poll-only bench "$skip_rows"
    poll_only poll-only-buffered bench "$skip_rows" receive.buffer.bytes=-1
    python_writer bench 50000 "$size" "$skip_rows"
    drain sluice bench "$size"
  done
}
