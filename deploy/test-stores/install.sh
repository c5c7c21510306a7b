# shellcheck shell=bash
# Whoever sources this, after common.sh, uses the rest.
# shellcheck disable=SC2034,SC2154
# Builds servers from source, once, into $cache; Go modules are whole with one version. deploy/local uses it, too.

minio=github.com/minio/minio@v0.0.0-20260212201848-7aac2a2c5b7c
mc=github.com/minio/mc@v0.0.0-20250313080218-cf909e1063a9

need() {
  command -v "$1" >/dev/null || fail "there is no $1 on the PATH: $2"
}

# install NAME COMMAND...: runs it in a fresh folder with made set to it, whose content is kept if all went well.
install() {
  local name=$1 began_at=$SECONDS made log=$cache/install-$1.log
  shift
  printf 'installing %s; this happens once and may take minutes\n' "$name"
  made=$(mktemp -d "$cache/new.XXXXXX")
  if ! (cd "$made" && made=$made "$@") >"$log" 2>&1; then
    rm -rf "$made"
    tail -20 "$log" >&2
    fail "cannot install $name: $log has it all"
  fi
  mv "$made" "$cache/$name"
  rm "$log"
  printf 'installed %s in %s s\n' "$name" "$((SECONDS - began_at))"
}

go_install() {
  GOBIN=$made go install "$1"
}

# from_go NAME MODULE
from_go() {
  local name=$1-${2##*@}
  [ -d "$cache/$name" ] && return
  need go "version 1.26 or later builds $1 (https://go.dev/dl)"
  install "$name" go_install "$2"
}
