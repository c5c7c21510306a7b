# shellcheck shell=bash disable=SC2034,SC2154
fault='delta-rs compacts and vacuums the table meanwhile'

row() {
  local rounds number replaced removed at_once
  rounds=$(by_form 5 120)
  use_topic 4
  configure
  produce 1000000000 500
  start_writer writer
  await_line writer ' Committed ' 5
  for number in $(seq "$rounds"); do
    # A table this young has nothing beyond its retention of a week: every fifth time there is none.
    at_once=()
    [ $((number % 5)) -ne 0 ] || at_once=(0)
    timeout -k 10 300 "$python" "$chaos/maintain.py" "$location" "${at_once[@]}" >>"$work/maintain.log" 2>&1 ||
      { tail -3 "$work/maintain.log" >&2 && fail "delta-rs cannot compact or vacuum"; }
    rest "$(by_form 500 4000)"
  done
  finish_producing now
  await 180 "the writer catches up" caught_up writer
  stop writer
  # A fresh process reads what delta-rs has left of the log.
  produce_more 1000
  drain
  verify
  replaced=$(grep -c 'compacted=[1-9]' "$work/maintain.log" || true)
  [ "$replaced" -gt 0 ] || fail "delta-rs has replaced no file"
  removed=$(sed -n 's/.*vacuumed=//p' "$work/maintain.log" | awk '{ n += $1 } END { print n + 0 }')
  [ "$removed" -gt 0 ] || fail "delta-rs has removed no file"
  outcome "$rounds" "optimize and vacuum by delta-rs, every fifth one without a retention, 4 partitions, 500 events a second, $events events" \
    "missing 0, duplicate 0; no restart; $replaced rounds replaced files, $removed files were removed"
}
