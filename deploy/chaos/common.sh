# shellcheck shell=bash
# Whoever sources this sets form, seed and the folders, and uses the rest.
# shellcheck disable=SC2034,SC2154
# What the rows share: processes that they start and end, waiting with a limit, and the check of a table at the end.

chaos=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
# shellcheck source=../bench/common.sh
. "$chaos/../bench/common.sh"

# fail WHY [STATUS]: what ends a row is in its line of the table, too.
fail() {
  say "${scenario:+$scenario: }$1"
  [ -z "${scenario:-}" ] || printf '%s' "$1" | tr '\t\n' '  ' >"$work/failure"
  exit "${2:-1}"
}

# by_form SHORT LONG
by_form() {
  if [ "$form" = short ]; then printf '%s' "$1"; else printf '%s' "$2"; fi
}

# draw LIMIT: leaves a number below it in drawn. Not printed: a subshell would draw the same one again and again.
draw() {
  drawn=$(((RANDOM * 32768 + RANDOM) % $1))
}

# rest MILLISECONDS
rest() {
  read -rt "$(($1 / 1000)).$(printf '%03d' $(($1 % 1000)))" -u "$pause" _ || true
}

now_ms() {
  date +%s%3N
}

# await SECONDS WHAT COMMAND...: fails when the command does not succeed within so long.
await() {
  local limit=$((SECONDS + $1)) what=$2
  shift 2
  until "$@"; do
    [ "$SECONDS" -lt "$limit" ] || fail "waited in vain: $what"
    rest 100
  done
}

# has FILE PATTERN [TIMES]: whether the log has so many such lines.
has() {
  local times
  times=$(grep -c -- "$2" "$1" 2>/dev/null || true)
  [ "${times:-0}" -ge "${3:-1}" ]
}

# await_line NAME PATTERN [TIMES [SECONDS]]: of a process that runs.
await_line() {
  local limit=$((SECONDS + ${4:-120}))
  until has "$work/$1.log" "$2" "${3:-1}"; do
    alive "$1" || { tail -5 "$work/$1.log" >&2 && fail "$1 ended before it said \"$2\""; }
    [ "$SECONDS" -lt "$limit" ] || { tail -5 "$work/$1.log" >&2 && fail "$1 has not said \"$2\" ${3:-1} times"; }
    rest 50
  done
}

# --- Processes: by name, each with a log of that name ------------------------------------------------------------------

declare -A pid_of=()

# launch NAME COMMAND...
launch() {
  local name=$1
  shift
  "$@" >"$work/$name.log" 2>&1 &
  pid_of[$name]=$!
}

alive() {
  [ -n "${pid_of[$1]:-}" ] && kill -0 "${pid_of[$1]}" 2>/dev/null
}

# kill_process NAME: SIGKILL, and waits until it is gone.
kill_process() {
  kill -KILL "${pid_of[$1]}" 2>/dev/null || true
  gone "$1" 30
}

# gone NAME SECONDS: waits for its end and leaves how it ended in status; kills it when that takes longer.
gone() {
  local limit=$((SECONDS + $2))
  while alive "$1"; do
    if [ "$SECONDS" -ge "$limit" ]; then
      kill -KILL "${pid_of[$1]}"
      tail -5 "$work/$1.log" >&2
      fail "$1 had not ended after $2 s"
    fi
    rest 50
  done
  status=0
  wait "${pid_of[$1]}" 2>/dev/null || status=$?
  unset "pid_of[$1]"
}

# must_end NAME STATUS SECONDS
must_end() {
  gone "$1" "$3"
  [ "$status" -eq "$2" ] || { tail -5 "$work/$1.log" >&2 && fail "$1 ended with $status, not $2"; }
}

# stop NAME: SIGTERM, which has to end a writer with 0.
stop() {
  kill -TERM "${pid_of[$1]}"
  must_end "$1" 0 60
}

end_jobs() {
  # A process that is stopped would not hear anything else.
  jobs -p | xargs -r kill -KILL 2>/dev/null || true
  wait 2>/dev/null || true
}

# --- Broker, producer, writers -----------------------------------------------------------------------------------------

# helper HEAP CLASS ARGUMENTS...: a class of this folder, in a JVM without the optimising compiler, which would take the
# processor from the writers and is never paid back here.
helper() {
  exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "-Xmx$1" -cp "$work/classes:$home/lib/*" "${@:2}"
}

# ports N: leaves so many free ones in found.
ports() {
  # shellcheck source=../test-stores/servers.sh
  found=$(
    declare -A port=()
    . "$chaos/../test-stores/servers.sh"
    for i in $(seq "$1"); do
      port[$i]=$(free_port)
    done
    printf '%s ' "${port[@]}"
  )
}

