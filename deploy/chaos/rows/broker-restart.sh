# shellcheck shell=bash disable=SC2034,SC2154
fault='The broker is killed and comes back'

# Kafka's client tells of no error: it tries to connect for ever, and the writer has to notice by itself.
row() {
  local restarts away number mark before after began second drained=0
  restarts=$(by_form 1 3) away=$(by_form 20 120)
  use_topic 4
  start_broker own-broker
  configure
  produce 1000000000 500
  start_writer writer
  await_line writer ' Committed ' 3
  await 60 "ready before the first outage" answers writer /readyz 200
  before=$(heap_after_collection)
  for number in $(seq "$restarts"); do
    kill_process own-broker
    for second in $(seq "$away"); do
      rest 1000
      answers writer /livez 200 || fail "not alive in second $second without the broker"
    done
    await 10 "not ready while the broker is away" answers writer /readyz 503
    start_broker own-broker "${broker_ports[@]}"
    mark=$(grep -c ' Committed ' "$work/writer.log")
    began=$SECONDS
    await_line writer ' Committed ' $((mark + 3)) 180
    await $((away * 2)) "what waited is drained within twice the outage" nearly_caught_up
    [ $((SECONDS - began)) -le "$drained" ] || drained=$((SECONDS - began))
    await 30 "ready again" answers writer /readyz 200
  done
  after=$(heap_after_collection)
  [ $((after - before)) -le 16 ] || fail "the heap has grown from $before to $after MiB"
  finish_producing now
  await 180 "the writer catches up" caught_up writer
  stop writer
  verify
  outcome "$restarts" "the only broker killed, away for $away s, 500 events a second, $events events" \
    "missing 0, duplicate 0; /livez 200, /readyz 503 and 200 again, no exit; drained $drained s after at most; heap $before to $after MiB"
}

# nearly_caught_up: a second of events behind, at most; the lag is known anew after a commit.
nearly_caught_up() {
  curl --silent --max-time 5 "$(management writer)/metrics" |
    awk '/^sluice_lag_records\{/ { n += $NF; known = 1 } END { exit !(known && n <= 500) }'
}
