-- The hot table. Columns, order and NOT NULL are those of deploy/schema/analytics-events.conf followed by the four Kafka
-- columns; a test compares them. Runs on PostgreSQL 15 and later, with or without TimescaleDB, as often as one likes.

CREATE TABLE IF NOT EXISTS analytics_events (
  event_id         text             NOT NULL,
  event_type       text             NOT NULL,
  user_id          text,
  session_id       text,
  "timestamp"      timestamptz      NOT NULL,
  page_url         text,
  referrer         text,
  user_agent       text,
  ip               text,
  country          text,
  device           text,
  properties       jsonb,
  value            double precision,
  _kafka_topic     text,
  _kafka_partition bigint,
  _kafka_offset    bigint,
  _kafka_timestamp timestamptz,
  -- A second delivery of an event is no second row. TimescaleDB wants the time column in every unique key; an event that
  -- is sent again is the same event, with the same time.
  PRIMARY KEY (event_id, "timestamp")
);

CREATE INDEX IF NOT EXISTS analytics_events_by_time ON analytics_events ("timestamp" DESC);
CREATE INDEX IF NOT EXISTS analytics_events_by_type ON analytics_events (event_type, "timestamp" DESC);
CREATE INDEX IF NOT EXISTS analytics_events_by_arrival ON analytics_events (_kafka_timestamp DESC);

-- What could not become a row, as it came, with the place in Kafka where it stands.
CREATE TABLE IF NOT EXISTS analytics_events_rejected (
  _kafka_topic     text        NOT NULL,
  _kafka_partition bigint      NOT NULL,
  _kafka_offset    bigint      NOT NULL,
  _kafka_timestamp timestamptz,
  reason           text        NOT NULL,
  raw              bytea       NOT NULL,
  rejected_at      timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (_kafka_topic, _kafka_partition, _kafka_offset)
);

CREATE INDEX IF NOT EXISTS analytics_events_rejected_by_time ON analytics_events_rejected (rejected_at DESC);
