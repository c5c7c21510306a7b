# shellcheck shell=bash disable=SC2034,SC2154
fault='The store answers 500, 503 or 429, or resets, for 10 % of the calls'

# The same number of events at the same rate through the same proxy, first calm, then with errors, a fifth of them after
# the store has done what it was asked for.
row() {
  local sent calm percent
  sent=$(by_form 5000 600000)
  use_topic 4
  start_store
  start_proxy
  pass_through calm 0
  calm=$needed
  pass_through errors 10
  tell stats | grep -q UNAVAILABLE || fail "no error was answered"
  percent=$((needed * 100 / calm))
  [ "$percent" -le 200 ] || fail "$needed requests where a calm run needs $calm: more than twice as many"
  outcome 1 "MinIO behind a proxy, 4 partitions, $events events at 500 a second, beside a calm run of as many" \
    "missing 0, duplicate 0; no restart; $percent % of the calm run's requests"
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
  await 300 "the writer catches up" caught_up writer
  stop writer
  tell 'errors?0'
  needed=$(($(requests) - before))
  configure "$(through "$store")"
  drain
  verify
}

requests() {
  tell stats | tr -d '{} ' | tr ',' '\n' | awk -F= '{ n += $2 } END { print n + 0 }'
}
