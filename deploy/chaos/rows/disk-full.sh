# shellcheck shell=bash disable=SC2034,SC2154
fault='The disk is full or read-only, and can be written again'

# Only root can mount a small file system.
row() {
  local fills remounts number
  fills=$(by_form 2 20) remounts=$(by_form 1 10)
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
    fill_up
    stuck "on a full disk"
    rm "$work/disk/filler"
    await 120 "commits again" more_versions_than "$stuck_at"
  done
  for number in $(seq "$remounts"); do
    await 60 "ready" answers writer /readyz 200
    # It is busy for as long as a file is being written.
    await 30 "the disk is read-only" mount -o remount,ro "$work/disk" 2>"$work/mount.log"
    stuck "on a read-only disk"
    mount -o remount,rw "$work/disk"
    await 120 "commits again" more_versions_than "$stuck_at"
  done
  finish_producing now
  await 120 "the writer catches up" caught_up writer
  stop writer
  verify
  fill_up
  start_writer full --set "sluice.table.location=$work/disk/another"
  must_end full 74 60
  grep '^sluice: ' "$work/full.log" | grep -q space || fail "the message does not say that there is no space"
  [ ! -e "$work/disk/another/_delta_log" ] || fail "a log was begun on a full disk"
  mount -o remount,ro "$work/disk"
  start_writer read-only
  must_end read-only 74 60
  grep '^sluice: ' "$work/read-only.log" | grep -q 'ead-only' || fail "the message does not say that the disk is read-only"
  outcome $((fills + remounts)) "a file system of 8 MiB filled ($fills) or made read-only ($remounts) while running, $events events; then at the start" \
    "missing 0, duplicate 0; /livez 200, /readyz 503, no exit, goes on by itself; both at the start: refused with 74"
}

more_versions_than() {
  [ "$(versions)" -gt "$1" ]
}

fill_up() {
  dd if=/dev/zero of="$work/disk/filler" bs=4096 2>"$work/dd.log" || true
}

# stuck WHERE: alive, not ready, and no version is added; leaves how many there are in stuck_at.
stuck() {
  await 120 "not ready $1" answers writer /readyz 503
  answers writer /livez 200 || fail "not alive $1"
  stuck_at=$(versions)
  rest 2000
  [ "$(versions)" = "$stuck_at" ] || fail "commits $1"
}
