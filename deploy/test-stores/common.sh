# shellcheck shell=bash
# Whoever sources this sets folder and uses the rest.
# shellcheck disable=SC2034,SC2154
# What up, down and status share. A folder of test stores has:
#   conf/NAME.conf  what TEST_STORES wants          run/NAME   pid, when it began, address
#   env             to be sourced                   logs/      what the servers say; stays after down
#   certs/ data/ mc/                                .test-stores  made by up, so down may remove all that

cache=${XDG_CACHE_HOME:-$HOME/.cache}/sluice-test-stores
marker=.test-stores

fail() {
  printf '%s: %s\n' "$(basename "$0")" "$1" >&2
  exit "${2:-1}"
}

# When a process began, in ticks since the machine did: a pid alone may be another's by now. Nothing if it is gone.
began() {
  local stat fields
  { stat=$(<"/proc/$1/stat"); } 2>/dev/null || return 1
  # After the name, which may have blanks: state, …, and 20th the start.
  read -ra fields <<<"${stat##*) }"
  [ "${fields[0]}" != Z ] || return 1
  printf '%s' "${fields[19]}"
}

# Leaves what up wrote down about a server in pid, start and address.
recall() {
  read -r pid start address <"$folder/run/$1"
}

runs() {
  local pid start address
  recall "$1"
  [ "$(began "$pid")" = "$start" ]
}

names() {
  local file
  for file in "$folder"/run/*; do
    [ ! -f "$file" ] || basename "$file"
  done
}

# Ends what up started and nothing else: with SIGTERM, and after 5 s with SIGKILL.
end_servers() {
  local name pid start address limit
  for name in $(names); do
    recall "$name"
    ! runs "$name" || kill "$pid" 2>/dev/null || true
  done
  limit=$((SECONDS + 5))
  for name in $(names); do
    recall "$name"
    while runs "$name"; do
      [ "$SECONDS" -lt "$limit" ] || kill -9 "$pid" 2>/dev/null || true
      sleep 0.05
    done
  done
}

# One line per server; fails if one of them is gone.
table() {
  local name pid start address state memory complete=0
  printf '%-10s  %-28s  %8s  %8s\n' store address pid memory
  for name in $(names); do
    recall "$name"
    state=$pid memory=''
    if runs "$name"; then
      memory=$(awk '/^VmRSS:/ { printf "%d MB", $2 / 1024 }' "/proc/$pid/status")
    else
      state=gone complete=1
    fi
    printf '%-10s  %-28s  %8s  %8s\n' "$name" "$address" "$state" "$memory"
  done
  return "$complete"
}
