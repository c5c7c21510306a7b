# shellcheck shell=bash disable=SC2034,SC2154
fault='The store is down'

# MinIO is killed and started again on the same folder; events go on coming, more of them than may be held.
row() {
  local outage began second heap_before heap_after
  outage=$(by_form 60 600)
  use_topic 4
  start_store
  # Commits large enough for a slow machine to catch up.
  configure "$(through "$store")
sluice.memory { queue = 2 MiB, budget = 16 MiB }
sluice.flush { max-rows = 10000, max-age = 200 ms }"
  produce 1000000000 5000
  start_writer writer
  await_line writer ' Committed ' 5
  await 60 "ready before the outage" answers writer /readyz 200
  heap_before=$(heap_after_collection)
  kill_process minio
  await 120 "not ready while the store is down" answers writer /readyz 503
  for second in $(seq "$outage"); do
    rest 1000
    answers writer /livez 200 || fail "not alive in second $second of the outage"
    answers writer /readyz 503 || fail "ready in second $second of the outage"
  done
  heap_after=$(heap_after_collection)
  [ $((heap_after - heap_before)) -le 32 ] || fail "the heap has grown from $heap_before to $heap_after MiB"
  start_store
  began=$SECONDS
  finish_producing now
  await $((outage * 2)) "what waited is drained within twice the outage" caught_up writer
  drained=$((SECONDS - began))
  await 60 "ready again" answers writer /readyz 200
  stop writer
  verify
  outcome 1 "MinIO killed for $outage s and started again, 5,000 events a second, $events events" \
    "missing 0, duplicate 0; /livez 200, /readyz 503, asked each second, no exit; drained $drained s after; heap $heap_before to $heap_after MiB"
}
