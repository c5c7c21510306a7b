-- events_per_minute and events_per_hour: what dashboards ask, under the same names and columns everywhere.
-- With TimescaleDB a hypertable, continuous aggregates, compression and retention; without it plain views.

DO $$
DECLARE
  aggregate record;
BEGIN
  IF NOT EXISTS (SELECT FROM pg_available_extensions WHERE name = 'timescaledb') THEN
    FOR aggregate IN
      SELECT * FROM (VALUES ('events_per_minute', '1 minute'), ('events_per_hour', '1 hour')) AS a (name, width)
    LOOP
      EXECUTE format(
        'CREATE OR REPLACE VIEW %I AS
           SELECT date_bin(%L, "timestamp", ''epoch'') AS bucket, event_type, count(*) AS events, sum(value) AS value
           FROM analytics_events GROUP BY 1, 2',
        aggregate.name, aggregate.width);
    END LOOP;
    RAISE NOTICE 'TimescaleDB is not installed: events_per_minute and events_per_hour are plain views';
    RETURN;
  END IF;

  CREATE EXTENSION IF NOT EXISTS timescaledb;
  PERFORM create_hypertable(
    'analytics_events', by_range('timestamp', INTERVAL '1 day'),
    create_default_indexes => false, if_not_exists => true, migrate_data => true);

  FOR aggregate IN
    SELECT *
    FROM (VALUES
      ('events_per_minute', '1 minute', INTERVAL '1 day', INTERVAL '1 minute', INTERVAL '90 days'),
      ('events_per_hour', '1 hour', INTERVAL '3 days', INTERVAL '1 hour', INTERVAL '2 years'))
      AS a (name, width, refreshed, pause, kept)
  LOOP
    IF NOT EXISTS (SELECT FROM timescaledb_information.continuous_aggregates WHERE view_name = aggregate.name) THEN
      -- A plain view of this name is from a time before the extension was there.
      EXECUTE format('DROP VIEW IF EXISTS %I', aggregate.name);
      -- materialized_only = false adds what came after the last refresh, so the newest minute is never missing.
      EXECUTE format(
        'CREATE MATERIALIZED VIEW %I WITH (timescaledb.continuous, timescaledb.materialized_only = false) AS
           SELECT time_bucket(%L::interval, "timestamp") AS bucket, event_type, count(*) AS events, sum(value) AS value
           FROM analytics_events GROUP BY 1, 2 WITH NO DATA',
        aggregate.name, aggregate.width);
    END IF;
    -- An event that is later than "refreshed" stays out of the aggregate; it is in the table.
    PERFORM add_continuous_aggregate_policy(
      aggregate.name::regclass, start_offset => aggregate.refreshed, end_offset => aggregate.width::interval,
      schedule_interval => aggregate.pause, if_not_exists => true);
    PERFORM add_retention_policy(aggregate.name::regclass, aggregate.kept, if_not_exists => true);
  END LOOP;

  IF NOT (SELECT compression_enabled FROM timescaledb_information.hypertables
          WHERE hypertable_name = 'analytics_events') THEN
    ALTER TABLE analytics_events SET (
      timescaledb.compress, timescaledb.compress_segmentby = 'event_type',
      timescaledb.compress_orderby = '"timestamp" DESC, event_id');
  END IF;
  PERFORM add_compression_policy('analytics_events', INTERVAL '7 days', if_not_exists => true);
  -- Longer than the aggregates look back, or a refresh would find the hours it looks at gone.
  PERFORM add_retention_policy('analytics_events', INTERVAL '30 days', if_not_exists => true);
END
$$;
