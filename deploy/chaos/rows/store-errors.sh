# shellcheck shell=bash disable=SC2034,SC2154
fault='The store answers 500, 503 or 429, or resets, for 10 % of the calls; it answers too late'

# The same number of events at the same rate through the same proxy, first calm, then with errors, a fifth of them after
# the store has done what it was asked for; then with answers that come when the client has given up.
row() {
  local sent calm percent late
  late=$(by_form 8 60)
  sent=$(by_form 3000 150000)
  use_topic 4
  start_store
  start_proxy
  pass_through calm 0
  calm=$needed
  pass_through errors 10
  tell stats | grep -qE 'INTERNAL|UNAVAILABLE|TOO_MANY|RESET' || fail "no error was answered"
  percent=$((needed * 100 / calm))
  [ "$percent" -le 200 ] || fail "$needed requests where a calm run needs $calm: more than twice as many"
  answer_late "$late"
  outcome 2 "MinIO behind a proxy, 4 partitions, $sent events at 500 a second, beside a calm run of as many; then $events of which for $late s each answer came 6 s late, at a limit of 2 s" \
    "missing 0, duplicate 0; no restart, no entry taken for another's; with errors $percent % of the calm run's requests"
}

# pass_through TOPIC PERCENT: leaves in needed how many requests it took while so many of 100 fail.
pass_through() {
  local before
  topic=chaos-$1 location=s3://chaos/$1
  configure "$(through "$proxy")"
  tell "errors?$2"
  before=$(requests)
  produce "$sent" 500
  start_writer writer
  finish_producing
  catch_up
  tell 'errors?0'
  needed=$(($(requests) - before))
  configure "$(through "$store")"
  verify
}

catch_up() {
  await 300 "the writer catches up" caught_up writer
  [ "$(grep -c ' Committed ' "$work/writer.log")" -eq "$(grep -c ' Committed .* conflicts="0"' "$work/writer.log")" ] ||
    fail "the only writer has met an entry of another"
  stop writer
}

# answer_late SECONDS: for so long.
answer_late() {
  topic=chaos-late location=s3://chaos/late
  configure "$(through "$proxy")
sluice.storage.connection { timeout = 2s, attempts = 2 }"
  produce 1000000000 500
  start_writer writer
  await_line writer ' Committed '
  tell 'delay?6000'
  rest $(($1 * 1000))
  tell 'delay?0'
  finish_producing now
  catch_up
  has "$work/writer.log" 'Failed, trying again' || fail "no call has failed"
  configure "$(through "$store")"
  verify
}

requests() {
  tell stats | tr -d '{} ' | tr ',' '\n' | awk -F= '{ n += $2 } END { print n + 0 }'
}
