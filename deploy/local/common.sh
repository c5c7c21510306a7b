# shellcheck shell=bash
# Whoever sources this uses the rest.
# shellcheck disable=SC2034
# What up, down, status and smoke share. A folder of the platform has, beside what test-stores/common.sh says:
#   secrets   the passwords, as deploy/compose/.env          ports    by name
#   env       addresses and the readers' names, to be sourced
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd -P)
deploy=$(dirname "$here")
platform=$deploy/platform
home=$(dirname "$deploy")/bootstrap/target/sluice
. "$deploy/test-stores/common.sh"
marker=.sluice-platform
default_folder=${TMPDIR:-/tmp}/sluice-platform-$(id -u)

# In the order in which they start; down ends them the other way round, the writer before its broker and its store.
order=(kafka minio postgresql prometheus writer ingest-api website bento)

# folder_of ARGUMENT: the folder, which has to be ours.
folder_of() {
  folder=$(realpath -m "${1:-$default_folder}")
  [ ! -e "$folder" ] || [ -O "$folder" ] || fail "$folder belongs to somebody else: name another folder" 2
}

# end_one NAME: what up started and nothing else, with 30 s for a last commit.
end_one() {
  local pid start address signal=TERM limit=$((SECONDS + 30))
  [ -f "$folder/run/$1" ] || return 0
  recall "$1"
  # PostgreSQL waits for its clients on SIGTERM.
  [ "$1" != postgresql ] || signal=INT
  ! runs "$1" || kill -s "$signal" "$pid" 2>/dev/null || true
  while runs "$1"; do
    [ "$SECONDS" -lt "$limit" ] || kill -9 "$pid" 2>/dev/null || true
    sleep 0.05
  done
  rm "$folder/run/$1"
}

end_all() {
  local index
  for ((index = ${#order[@]} - 1; index >= 0; index--)); do
    end_one "${order[index]}"
  done
}
