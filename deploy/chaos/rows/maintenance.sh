# shellcheck shell=bash disable=SC2034,SC2154
fault='delta-rs compacts and vacuums the table meanwhile'

row() {
  local rounds number replaced
  rounds=$(by_form 5 120)
  use_topic 4
  configure
  produce 1000000000 500
  start_writer writer
  await_line writer ' Committed ' 5
  for number in $(seq "$rounds"); do
    timeout -k 10 300 "$python" "$chaos/maintain.py" "$location" >>"$work/maintain.log" 2>&1 ||
      { tail -3 "$work/maintain.log" >&2 && fail "delta-rs cannot compact or vacuum"; }
    rest "$(by_form 500 4000)"
  done
  finish_producing now
  await 180 "the writer catches up" caught_up writer
  stop writer
  verify
  replaced=$(grep -c 'compacted=[1-9]' "$work/maintain.log" || true)
  [ "$replaced" -gt 0 ] || fail "delta-rs has replaced no file"
  outcome "$rounds" "optimize and vacuum by delta-rs, 4 partitions, 500 events a second, $events events" \
    "missing 0, duplicate 0; no restart; $replaced rounds replaced files"
}
