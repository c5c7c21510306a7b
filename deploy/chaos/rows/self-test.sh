# shellcheck shell=bash disable=SC2034,SC2154
fault='Damaged copies of a good table (the check itself)'

row() {
  local data entry
  use_topic 3
  configure
  produce 3000 0
  finish_producing
  drain
  verify
  good=$location
  data=$(cd "$good" && find . -maxdepth 1 -name '*.parquet' -printf '%s %f\n' | sort -n | tail -1 | cut -d' ' -f2)
  entry=$(basename "$(grep -l "$data" "$good"/_delta_log/*.json)")

  damaged "a data file deleted" both rm "$good.bad/$data"
  damaged "the entry forgets a data file" both forget "$entry" "$data"
  damaged "a data file's rows are there twice" delta-rs twice "$data"
  damaged "a file that nobody knows" delta-rs touch "$good.bad/_delta_log/left-over"
  damaged "the last entry deleted" delta-rs rm "$good.bad/_delta_log/$entry"
  damaged "a row is not what was sent" delta-rs alter
  sed -i '1s/ .*/ 999999/' "$counts"
  damaged "fewer rows than were produced" delta-rs true
  outcome 7 "3,000 events" "each damage is told"
}

# damaged WHAT BY COMMAND...: on a copy of the good table; BY is who has to see it.
damaged() {
  local what=$1 by=$2
  shift 2
  rm -rf "$good.bad"
  cp -r "$good" "$good.bad"
  "$@"
  if [ "$by" = both ]; then
    launch damaged sluice table verify "$good.bad"
    must_end damaged 65 120
  fi
  if (location=$good.bad && compare) 2>"$work/damaged.log"; then
    fail "$what: check_sequences.py finds nothing"
  fi
  rm -f "$work/failure"
  say "$what: told, $(tail -1 "$work/damaged.log")"
}

# forget ENTRY FILE: the entry as if that file had not been in it.
forget() {
  sed -i "/\"add\":{\"path\":\"$2\"/d" "$good.bad/_delta_log/$1"
}

# alter: one row, by a writer that may.
alter() {
  "$python" -c 'import sys; from deltalake import DeltaTable
DeltaTable(sys.argv[1]).update(updates={"note": "concat(note, note)"}, predicate="part = 1 AND sequence = 5")' "$good.bad"
}

# twice FILE: the file under a second name, in an entry of its own.
twice() {
  local last
  last=$(find "$good.bad/_delta_log" -name '*.json' -printf '%f\n' | sort | tail -1)
  cp "$good.bad/$1" "$good.bad/again.parquet"
  grep -h "\"add\":{\"path\":\"$1\"" "$good.bad"/_delta_log/*.json | sed "s/$1/again.parquet/" \
    >"$good.bad/_delta_log/$(printf '%020d' $((10#${last%.json} + 1))).json"
}
