# shellcheck shell=bash disable=SC2034,SC2154
fault='SIGTERM at full load'

# A backlog that is never done; commits are large, so that there is always something that only the stop can bring in.
row() {
  local stops number slowest=0 began took by_stop=0
  stops=$(by_form 3 50)
  use_topic 4
  configure 'sluice.flush { max-rows = 10000, max-age = 1 hour }'
  produce 1000000000 10000
  for number in $(seq "$stops"); do
    start_writer writer
    await_line writer ' Committed '
    draw 1500
    rest "$drawn"
    began=$(now_ms)
    kill -TERM "${pid_of[writer]}"
    must_end writer 0 20
    took=$(($(now_ms) - began))
    [ "$took" -le "$slowest" ] || slowest=$took
    [ "$(sed -n '/ Stopping/,$p' "$work/writer.log" | grep -c ' Committed ')" -eq 0 ] || by_stop=$((by_stop + 1))
  done
  finish_producing now
  drain
  [ "$by_stop" -gt 0 ] || fail "no stop has committed what was read"
  # With nothing to do it ends at once.
  start_writer writer
  await_line writer 'Reading a partition' 4
  kill -TERM "${pid_of[writer]}"
  must_end writer 0 10
  verify
  outcome "$stops" "a backlog, commits of 10,000 rows, 4 partitions, local disk, $events events" \
    "missing 0, duplicate 0; exit 0 each time, after $slowest ms at most; $by_stop stops committed what was read"
}
