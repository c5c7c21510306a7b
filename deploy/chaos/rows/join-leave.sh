# shellcheck shell=bash disable=SC2034,SC2154
fault='A writer joins or leaves every few seconds'

# One stays; another comes, or goes with SIGTERM. The producer's rate is about what a calm group of two processors carries;
# half of what that brings in within a second is the least that this one has to.
row() {
  local changes seconds number calm busy rate share began before
  changes=$(by_form 4 60) seconds=$(by_form 3 5) rate=$(by_form 2000 20000)
  use_topic 6
  # In the short form other rows are beside it, and a commit may take long.
  configure "sluice.shutdown-timeout = $(by_form 45s 15s)"
  produce 1000000000 "$rate"
  start_writer stays
  await_line stays ' Committed ' 5
  calm=$(brought_in 10)
  began=$(now_ms) before=$(rows_committed)
  for number in $(seq "$changes"); do
    if [ $((number % 2)) -eq 1 ]; then
      start_writer "guest-$number"
    else
      # It may not have come far enough to have a group to leave.
      await_line "guest-$((number - 1))" 'Reading a partition'
      stop "guest-$((number - 1))"
    fi
    rest $((seconds * 1000))
  done
  # From the first change to the last, starts and stops included.
  busy=$((($(rows_committed) - before) * 1000 / ($(now_ms) - began)))
  finish_producing now
  stop stays
  drain
  verify
  share=$((busy * 100 / calm))
  # In the short form starts and stops are most of what a small machine does.
  [ "$share" -ge "$(by_form 25 50)" ] || fail "throughput is $share % of the calm one: $busy rows a second of $calm"
  outcome "$changes" "one writer that stays, one that comes and goes each $seconds s, 6 partitions, $rate events a second, $events events" \
    "missing 0, duplicate 0; every leaver ended with 0; throughput $share % of the $calm rows a second of a calm group"
}

# brought_in SECONDS: rows a second that all writers commit meanwhile.
brought_in() {
  local before
  before=$(rows_committed)
  rest "$(($1 * 1000))"
  printf '%s' $((($(rows_committed) - before) / $1))
}

rows_committed() {
  cat "$work"/stays.log "$work"/guest-*.log 2>/dev/null >"$work/all-writers" || true
  rows_in "$work/all-writers"
}
