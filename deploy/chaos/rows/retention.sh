# shellcheck shell=bash disable=SC2034,SC2154
fault='delta.setTransactionRetentionDuration is set on the table'

row() {
  local last
  use_topic 2
  configure
  produce 1000 0
  finish_producing
  drain
  timeout -k 10 120 "$python" -c 'import sys; from deltalake import DeltaTable
DeltaTable(sys.argv[1]).alter.set_table_properties({"delta.setTransactionRetentionDuration": "interval 7 days"}, raise_if_not_exists=False)' \
    "$location" >"$work/alter.log" 2>&1 || { tail -3 "$work/alter.log" >&2 && fail "cannot set the property with delta-rs"; }
  last=$(versions)
  produce_more 1000
  start_writer writer
  must_end writer 78 30
  grep '^sluice: ' "$work/writer.log" | grep -q setTransactionRetentionDuration || fail "the reason is not named"
  [ "$(versions)" = "$last" ] || fail "something was written"
  outcome 1 "set by delta-rs between two runs" "refused at the start with $status, the reason named, nothing written"
}
