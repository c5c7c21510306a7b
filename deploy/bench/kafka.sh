# shellcheck shell=bash
# Whoever sources this, after common.sh, sets scenario, round and size.
# shellcheck disable=SC2034,SC2154
# A broker, what is put into it, and what is drained from it; every table is held against what was produced.

# record SUBJECT MEASURE VALUE
record() {
  printf '%s\t%s\t%s\t%s\t%s\n' "$scenario" "$round" "$1" "$2" "$3" >>"$results/rounds.tsv"
}

# skip SUBJECT WHY: what is not measured is said, here and in the table.
skip() {
  say "$scenario: $1 left out: $2"
  printf '%s\t%s\t%s\n' "$scenario" "$1" "$2" >>"$results/left-out.tsv"
}

progress() {
  say "$scenario, round $round of $rounds: $1"
}

# open_topics TOPIC PARTITIONS...: a broker of its own on loopback; leaves server.
open_topics() {
  local broker limit=$((SECONDS + 60))
  : >"$work/broker.log"
  run_java BenchBroker "$work/broker" "$@" >"$work/broker.log" 2>&1 &
  broker=$!
  server=''
  until server=$(sed -n 's/^ready //p' "$work/broker.log") && [ -n "$server" ]; do
    if ! kill -0 "$broker" 2>/dev/null || [ "$SECONDS" -ge "$limit" ]; then
      tail -20 "$work/broker.log" >&2
      fail "the broker was not up within a minute"
    fi
    sleep 0.1
  done
}

# fill TOPIC PARTITIONS EVENTS
fill() {
  say "$scenario: producing $3 events of about 464 bytes into $2 partitions"
  measure "$work/fill.log" run_java EventGenerator topic "$server" "$1" "$2" "$3"
}

# configure FILE LOCATION TOPIC: the columns that the Python writer has, too, and defaults for the rest.
configure() {
  cat >"$1" <<CONF
include file("$root/deploy/schema/analytics-events.conf")
sluice.pipeline = bench
sluice.kafka.bootstrap-servers = ["$server"]
sluice.kafka.topics = ["$3"]
sluice.table.location = "$2"
sluice.http.management.port = 0
CONF
}

per_second() {
  awk -v n="$1" -v s="$2" 'BEGIN {
    if (s <= 0) { print "nothing to divide by: too few events for this figure" > "/dev/stderr"; exit 1 }
    printf "%.0f", n / s }'
}

# rates_of SUBJECT LOG: what PollOnly and the Python writer say of themselves.
rates_of() {
  local line events seconds
  line=$(grep -o 'events=.*' "$2")
  events=${line#events=} events=${events%% *}
  seconds=${line#*seconds=}
  record "$1" events "$events"
  record "$1" events/s "$(per_second "$events" "$seconds")"
  record "$1" CPU-s "$cpu"
  record "$1" RSS-MB "$memory"
  record "$1" wall-s "$wall"
}

# poll_only LABEL TOPIC [SKIP [SETTINGS]]
poll_only() {
  local label=$1
  shift
  measure "$work/poll.log" run_java PollOnly "$server" "$@"
  rates_of "$label" "$work/poll.log"
  progress "$label: $(tail -1 "$work/poll.log")"
}

# python_writer TOPIC BATCH EVENTS [SKIP]
python_writer() {
  local topic=$1 batch=$2 events=$3
  shift 3
  if [ -z "$python" ]; then
    [ "$round" -gt 1 ] || skip python "$no_python"
    return
  fi
  rm -rf "$work/python-table"
  measure "$work/python.log" "$python" "$bench/python_writer.py" "$server" "$topic" "$work/python-table" "$batch" "$events" "$@"
  rates_of python "$work/python.log"
  measure "$work/check.log" "$python" "$bench/check_rows.py" "$work/python-table" "$events" event_id
  rm -rf "$work/python-table"
  progress "Python writer $(tail -1 "$work/python.log")"
}

# commits TABLE SKIP: rows and seconds from the first entry, made before the first record, to the last; or those after
# the entry that had reached SKIP rows. The start of the JVM is before both.
commits() {
  awk -v skip="$2" '
    match($0, /"commitInfo":\{"timestamp":[0-9]+/) {
      at = substr($0, RSTART + 26, RLENGTH - 26)
      count = 0
      if (match($0, /"numOutputRows":"[0-9]+/)) { count = substr($0, RSTART + 17, RLENGTH - 17) }
      total += count
      if (!begun || (skip > 0 && !reached && total >= skip)) { begun = at; before = total; reached = begun && total >= skip }
    }
    END { printf "%d %.3f\n", total - before, (at - begun) / 1000 }' "$1"/_delta_log/*.json
}

# sluice_run LABEL CONF [ARGUMENTS]: drains until the end.
sluice_run() {
  local label=$1 conf=$2
  shift 2
  measure "$work/sluice.log" "$home/bin/sluice" run --config "$conf" --until-end "$@" "${extra[@]}"
  record "$label" CPU-s "$cpu"
  record "$label" RSS-MB "$memory"
  record "$label" wall-s "$wall"
}

# drain LABEL TOPIC EVENTS [ARGUMENTS]: into a fresh table on local disk, with the configuration in conf; leaves seconds.
# Where skip_rows is set, the rate is that of the rows after so many.
drain() {
  local label=$1 topic=$2 events=$3 rows figures
  shift 3
  rm -rf "$work/table"
  [ -n "${conf:-}" ] || { conf=$work/run.conf && configure "$conf" "$work/table" "$topic"; }
  sluice_run "$label" "$conf" "$@"
  read -r rows seconds < <(commits "$work/table" "${skip_rows:-0}")
  record "$label" events "$rows"
  record "$label" events/s "$(per_second "$rows" "$seconds")"
  figures="$rows rows in $seconds s without its start, $cpu CPU s, $memory MB"
  check_table "$work/table" "$events"
  progress "$label: $figures; every offset once"
}

# check_table LOCATION EVENTS [ARGUMENTS of "sluice table"]: no offset missing or twice, as many rows as events.
check_table() {
  local location=$1 events=$2 rows
  shift 2
  measure "$work/verify.log" "$home/bin/sluice" table verify "$location" "$@"
  measure "$work/describe.log" "$home/bin/sluice" table describe "$location" --output json "$@"
  rows=$(grep -o '"rows":[0-9]*' "$work/describe.log" | head -1 | cut -d: -f2)
  [ "$rows" = "$events" ] || fail "$location has $rows rows, $events events were produced"
  [[ $location == *://* ]] || check_rows "$location" "$events"
}

# By another reader of Delta, where there is one.
check_rows() {
  [ -n "$python" ] || return 0
  measure "$work/check.log" "$python" "$bench/check_rows.py" "$1" "$2" _kafka_partition _kafka_offset
}
