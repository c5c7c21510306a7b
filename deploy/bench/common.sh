# shellcheck shell=bash
# Whoever sources this sets began_with and uses the rest.
# shellcheck disable=SC2034,SC2154
# What run and growth share: the distribution, a folder to work in, a limit for everything, measured processes.

bench=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
root=$(cd "$bench/../.." && pwd -P)
home=$root/bootstrap/target/sluice
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
python=''

say() {
  printf '%s: %s\n' "$(basename "$0")" "$1" >&2
}

fail() {
  say "$1"
  exit "${2:-1}"
}

# whole NAME VALUE: refuses what is no whole number of 1 or more.
whole() {
  [[ $2 =~ ^[1-9][0-9]{0,9}$ ]] || fail "$1 wants a whole number of 1 or more, not $2" 2
}

# Leaves work, results, and deadline; removes work at the end. Arguments: folder to work in, minutes.
prepare() {
  [ -x "$home/bin/sluice" ] || fail "no distribution at $home: run mvn package first" 2
  mkdir -p "$1"
  work=$(mktemp -d "$1/sluice-bench.XXXXXX")
  deadline=$((SECONDS + $2 * 60))
  trap clean_up EXIT
  trap 'exit 130' INT TERM
  results=${results:-$root/bootstrap/target/bench/$(basename "$0")}
  mkdir -p "$results" "$work/classes"
  # Compiled ahead, so that no run pays for it.
  "${java}c" -d "$work/classes" -cp "$home/lib/*" "$bench"/*.java
}

end_jobs() {
  # Whatever still runs: a background job of a script does not hear Ctrl-C by itself.
  jobs -p | xargs -r kill 2>/dev/null || true
  wait
}

clean_up() {
  end_jobs
  rm -rf "$work"
}

# The Python of the baseline, made once; python stays empty, with the reason in no_python, where that is not possible.
prepare_python() {
  local cache=${XDG_CACHE_HOME:-$HOME/.cache}/sluice-bench
  no_python=''
  command -v python3 >/dev/null || { no_python="there is no python3" && return; }
  mkdir -p "$cache"
  [ -x "$cache/venv/bin/python" ] || timeout 120 python3 -m venv "$cache/venv" >"$cache/venv.log" 2>&1 ||
    { no_python="python3 -m venv failed, see $cache/venv.log" && return; }
  timeout 600 "$cache/venv/bin/pip" install --quiet --disable-pip-version-check --requirement "$bench/requirements.txt" \
    >"$cache/pip.log" 2>&1 || { no_python="pip install failed, see $cache/pip.log" && return; }
  python=$cache/venv/bin/python
}

# run_java CLASS ARGUMENTS...: in a JVM of its own, as everything that is measured.
run_java() {
  exec "$java" "-Xmx${heap:-1g}" -cp "$work/classes:$home/lib/*" "$@"
}

remaining() {
  local left=$((deadline - SECONDS))
  [ "$left" -gt 0 ] || fail "the time is over (--minutes)"
  printf '%s' "$left"
}

# Follows a process until it is gone: its peak resident kB into a file; ends it when its time is over.
exec {pause}<> <(:)
follow() {
  local pid=$1 limit=$((SECONDS + $2)) file=$3 peak=0 key value _
  while kill -0 "$pid" 2>/dev/null; do
    while read -r key value _; do
      if [ "$key" = VmHWM: ] && [ "$value" -gt "$peak" ]; then
        peak=$value
        printf '%s\n' "$peak" >"$file"
      fi
    done 2>/dev/null <"/proc/$pid/status" || true
    [ "$SECONDS" -lt "$limit" ] || kill -9 "$pid"
    read -rt 0.2 -u "$pause" _ || true
  done
}

# measure LOG COMMAND...: leaves wall clock and CPU seconds and peak resident MB in wall, cpu and memory.
measure() {
  local log=$1 status=0 user system left
  shift
  left=$(remaining)
  printf '0\n' >"$work/peak"
  TIMEFORMAT='%R %U %S'
  {
    time {
      "$@" >"$log" 2>&1 &
      pid=$!
      # A child of nobody here: its CPU seconds are not the process's.
      ( (follow "$pid" "$left" "$work/peak") & )
      wait "$pid" || status=$?
    }
  } 2>"$work/time.log"
  if [ "$status" -eq 137 ] && [ "$SECONDS" -ge "$deadline" ]; then
    fail "$1 was ended: the time was over (--minutes)"
  fi
  if [ "$status" -ne 0 ]; then
    tail -20 "$log" >&2
    fail "$1 ended with $status"
  fi
  read -r wall user system < <(tail -1 "$work/time.log")
  cpu=$(awk -v u="$user" -v s="$system" 'BEGIN { printf "%.1f", u + s }')
  memory=$(($(cat "$work/peak") / 1024))
}

machine() {
  printf '%s CPUs (%s), %s GB of memory, Linux %s\n' "$(nproc)" \
    "$(awk -F': ' '/model name/ { print $2; exit }' /proc/cpuinfo)" \
    "$(awk '/^MemTotal:/ { printf "%.0f", $2 / 1048576 }' /proc/meminfo)" "$(uname -r)"
  "$java" --version | head -2 | tail -1
  "$home/bin/sluice" version | head -1
  find "$home/lib" -name 'kafka-clients-*.jar' -exec basename {} .jar \;
  [ -z "$python" ] || "$python" -c 'import platform, importlib.metadata as m
print("Python " + platform.python_version(), *(f"{n} {m.version(n)}" for n in ("deltalake", "confluent-kafka", "pyarrow")), sep=", ")'
}

# As lines of Markdown: the date and the machine.
heading() {
  printf '%s, load of the machine before it %s. %s.\n\n' "$(date -u +%Y-%m-%d)" "$began_with" \
    "$(machine | awk 'NR > 1 { printf "; " } { printf "%s", $0 }')"
}

# into_docs NAME FILE [PAGE]: replaces what stands between the marks of that name in a page, docs/performance.md by default.
into_docs() {
  local page=${3:-$root/docs/performance.md}
  grep -q "^<!-- $1 -->$" "$page" || fail "no mark <!-- $1 --> in $page"
  awk -v name="$1" -v file="$2" '
    $0 == "<!-- /" name " -->" { inside = 0 }
    !inside { print }
    $0 == "<!-- " name " -->" { inside = 1; print ""; while ((getline line < file) > 0) print line; print "" }' \
    "$page" >"$work/page.md"
  cat "$work/page.md" >"$page"
}

load() {
  cut -d' ' -f1 /proc/loadavg
}
