# shellcheck shell=bash disable=SC2034,SC2154
fault='SIGKILL at a named point of a commit'

points=(before-data mid-data before-commit after-commit before-group-offset mid-checkpoint before-last-checkpoint)

# A proxy in front of MinIO kills the writer when its request is at the point. A checkpoint at every second version, so
# that all points are met soon; after the last one only files that nothing refers to may be left.
row() {
  local each number point killed
  each=$(by_form 1 50)
  use_topic 4
  start_store
  start_proxy
  configure "$(through "$proxy")
sluice.table.properties { \"delta.checkpointInterval\" = 2 }
sluice.kafka.properties.group.instance.id = writer"
  # More than all cycles take; stopped afterwards.
  produce 1000000000 300
  for number in $(seq "$each"); do
    for point in "${points[@]}"; do
      start_writer writer
      draw 3
      tell "arm?$point,${pid_of[writer]},$drawn"
      # Where checkpoints are slow the next one is up to a hundred versions away.
      gone writer 300
      [ "$status" -eq 137 ] || { tail -5 "$work/writer.log" >&2 && fail "$point: the writer ended with $status by itself"; }
    done
  done
  killed=$(tell stats | sed 's/.*killed=\([0-9]*\).*/\1/')
  [ "$killed" -eq $((each * ${#points[@]})) ] || fail "only $killed writers were killed at their point"
  finish_producing now
  drain
  verify
  [ "$(orphans)" -gt 0 ] || fail "no orphan file: the points were not met"
  outcome "$killed" "${#points[@]} points, each $each times, MinIO behind a proxy, $events events" \
    "missing 0, duplicate 0; nothing left but $(orphans) orphan files"
}
