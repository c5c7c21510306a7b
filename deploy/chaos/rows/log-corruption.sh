# shellcheck shell=bash disable=SC2034,SC2154
fault='The log is damaged'

# A table of some checkpoints and entries behind the newest; each damage is done to a copy of it, and there are more events
# to write. What the protocol can do without is passed over; else the version is named, and nothing is written.
row() {
  local log=_delta_log limit=5
  use_topic 3
  configure 'sluice.flush { max-rows = 100, max-age = 100 ms }
sluice.table.properties { "delta.checkpointInterval" = 10 }'
  produce 3000 0
  finish_producing
  good=$location
  fill
  # At least two entries behind the checkpoint, however the broker has cut what was polled. Where checkpoints are slow there
  # is one at every hundredth version only.
  while [ -z "$checkpoint" ] || [ "$since" -gt $((last - 2)) ]; do
    [ $((limit -= 1)) -gt 0 ] || fail "no two entries behind ${checkpoint:-a checkpoint}, of $((last + 1))"
    if [ -n "$checkpoint" ]; then produce_more 300; else produce_more 5000; fi
    fill
  done
  produce_more 1000

  refused "truncated last entry" "$last" truncate --size=-40 "$(entry "$last")"
  # One without actions is a whole entry: what was in it is read again.
  passed_over "empty last entry" truncate --size=0 "$(entry "$last")"
  refused "missing version" $((since + 1)) rm "$(entry $((since + 1)))"
  passed_over "no _last_checkpoint" rm "$good.bad/$log/_last_checkpoint"
  passed_over "_last_checkpoint that is no JSON" truncate --size=3 "$good.bad/$log/_last_checkpoint"
  passed_over "missing newest checkpoint" rm "$good.bad/$log/$checkpoint"
  passed_over "truncated newest checkpoint" truncate --size=-100 "$good.bad/$log/$checkpoint"
  outcome "$done_to" "log of $((last + 1)) versions, newest checkpoint at $since, local disk, $events events" "${told%; }"
}

done_to=0 told=''

entry() {
  printf '%s/_delta_log/%020d.json' "$good.bad" "$1"
}

# fill: brings in what there is; leaves the newest version in last, that of the newest checkpoint in since.
fill() {
  launch fill sluice run --config "$conf" --until-end
  must_end fill 0 120
  last=$(find "$good/_delta_log" -name '*.json' -printf '%f\n' | sort | tail -1)
  last=$((10#${last%.json}))
  checkpoint=$(find "$good/_delta_log" -name '*.checkpoint*.parquet' -printf '%f\n' | sort | tail -1)
  # A writer that ends leaves the checkpoint that it is at: without the file that points to it, it is none to damage yet.
  [ -e "$good/_delta_log/_last_checkpoint" ] || checkpoint=''
  [ -z "$checkpoint" ] || since=$((10#${checkpoint%%.*}))
}

# damage WHAT COMMAND...: to a fresh copy, and runs a writer on it; leaves how that ended in status.
damage() {
  rm -rf "$good.bad"
  cp -r "$good" "$good.bad"
  "${@:2}"
  find "$good.bad" -type f -printf '%P %s\n' | sort >"$work/before"
  launch damaged sluice run --config "$conf" --until-end --set "sluice.table.location=$good.bad"
  gone damaged 120
  done_to=$((done_to + 1))
}

# refused WHAT VERSION COMMAND...: with an error that names the version, and nothing written.
refused() {
  damage "$1" "${@:3}"
  [ "$status" -eq 74 ] || { tail -3 "$work/damaged.log" >&2 && fail "$1: ended with $status, not 74"; }
  say "$1: $(grep '^sluice: ' "$work/damaged.log")"
  grep '^sluice: ' "$work/damaged.log" | grep -q "\b0*$2\b" || fail "$1: version $2 is not named"
  find "$good.bad" -type f -printf '%P %s\n' | sort | diff "$work/before" - >"$work/diff.log" || { cat "$work/diff.log" >&2 && fail "$1: something was written"; }
  told+="$1: refused with $status, version $2 named, nothing written; "
}

# passed_over WHAT COMMAND...: the entries are all there, so it goes on.
passed_over() {
  damage "$@"
  [ "$status" -eq 0 ] || { tail -3 "$work/damaged.log" >&2 && fail "$1: ended with $status although the entries are all there"; }
  location=$good.bad
  verify
  told+="$1: passed over; "
}
