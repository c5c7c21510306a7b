# shellcheck shell=bash disable=SC2034,SC2154
fault='The clock is wrong, or jumps back'

# First what a store says to a wrong clock, from a proxy; then writers whose own clock is another's.
row() {
  local ended refused
  make_clock
  use_topic 2
  start_store
  start_proxy
  configure "$(through "$proxy")"
  produce 2000 0
  finish_producing
  tell 'skew?100'
  start_writer writer
  must_end writer 77 60
  ended=$status
  names_the_clock writer 'clock is 20 minutes behind the store'
  tell 'skew?0'
  refused="RequestTimeTooSkewed to every call, and a date of 20 min later: ends with $ended and says that the clock is 20 minutes behind"

  configure "$(through "$store")"
  ahead_by 1200
  launch ahead at_another_time run --config "$conf" --until-end
  gone ahead 120
  if [ "$status" -eq 0 ]; then
    refused+="; 20 min ahead of MinIO, which allows 15: goes on"
  else
    names_the_clock ahead 'clock is 20 minutes ahead of the store'
    refused+="; 20 min ahead of MinIO: ends with $status and says so"
    drain
  fi
  verify

  topic=$topic-back location=$work/table
  configure
  produce 1000000000 200
  launch writer at_another_time run --config "$conf"
  await_line writer ' Committed ' 10
  jumped=$(grep -c ' Committed ' "$work/writer.log")
  ahead_by -2400
  await_line writer ' Committed ' $((jumped + 20))
  finish_producing now
  stop writer
  went_back
  never_back
  drain
  verify
  outcome 3 "a proxy in front of MinIO; a clock 20 min ahead; one that jumps back by an hour while running, local disk" \
    "$refused; after the jump $((commits - jumped)) commits, whose timestamps never ran back; missing 0, duplicate 0 each time"
}

# make_clock: leaves clock, what sets the wall clock of a process.
make_clock() {
  clock=$work/clock.so
  command -v cc >/dev/null || leave_out "there is no C compiler to make a clock with"
  cc -O2 -shared -fPIC -o "$clock" "$chaos/clock.c"
}

# ahead_by SECONDS: below 0 for behind. In place: a process may be reading.
ahead_by() {
  printf '%7d' "$1" | dd of="$work/seconds" conv=notrunc status=none
}

# at_another_time ARGUMENTS: a writer whose clock is off by that.
at_another_time() {
  export LD_PRELOAD=$clock CHAOS_CLOCK=$work/seconds
  sluice "$@"
}

# names_the_clock WRITER WORDS
names_the_clock() {
  say "$(grep '^sluice: \|^hint: ' "$work/$1.log")"
  [ "$(grep '^sluice: ' "$work/$1.log" | grep -c "$2")" -gt 0 ] || fail "$1: it does not say \"$2\""
}

# went_back: whether the writer's own clock did, as its log has it.
went_back() {
  local last
  last=$(date -d "$(grep ' Committed ' "$work/writer.log" | tail -1 | cut -d' ' -f1)" +%s%3N)
  [ "$last" -lt $(($(now_ms) - 1800000)) ] || fail "the writer's clock has not jumped back"
}

# never_back: leaves commits, the number of entries that the writer has written.
never_back() {
  cat "$location"/_delta_log/*.json | grep -o '"commitInfo":{"timestamp":[0-9]*' | grep -o '[0-9]*$' >"$work/timestamps"
  commits=$(wc -l <"$work/timestamps")
  [ "$(head -1 "$work/timestamps")" -gt $(($(now_ms) + 600000)) ] || fail "the writer's clock was not ahead"
  sort -nc "$work/timestamps" 2>"$work/sort.log" || fail "a timestamp runs back: $(cat "$work/sort.log")"
}
