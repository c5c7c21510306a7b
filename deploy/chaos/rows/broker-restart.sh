# shellcheck shell=bash disable=SC2034,SC2154
fault='The broker is killed and comes back'

row() {
  local restarts=3 away number mark
  away=$(by_form 5000 120000)
  use_topic 4
  start_broker own-broker
  configure
  produce 1000000000 500
  start_writer writer
  await_line writer ' Committed ' 3
  for number in $(seq "$restarts"); do
    kill_process own-broker
    rest "$away"
    answers writer /livez 200 || fail "not alive while the broker is away"
    start_broker own-broker "${broker_ports[@]}"
    mark=$(grep -c ' Committed ' "$work/writer.log")
    await_line writer ' Committed ' $((mark + 3)) 180
  done
  finish_producing now
  await 180 "the writer catches up" caught_up writer
  stop writer
  verify
  outcome "$restarts" "the only broker killed, away for $((away / 1000)) s, 500 events a second, $events events" \
    "missing 0, duplicate 0; /livez 200, no exit, goes on by itself"
}
