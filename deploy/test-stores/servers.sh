# shellcheck shell=bash
# Whoever sources this, after common.sh, sets folder and the ports in port.
# shellcheck disable=SC2154
# Starts servers on loopback and writes down what it started. deploy/local uses it, too.

taken() {
  (: <"/dev/tcp/127.0.0.1/$1") 2>/dev/null
}

# Below what the kernel gives to clients.
free_port() {
  local candidate
  while true; do
    candidate=$((20000 + RANDOM % 12000))
    [[ " ${port[*]} " == *" $candidate "* ]] || taken "$candidate" || break
  done
  printf '%s' "$candidate"
}

# launch NAME ADDRESS COMMAND...: in a session of its own, so that it outlives the terminal until down ends it.
launch() {
  local name=$1 address=$2 pid
  shift 2
  mkdir -p "$folder/data/$name"
  setsid "$@" </dev/null >"$folder/logs/$name.log" 2>&1 &
  pid=$!
  printf '%s %s %s\n' "$pid" "$(began "$pid" || echo -)" "$address" >"$folder/run/$name"
}

# await NAME URL [OPTIONS of curl]
await() {
  local name=$1 url=$2 limit=$((SECONDS + 60)) why=''
  shift 2
  until curl --silent --output "$folder/data/answer" --max-time 5 "$@" "$url"; do
    runs "$name" || why="ended"
    [ "$SECONDS" -lt "$limit" ] || why="did not answer at $url within a minute"
    if [ -n "$why" ]; then
      tail -20 "$folder/logs/$name.log" >&2
      fail "$name $why: see above what it said"
    fi
    sleep 0.05
  done
}

# A step after the start; what it says is shown only if it fails.
step() {
  local name=$1
  shift
  "$@" >>"$folder/logs/$name.setup.log" 2>&1 || { tail -20 "$folder/logs/$name.setup.log" >&2 && fail "cannot set up $name: see above"; }
}

secret() {
  openssl rand -hex 16
}
