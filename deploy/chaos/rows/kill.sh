# shellcheck shell=bash disable=SC2034,SC2154
fault='SIGKILL at a random moment'

# At first the one that is killed is the only writer, then it has a survivor beside it, then two. Every second time it dies
# shortly after its first commit, else at any moment, its start included.
row() {
  local kills sent meanwhile begun first number p95 survivors=0
  kills=$(by_form 20 200) sent=$(by_form 40000 1000000)
  use_topic 12
  configure
  # So many that all of them, or nearly all, come while somebody is killed.
  produce 1000000000 "$(by_form 1200 2400)"
  : >"$work/restarts"
  for number in $(seq "$kills"); do
    if [ "$number" -eq $((kills / 3 + 1)) ] || [ "$number" -eq $((kills * 2 / 3 + 1)) ]; then
      survivors=$((survivors + 1))
      start_writer "survivor-$survivors"
    fi
    start_writer writer
    begun=$(now_ms)
    if [ $((number % 2)) -eq 0 ]; then
      await_line writer ' Committed '
      first=$(date -d "$(grep -m1 ' Committed ' "$work/writer.log" | cut -d' ' -f1)" +%s%3N)
      printf '%s\n' $((first - begun)) >>"$work/restarts"
      draw 600
    else
      draw "$(by_form 1800 3500)"
      drawn=$((drawn + 200))
    fi
    rest "$drawn"
    alive writer || { tail -5 "$work/writer.log" >&2 && fail "the writer ended by itself"; }
    kill_process writer
  done
  finish_producing now
  meanwhile=$events
  [ "$events" -ge "$sent" ] || produce_more $((sent - events))
  for number in $(seq "$survivors"); do
    alive "survivor-$number" || { tail -5 "$work/survivor-$number.log" >&2 && fail "survivor $number ended by itself"; }
    stop "survivor-$number"
  done
  drain
  verify
  p95=$(percentile 0.95 "$work/restarts")
  # The short form has other rows beside it on the same processors, so its times say nothing.
  [ "$form" = short ] || [ "$p95" -le 10000 ] || fail "restart to first commit takes $p95 ms (p95)"
  outcome "$kills" "a third of them alone, beside one other writer and beside two, at a session timeout of 2 s; $events events, $meanwhile of them between the first and the last; 12 partitions, local disk" \
    "missing 0, duplicate 0; restart to first commit p95 $p95 ms; $(orphans) orphan files"
}
