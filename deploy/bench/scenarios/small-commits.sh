# shellcheck shell=bash disable=SC2034,SC2154
# A commit for every 100 events, as the Python writer did by default.
scenario_events() { printf '%s' $(($1 / 20)); }

scenario() {
  open_topics bench 4
  fill bench 4 "$size"
  for round in $(seq "$rounds"); do
    python_writer bench 100 "$size"
    drain sluice bench "$size" --set sluice.flush.max-rows=100
  done
}
