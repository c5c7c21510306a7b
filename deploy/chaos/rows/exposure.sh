# shellcheck shell=bash disable=SC2034,SC2154
fault='Hostile clients on every port'

# A byte a second from 1,000 connections, headers without an end, 1 GB, 1 GB in 1 MB: the ingest API, the management
# port of a writer, the website.
row() {
  local server_name before after
  use_topic 2
  configure
  produce 1000 0
  finish_producing
  start_writer writer
  launch ingest sluice ingest-api --config "$conf" --set sluice.ingest.port=0 --set "sluice.ingest.topic=$topic"
  launch website sluice website --config "$conf" --set sluice.website.port=0
  await_line writer ' Committed '
  await_line ingest 'Ingest API is open'
  await_line website 'The website is open'
  before=$(heaps)
  # The short form has other rows beside it on the same processors, so its times say little.
  timeout -k 10 600 "$python" "$chaos/expose.py" 1000 "$(by_form 13 120)" "$(by_form 1000 100)" "ingest=$(port_of ingest)" "writer=$(port_of writer)" \
    "website=$(port_of website)" >"$work/expose.log" 2>&1 || { cat "$work/expose.log" >&2 && fail "$(tail -1 "$work/expose.log")"; }
  cat "$work/expose.log" >&2
  after=$(heaps)
  awk -v before="$before" -v after="$after" 'BEGIN {
    split(before, b); for (i = split(after, a); i > 0; i--) if (a[i] - b[i] > 16) exit 1 }' ||
    fail "a heap has grown: from $before to $after MiB"
  for server_name in writer ingest website; do
    ss -Hltn "sport = :$(port_of "$server_name")" >"$work/listeners"
    grep -q 127.0.0.1 "$work/listeners" || fail "$server_name is not seen to listen: is there ss?"
    ! grep -v 127.0.0.1 "$work/listeners" || fail "$server_name listens to others"
  done
  caught_up writer || fail "the writer has not committed all events"
  stop writer
  verify
  outcome 3 "1,000 connections with a byte of headers a second, headers without an end, 1 GB, 1 GB in 1 MB, against the ingest API, a writer and the website with 256 MiB of heap each" \
    "$(sed 's/$/;/' "$work/expose.log" | tr '\n' ' ') heaps $before before, $after MiB after"
}

port_of() {
  sed -n 's/.* open host="[^"]*" port="\([0-9]*\)".*/\1/p' "$work/$1.log" | head -1
}

# In MiB: what is alive in each.
heaps() {
  local name used
  for name in ingest writer website; do
    timeout -k 5 60 "${java%java}jcmd" "${pid_of[$name]}" GC.run >"$work/jcmd.log" || fail "jcmd does not reach $name"
    used=$(timeout -k 5 60 "${java%java}jcmd" "${pid_of[$name]}" GC.heap_info | awk '/used/ && !/Metaspace|class space/ {
      match($0, /used [0-9]+K/); n += substr($0, RSTART + 5, RLENGTH - 6) } END { printf "%d", n / 1024 }')
    [ "${used:-0}" -gt 0 ] || fail "$name does not say how much heap it has"
    printf '%s ' "$used"
  done
}
