# shellcheck shell=bash disable=SC2034,SC2154
fault='Spark compacts and vacuums the table meanwhile'

# On demand: Spark is 400 MB to fetch, and takes a minute before it does anything.
row() {
  local rounds replaced cache=${XDG_CACHE_HOME:-$HOME/.cache}/sluice-ci-spark
  rounds=$(by_form 5 30)
  # The first time this fetches Spark, and says how it is used.
  python3 "$chaos/spark_maintain.py" "$work" "" 0 0 >"$work/fetch.log" 2>&1 || { tail -3 "$work/fetch.log" >&2 && fail "there is no Spark to be had"; }
  mkdir "$work/spark"
  "${java}c" -d "$work/spark" -cp "$(echo "$cache"/jars/delta-storage-*.jar):$(echo "$cache"/lib/python3*/site-packages/pyspark/jars/hadoop-client-api-*.jar)" \
    "$chaos/spark/LinkLogStore.java"
  "${java%java}jar" --create --file "$work/spark.jar" -C "$work/spark" .
  use_topic 4
  # Commits a second apart: OPTIMIZE begins anew whenever another commit was faster.
  configure 'sluice.flush { max-rows = 100000, max-age = 1 s }'
  produce 1000000000 500
  start_writer writer
  await_line writer ' Committed ' 5
  launch spark python3 "$chaos/spark_maintain.py" "$location" "$work/spark.jar" "$rounds" "$(by_form 1 4)"
  must_end spark 0 "$(by_form 900 5400)"
  finish_producing now
  await 180 "the writer catches up" caught_up writer
  stop writer
  verify
  replaced=$(grep -c 'compacted=[1-9]' "$work/spark.log" || true)
  [ "$replaced" -gt 0 ] || fail "Spark has replaced no file"
  outcome "$rounds" "OPTIMIZE and VACUUM by Spark with a log store that creates entries by link(2), 4 partitions, 500 events a second, $events events" \
    "missing 0, duplicate 0; no restart; $replaced rounds replaced files"
}
