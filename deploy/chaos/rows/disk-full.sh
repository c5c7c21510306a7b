# shellcheck shell=bash disable=SC2034,SC2154
fault='The disk is full, and gets space again; a disk that cannot be written'

# Only root can mount a small file system.
row() {
  local fills number stuck
  fills=$(by_form 2 20)
  mkdir "$work/disk"
  use_topic 2
  mount -t tmpfs -o size=8m sluice-chaos "$work/disk" 2>"$work/mount.log" ||
    leave_out "no small file system can be mounted here (it needs root)"
  trap 'end_jobs; umount --lazy "$work/disk" 2>/dev/null || true' EXIT
  location=$work/disk/table
  configure
  produce 1000000000 300
  start_writer writer
  await_line writer ' Committed ' 3
  for number in $(seq "$fills"); do
    await 60 "ready" answers writer /readyz 200
    dd if=/dev/zero of="$work/disk/filler" bs=4096 2>"$work/dd.log" || true
    await 120 "not ready on a full disk" answers writer /readyz 503
    answers writer /livez 200 || fail "not alive on a full disk"
    stuck=$(versions)
    rest 2000
    [ "$(versions)" = "$stuck" ] || fail "commits on a full disk"
    rm "$work/disk/filler"
    await 120 "commits again" more_versions_than "$stuck"
  done
  finish_producing now
  await 120 "the writer catches up" caught_up writer
  stop writer
  verify
  dd if=/dev/zero of="$work/disk/filler" bs=4096 2>"$work/dd.log" || true
  start_writer full --set "sluice.table.location=$work/disk/another"
  must_end full 74 60
  grep '^sluice: ' "$work/full.log" | grep -q space || fail "the message does not say that there is no space"
  [ ! -e "$work/disk/another/_delta_log" ] || fail "a log was begun on a full disk"
  mount -o remount,ro "$work/disk"
  start_writer read-only
  must_end read-only 74 60
  grep '^sluice: ' "$work/read-only.log" | grep -q 'ead-only' || fail "the message does not say that the disk is read-only"
  outcome "$fills" "a file system of 8 MiB filled while running, $events events; then one that is full at the start, and a read-only one" \
    "missing 0, duplicate 0; /livez 200, /readyz 503, no exit, goes on by itself; both at the start: refused with 74"
}

more_versions_than() {
  [ "$(versions)" -gt "$1" ]
}
