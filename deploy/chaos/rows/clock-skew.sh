# shellcheck shell=bash disable=SC2034,SC2154
fault='The store finds the clock wrong'

# A process whose own clock is wrong would need libfaketime, or the machine's clock; what a store says to one is the same.
row() {
  local ended
  use_topic 2
  start_store
  start_proxy
  configure "$(through "$proxy")"
  produce 2000 0
  finish_producing
  tell 'skew?100'
  start_writer writer
  gone writer 60
  ended=$status
  [ "$status" -ne 0 ] || fail "ends well although the store refuses every call"
  say "$(grep '^sluice: \|^hint: ' "$work/writer.log")"
  grep '^sluice: \|^hint: ' "$work/writer.log" | grep -qi 'skew\|clock' || fail "neither the skew nor the clock is named"
  tell 'skew?0'
  configure "$(through "$store")"
  drain
  verify
  outcome 1 "RequestTimeTooSkewed from a proxy in front of MinIO" "ends with $ended and names it; missing 0, duplicate 0 afterwards"
}
