# shellcheck shell=bash disable=SC2034,SC2154
fault='Records expired unread; the topic was deleted or recreated; both also while it is read; or it is of another cluster'

row() {
  local read_to gone_to before began
  use_topic 3
  configure
  produce 3000 0
  finish_producing
  drain
  verify
  cp -r "$location" "$work/read"
  read_to=$(awk '$1 == 1 { print $2 }' "$counts") gone_to=$((read_to + 10))

  produce_more 3000
  change expire "$topic" 1 "$gone_to"
  refused "records expired" "$topic-1" "offset $read_to" "$gone_to"
  drain --set sluice.kafka.on-gap=skip
  has "$work/drain.log" "Went on without records that are gone.*$topic-1\\[$read_to, " || fail "on-gap = skip does not say what it skipped"
  verify --gap "1:$read_to:$gone_to"

  back
  change delete "$topic"
  produce 6000 0
  finish_producing
  refused "topic created again" "$topic-[0-2] up to offset [0-9]" "$topic-[0-2] now holds \[0, [0-9]" 'created again'

  back
  start_broker other-broker
  configure
  produce 6000 0
  finish_producing
  refused "another cluster" "$topic-[0-2] up to offset [0-9]" "$topic-[0-2] now holds \[0, [0-9]" 'another cluster'

  reads expired
  read_to=$(awk '$1 == 1 { print $2 }' "$counts") gone_to=$((read_to + 10))
  kill -STOP "${pid_of[writer]}"
  produce_more 3000
  change expire "$topic" 1 "$gone_to"
  began=$(now_ms)
  kill -CONT "${pid_of[writer]}"
  ended "records expired while it is read" "$topic-1" "offset $read_to" "$gone_to"
  drain --set sluice.kafka.on-gap=skip
  verify --gap "1:$read_to:$gone_to"

  reads deleted
  began=$(now_ms)
  change delete "$topic"
  ended "deleted while it is read" "deleted while it was read" "$topic-[0-2] was read up to offset [0-9]" "none of it is left"
  unchanged "deleted while it is read"
  verify

  reads created-again
  cp "$counts" "$work/counts-read"
  began=$(now_ms)
  change delete "$topic"
  produce 6000 0
  finish_producing
  ended "created again while it is read" 'deleted .*while it was read' "$topic-[0-2] was read up to offset [0-9]"
  unchanged "created again while it is read"
  counts=$work/counts-read
  verify
  outcome 6 "each with a table that has read 3,000 records of 3 partitions" \
    "exit 65 after $slowest ms at most, naming topic, partition, wanted and available; no row past it; on-gap = skip goes on, and commit and table have the gap"
}

slowest=0

change() {
  launch change helper 128m TopicChange "$server" "$@"
  must_end change 0 60
}

# back: the table as it was after the first records.
back() {
  rm -rf "$location"
  cp -r "$work/read" "$location"
}

# refused WHAT WORDS...: a writer that starts.
refused() {
  before=$(versions) began=$(now_ms)
  start_writer writer
  ended "$@"
  unchanged "$1"
}

# reads NAME: a writer has read all of a topic of that name, into a table of its own, and waits for more.
reads() {
  topic=chaos-$scenario-$1
  location=$work/$1
  configure
  produce 3000 0
  finish_producing
  start_writer writer
  await 60 "all is read" caught_up writer
  before=$(versions)
}

# ended WHAT WORDS...: the writer, within 30 s, with 65 and these words.
ended() {
  local took word
  must_end writer 65 30
  took=$(($(now_ms) - began))
  [ "$took" -le "$slowest" ] || slowest=$took
  say "$1: $(grep '^sluice: ' "$work/writer.log")"
  for word in "${@:2}"; do
    grep '^sluice: ' "$work/writer.log" | grep -q -- "$word" || fail "$1: the message does not name $word"
  done
}

unchanged() {
  [ "$(versions)" = "$before" ] || fail "$1: something was written"
}
