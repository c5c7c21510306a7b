# shellcheck shell=bash disable=SC2034,SC2154
fault='SIGKILL of the only writer, under the timeouts of Kafka'

# How long nobody reads after a crash: as a member that Kafka waits for, and as one that comes back under its name.
row() {
  local kills unnamed named
  kills=$(by_form 1 10)
  use_topic 4
  configure 'sluice.kafka.properties { session.timeout.ms = 45000, heartbeat.interval.ms = 3000 }'
  produce 1000000000 500
  kill_and_start "$kills" unnamed
  unnamed=$slowest
  configure 'sluice.kafka.properties { session.timeout.ms = 45000, heartbeat.interval.ms = 3000, group.instance.id = writer }'
  kill_and_start "$kills" named
  named=$slowest
  finish_producing now
  drain
  verify
  [ "$form" = short ] || [ "$unnamed" -le 60000 ] || fail "without a name it took $unnamed ms until the first commit"
  [ "$form" = short ] || [ "$named" -le 10000 ] || fail "under its name it took $named ms until the first commit"
  outcome $((2 * kills)) "at a session timeout of 45 s, half of them under a group.instance.id; 4 partitions, local disk, $events events" \
    "missing 0, duplicate 0; from the start to the first commit $unnamed ms at most, under its name $named ms"
}

# kill_and_start TIMES NAME: leaves in slowest how many milliseconds it took at most from a start to the first commit.
kill_and_start() {
  local number begun first
  slowest=0
  start_writer "$2-0"
  await_line "$2-0" ' Committed ' 5
  for number in $(seq "$1"); do
    draw 1000
    rest "$drawn"
    kill_process "$2-$((number - 1))"
    begun=$(now_ms)
    start_writer "$2-$number"
    await_line "$2-$number" ' Committed '
    first=$(date -d "$(grep -m1 ' Committed ' "$work/$2-$number.log" | cut -d' ' -f1)" +%s%3N)
    [ $((first - begun)) -le "$slowest" ] || slowest=$((first - begun))
    # A commit later, as the broker knows it by now.
    await_line "$2-$number" ' Committed ' 5
  done
  kill_process "$2-$1"
}
