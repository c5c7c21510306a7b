# shellcheck shell=bash disable=SC2034,SC2154
fault='SIGSTOP until others have taken over, then SIGCONT'

# The zombie wakes up with records that it had read, partitions that are another's, and a table that went on.
row() {
  local cycles pause_ms number name=writer-1 other=writer-2 mark said=0
  # A commit of all six partitions, which only one that is alone has.
  local alone=' Committed .* partitions="[^"]*\(\[[^["]*\)\{6\}"'
  local discarded='Discarded what was not committed.* records="[1-9][0-9]*" partitions="[^"]*-[0-9]'
  cycles=$(by_form 5 50) pause_ms=$(by_form 3000 60000)
  use_topic 6
  # Much is read and little of it committed, so that there is something to discard.
  configure 'sluice.flush { max-rows = 100000, max-age = 2 s }'
  produce 1000000000 1000
  start_writer writer-1
  start_writer writer-2
  await_line writer-1 ' Committed '
  await_line writer-2 ' Committed '
  for number in $(seq "$cycles"); do
    draw 2
    name=writer-$((drawn + 1)) other=writer-$((2 - drawn))
    draw 1000
    rest "$drawn"
    mark=$(grep -c "$alone" "$work/$other.log" || true)
    kill -STOP "${pid_of[$name]}"
    rest "$pause_ms"
    # The other one has gone on alone, with all partitions.
    await_line "$other" "$alone" $((mark + 2))
    mark=$(wc -l <"$work/$name.log")
    kill -CONT "${pid_of[$name]}"
    await 120 "$name commits again after it woke up" again "$name" "$mark"
    [ "$(tail -n "+$((mark + 1))" "$work/$name.log" | grep -c "$discarded")" -eq 0 ] || said=$((said + 1))
  done
  finish_producing now
  stop writer-1
  stop writer-2
  drain
  verify
  # The line is held back where it would come twice within ten seconds, and one may wake up just after its commit.
  [ "$said" -ge "$(by_form $((cycles / 2)) $((cycles * 9 / 10)))" ] ||
    fail "in $said of $cycles cycles only the zombie said how many records of which partitions it discarded"
  outcome "$cycles" "two writers, 6 partitions, $((pause_ms / 1000)) s each at a session timeout of 2 s, $events events" \
    "missing 0, duplicate 0; the zombie went on, and said $said times how many records of which partitions it discarded"
}

# again NAME LINES: whether it has committed behind those lines.
again() {
  alive "$1" || fail "$1 ended: a zombie that wakes up goes on"
  [ "$(tail -n "+$(($2 + 1))" "$work/$1.log" | grep -c ' Committed ')" -gt 0 ]
}