# start_broker NAME [PORT CONTROLLER_PORT]: what NAME held before is there again; leaves server and the ports.
start_broker() {
  local name=$1
  broker_ports=("${@:2}")
  if [ ${#broker_ports[@]} -eq 0 ]; then
    ports 2
    read -ra broker_ports <<<"$found"
  fi
  launch "$name" helper 512m ChaosBroker "$work/$name" "${broker_ports[@]}"
  await_line "$name" '^ready ' 1 120
  server=127.0.0.1:${broker_ports[0]}
}

# produce EVENTS RATE: numbered events, into the topic of the row; ends by itself or with finish_producing.
produce() {
  counts=$work/counts
  rm -f "$counts"
  launch producer helper 256m SequenceProducer "$server" "$topic" "$partitions" "$1" "$2" "$seed" "$counts" "${@:3}"
  await_line producer '^begun'
}

# produce_more EVENTS: all of them, numbered on from what there is.
produce_more() {
  cp "$counts" "$work/counts-before"
  produce "$1" 0 "$work/counts-before"
  finish_producing
}

# finish_producing [now]: waits for all events, or lets it stop where it is.
finish_producing() {
  [ $# -eq 0 ] || kill -TERM "${pid_of[producer]}" 2>/dev/null || true
  gone producer 1800
  [ -r "$counts" ] || { tail -5 "$work/producer.log" >&2 && fail "the producer did not say what it has sent"; }
  events=$(awk '{ n += $2 } END { print n }' "$counts")
}

# configure [LINES]: one topic into one table with declared columns; a writer that dies is given up after two seconds.
configure() {
  conf=$work/writer.conf
  (
    umask 077
    cat >"$conf" <<CONF
sluice.pipeline = chaos
sluice.kafka.bootstrap-servers = ["$server"]
sluice.kafka.topics = ["$topic"]
sluice.kafka.group-id = "$topic"
sluice.kafka.properties { session.timeout.ms = 2000, heartbeat.interval.ms = 400 }
sluice.flush { max-rows = 500, max-age = 200 ms }
sluice.schema.columns = ["part long", "sequence long", "note string"]
sluice.table.location = "$location"
sluice.http.management.port = 0
${1:-}
CONF
  )
}

# use_topic PARTITIONS: one of the row's own, and a table on local disk.
use_topic() {
  partitions=$1
  topic=chaos-$scenario
  location=$work/table
}

sluice() {
  # Most of them live for seconds: nothing gained from the optimising compiler.
  exec env SLUICE_JAVA_OPTS="-Xmx256m -XX:+UseSerialGC ${writer_options--XX:TieredStopAtLevel=1}" "$home/bin/sluice" "$@"
}

# start_writer NAME [ARGUMENTS]
start_writer() {
  launch "$1" sluice run --config "$conf" "${@:2}"
}

# management NAME: where its endpoints answer.
management() {
  sed -n 's/.*Management endpoints are open host="\([^"]*\)" port="\([0-9]*\)".*/http:\/\/\1:\2/p' "$work/$1.log" | head -1
}

# answers NAME PATH STATUS
answers() {
  local said
  said=$(curl --silent --output "$work/answer" --max-time 5 --write-out '%{http_code}' "$(management "$1")$2" || true)
  [ "$said" = "$3" ]
}

# heap_after_collection: of the process called writer, in MiB: what is alive, with what waits.
heap_after_collection() {
  local used
  timeout -k 5 60 "${java%java}jcmd" "${pid_of[writer]}" GC.run >"$work/jcmd.log" || fail "jcmd does not reach the writer"
  used=$(curl --silent --max-time 10 "$(management writer)/metrics" |
    awk '/^jvm_memory_used_bytes\{.*area="heap"/ { n += $NF } END { printf "%d", n / 1048576 }')
  [ "${used:-0}" -gt 0 ] || fail "the writer does not say how much heap it has"
  printf '%s' "$used"
}

# --- The check ---------------------------------------------------------------------------------------------------------

# drain: brings in what is left, by a fresh process.
drain() {
  launch drain sluice run --config "$conf" --until-end --set sluice.flush.max-rows=unlimited "$@"
  must_end drain 0 600
}

# verify [ARGUMENTS of check_sequences.py]: each number once, as Sluice's own check and delta-rs see it; leaves checked.
verify() {
  launch verify sluice table verify "$location" --config "$conf"
  compare "$@"
  must_end verify 0 600
}

compare() {
  checked=$(timeout -k 10 900 "$python" "$chaos/check_sequences.py" "$location" "$counts" "$@" 2>"$work/check.log") ||
    { tail -3 "$work/check.log" >&2 && fail "delta-rs finds ${checked:-nothing to read}"; }
}

# orphans: how many the last check has seen.
orphans() {
  local rest=${checked#*orphans=}
  printf '%s' "${rest%% *}"
}

# versions: entries of a log on local disk.
versions() {
  find "$location/_delta_log" -name '*.json' 2>/dev/null | wc -l
}

# rows_in LOG: how many rows its commits have brought in.
rows_in() {
  sed -n 's/.* Committed .* rows="\([0-9]*\)".*/\1/p' "$1" | awk '{ n += $1 } END { print n + 0 }'
}

# caught_up NAME: whether a writer that was the only one has committed all events.
caught_up() {
  alive "$1" || { tail -5 "$work/$1.log" >&2 && fail "$1 ended by itself"; }
  [ "$(rows_in "$work/$1.log")" -ge "$events" ]
}

# leave_out WHY: ends a row that cannot be run here, which the table says.
leave_out() {
  outcome 0 '' "left out: $1"
  exit 0
}

# outcome TIMES RAN CAME_OUT: the row's line of the table.
outcome() {
  printf '%s\t%s\t%s' "$1" "$2" "$3" >"$work/outcome"
}

# percentile PART FILE: of one number a line.
percentile() {
  sort -n "$2" | awk -v part="$1" '{ v[NR] = $1 } END { i = int(part * NR); print v[i < part * NR ? i + 1 : i] }'
}
