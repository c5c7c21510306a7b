# shellcheck shell=bash disable=SC2034,SC2154
# Events of 300 columns, two objects deep, beside as many bytes of the narrow ones. The columns are those of a sample.
scenario_events() { printf '%s' $(($1 / 20)); }

# of_kind NAME EVENTS
of_kind() {
  conf=$work/$1.conf
  drain "$1" "$1" "$2"
  record "$1" MB/s "$(awk -v b="${payload[$1]}" -v s="$seconds" 'BEGIN { printf "%.1f", b / 1e6 / s }')"
}

scenario() {
  local narrow=$((size * 13)) conf
  declare -A payload
  open_topics wide 4 narrow 4
  say "$scenario: producing $size events of 300 columns"
  measure "$work/fill.log" run_java WideEvents "$server" wide 4 "$size"
  fill narrow 4 "$narrow"
  for kind in wide narrow; do
    configure "$work/$kind.conf" "$work/table" "$kind"
    measure "$work/poll.log" run_java PollOnly "$server" "$kind"
    payload[$kind]=$(sed -n 's/.*bytes=\([0-9]*\).*/\1/p' "$work/poll.log")
  done
  # The sample tells the columns, of either.
  sed -i '/^include/d' "$work/wide.conf" "$work/narrow.conf"
  for round in $(seq "$rounds"); do
    of_kind narrow "$narrow"
    of_kind wide "$size"
  done
}
