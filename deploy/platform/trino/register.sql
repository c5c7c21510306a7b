-- Once; the table's columns come from its own log, so new ones need nothing here.
CREATE SCHEMA IF NOT EXISTS delta.analytics;
CALL delta.system.register_table(
  schema_name => 'analytics', table_name => 'analytics_events', table_location => 's3://analytics/delta/analytics-events');
