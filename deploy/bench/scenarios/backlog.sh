# shellcheck shell=bash disable=SC2034,SC2154
# A large backlog on many partitions, with a small heap. Once: it is there to complete.
scenario_events() { printf '%s' $(($1 * 5 / 2)); }

scenario() {
  local rounds=1 round=1
  open_topics bench 64
  fill bench 64 "$size"
  export SLUICE_JAVA_OPTS="${SLUICE_JAVA_OPTS:-} -Xmx512m"
  drain sluice bench "$size"
  record sluice completed 1
}
