-- Who may do what. Run by psql 14 or later, as a superuser, with the two passwords in its environment:
--   ANALYTICS_WRITER_PASSWORD=… ANALYTICS_READER_PASSWORD=… psql -v ON_ERROR_STOP=1 -f 03-roles.sql
-- Run again with others it changes them.

\getenv writer_password ANALYTICS_WRITER_PASSWORD
\getenv reader_password ANALYTICS_READER_PASSWORD
\if :{?writer_password}
\else
  DO $$ BEGIN RAISE EXCEPTION 'ANALYTICS_WRITER_PASSWORD is not set' USING HINT = 'set it in the environment of psql'; END $$;
\endif
\if :{?reader_password}
\else
  DO $$ BEGIN RAISE EXCEPTION 'ANALYTICS_READER_PASSWORD is not set' USING HINT = 'set it in the environment of psql'; END $$;
\endif

SELECT format('CREATE ROLE %I LOGIN', name)
FROM (VALUES ('analytics_writer'), ('analytics_reader')) AS wanted (name)
WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name)
\gexec

-- The statements that carry passwords stay out of the server's log.
SET log_statement = 'none';
SET log_min_error_statement = 'panic';
ALTER ROLE analytics_writer PASSWORD :'writer_password';
ALTER ROLE analytics_reader PASSWORD :'reader_password';
RESET log_statement;
RESET log_min_error_statement;

-- Bento: adds, and can neither read nor change what is there.
GRANT INSERT ON analytics_events, analytics_events_rejected TO analytics_writer;

-- Grafana, "sluice reconcile" and the website: look, and not for ever.
GRANT SELECT ON analytics_events, analytics_events_rejected, events_per_minute, events_per_hour TO analytics_reader;
ALTER ROLE analytics_reader SET default_transaction_read_only = on;
ALTER ROLE analytics_reader SET statement_timeout = '60s';
