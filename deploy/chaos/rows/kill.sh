# shellcheck shell=bash disable=SC2034,SC2154
fault='SIGKILL at a random moment'

# Two places for a writer, at 12 partitions: in every cycle one of them is drawn, and whoever has it is killed. Every
# second time shortly after its first commit, else at any moment, its start included.
row() {
  local kills sent name begun first number p95
  kills=$(by_form 20 200) sent=$(by_form 50000 1000000)
  use_topic 12
  configure
  produce "$sent" 1000
  : >"$work/restarts"
  for number in $(seq "$kills"); do
    draw 3
    name=writer-$((drawn / 2 + 1))
    start_writer "$name"
    begun=$(now_ms)
    if [ $((number % 2)) -eq 0 ]; then
      await_line "$name" ' Committed '
      first=$(date -d "$(grep -m1 ' Committed ' "$work/$name.log" | cut -d' ' -f1)" +%s%3N)
      printf '%s\n' $((first - begun)) >>"$work/restarts"
      draw 600
    else
      draw 2500
      drawn=$((drawn + 300))
    fi
    rest "$drawn"
    alive "$name" || { tail -5 "$work/$name.log" >&2 && fail "$name ended by itself"; }
    kill_process "$name"
  done
  finish_producing
  drain
  verify
  p95=$(percentile 0.95 "$work/restarts")
  outcome "$kills" "$events events, 12 partitions, one topic, local disk" \
    "missing 0, duplicate 0; restart to first commit p95 $p95 ms, $(orphans) orphan files"
}
