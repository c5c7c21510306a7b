# shellcheck shell=bash disable=SC2034,SC2154
# A topic of 4 partitions into a table on local disk, beside a consumer that only polls and the Python writer. The
# first has Kafka's own socket buffer, and once more the one that Sluice sets.
scenario_events() { printf '%s' "$1"; }

scenario() {
  open_topics bench 4
  fill bench 4 "$size"
  for round in $(seq "$rounds"); do
    poll_only poll-only bench
    poll_only poll-only-buffered bench 0 receive.buffer.bytes=-1
    python_writer bench 50000 "$size"
    drain sluice bench "$size"
  done
}
