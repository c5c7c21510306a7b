# shellcheck shell=bash
# Sourced by up, which sets what is used here, and uses the rest.
# shellcheck disable=SC2034,SC2154
# How each service of the platform is started, set up and waited for.

local_url() {
  printf '%s://127.0.0.1:%s' "${2:-http}" "${port[$1]}"
}

java=${JAVA_HOME:+$JAVA_HOME/bin/}java

# --- Kafka: the server that the distribution has for its demo ---------------------------------------------------------

start_kafka() {
  local config=$folder/kafka.properties data=$folder/data/kafka address=127.0.0.1:${port[kafka]}
  {
    cat "$here/kafka.properties"
    printf 'log.dirs=%s\n' "$data"
    printf 'listeners=PLAINTEXT://%s,CONTROLLER://127.0.0.1:%s\n' "$address" "${port[controller]}"
    printf 'controller.quorum.bootstrap.servers=127.0.0.1:%s\n' "${port[controller]}"
  } >"$config"
  [ -f "$data/meta.properties" ] ||
    step kafka "$java" -XX:TieredStopAtLevel=1 -cp "$home/lib/*" kafka.tools.StorageTool format --standalone \
      --cluster-id "$(openssl rand -base64 16 | tr '+/' 'A_' | cut -c-22)" --config "$config"
  launch kafka "$address" "$java" -Xmx512m -cp "$home/lib/*" kafka.Kafka "$config"
  step kafka timeout 60 "$java" -XX:TieredStopAtLevel=1 -cp "$home/lib/*" "$here/Topic.java" "$address" analytics-events 4
}

# --- MinIO, its bucket and its two users --------------------------------------------------------------------------------

start_minio() {
  MINIO_ROOT_USER=root MINIO_BROWSER=on launch minio "$(local_url minio)" "$cache/minio-${minio##*@}/minio" server --quiet \
    --address "127.0.0.1:${port[minio]}" --console-address "127.0.0.1:${port[minio-console]}" "$folder/data/minio"
  await minio "$(local_url minio)/minio/health/ready" --fail
  step minio env MC_HOST_store="http://root:$MINIO_ROOT_PASSWORD@127.0.0.1:${port[minio]}" MC_CONFIG_DIR="$folder/data/mc" \
    PATH="$cache/mc-${mc##*@}:$PATH" "$platform/minio/setup"
}

# --- PostgreSQL, which refuses to run as root ---------------------------------------------------------------------------

find_postgresql() {
  local candidate
  for candidate in "$(dirname "$(command -v postgres)")" /usr/lib/postgresql/{18,17,16,15}/bin; do
    [[ ! -x $candidate/initdb || ! -x $candidate/psql ]] || { postgresql=$candidate && return; }
  done
  return 1
}

psql() {
  PGPASSWORD=$POSTGRES_PASSWORD "$postgresql/psql" --no-psqlrc --quiet --set ON_ERROR_STOP=1 --host 127.0.0.1 \
    --port "${port[postgresql]}" --username postgres "$@"
}

hot_store() {
  local file
  [ -n "$(psql --tuples-only --command "SELECT 1 FROM pg_database WHERE datname = 'analytics'")" ] ||
    psql --command 'CREATE DATABASE analytics'
  for file in "$platform"/timescaledb/*.sql; do
    psql --dbname analytics --file "$file"
  done
}

start_postgresql() {
  local data=$folder/data/postgresql password=$folder/data/password limit=$((SECONDS + 60)) as=()
  mkdir -p "$data"
  if [ "$(id -u)" = 0 ]; then
    as=(setpriv --reuid postgres --regid postgres --init-groups)
    chown postgres "$data"
    "${as[@]}" test -x "$data" || fail "the user postgres cannot get to $data: name a folder below one that everybody may enter"
  fi
  if [ ! -f "$data/PG_VERSION" ]; then
    printf '%s\n' "$POSTGRES_PASSWORD" >"$password"
    [ -z "${as[*]}" ] || chown postgres "$password"
    step postgresql "${as[@]}" "$postgresql/initdb" --pgdata "$data" --username postgres --encoding UTF8 --locale C \
      --auth scram-sha-256 --pwfile "$password"
    rm "$password"
  fi
  launch postgresql "127.0.0.1:${port[postgresql]}" "${as[@]}" "$postgresql/postgres" -D "$data" -c listen_addresses=127.0.0.1 \
    -c "port=${port[postgresql]}" -c unix_socket_directories= -c timezone=UTC
  until psql --command 'SELECT 1' >"$folder/data/answer" 2>&1; do
    if ! runs postgresql || [ "$SECONDS" -ge "$limit" ]; then
      cat "$folder/logs/postgresql.log" "$folder/data/answer" >&2
      fail "postgresql does not answer: see above"
    fi
    sleep 0.1
  done
  step postgresql hot_store
}

# --- Prometheus ---------------------------------------------------------------------------------------------------------

# The names that the services have in compose lead to this machine here.
start_prometheus() {
  local config=$folder/data/prometheus/config
  mkdir -p "$config"
  cp -r "$platform/prometheus/." "$config"
  sed -i -e "s/\bsluice:8081\b/127.0.0.1:${port[management]}/" -e "s/\bingest-api:3001\b/127.0.0.1:${port[ingest-api]}/" \
    -e "s/\bwebsite:8080\b/127.0.0.1:${port[website]}/" -e "s/\bminio:9000\b/127.0.0.1:${port[minio]}/" \
    -e "s/\bprometheus:9090\b/127.0.0.1:${port[prometheus]}/" -e "s/\bbento:4195\b/127.0.0.1:4195/" "$config/prometheus.yml"
  launch prometheus "$(local_url prometheus)" prometheus --config.file "$config/prometheus.yml" \
    --storage.tsdb.path "$folder/data/prometheus/tsdb" --storage.tsdb.retention.time 2d --web.listen-address "127.0.0.1:${port[prometheus]}" --log.level warn
  await prometheus "$(local_url prometheus)/-/ready" --fail
}

# --- Sluice -------------------------------------------------------------------------------------------------------------

start_writer() {
  SLUICE_KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:${port[kafka]} SLUICE_STORAGE_MINIO_ENDPOINT=$(local_url minio) \
    SLUICE_STORAGE_MINIO_ACCESS_KEY=analytics-writer SLUICE_STORAGE_MINIO_SECRET_KEY=$MINIO_WRITER_SECRET_KEY \
    SLUICE_HTTP_MANAGEMENT_PORT=${port[management]} \
    launch writer "$(local_url management)" "$home/bin/sluice" run --config "$platform/sluice/analytics-events.conf"
  await writer "$(local_url management)/readyz" --fail
}

start_ingest_api() {
  SLUICE_KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:${port[kafka]} SLUICE_INGEST_PORT=${port[ingest-api]} \
    SLUICE_INGEST_CORS_ALLOWED_ORIGINS=$(local_url website),http://localhost:${port[website]} \
    launch ingest-api "$(local_url ingest-api)" "$home/bin/sluice" ingest-api
  await ingest-api "$(local_url ingest-api)/health" --fail
}

# Looks as the readers do: it cannot change what it shows.
start_website() {
  local hot=''
  ! wanted postgresql || hot=jdbc:postgresql://127.0.0.1:${port[postgresql]}/analytics
  SLUICE_STORAGE_MINIO_ENDPOINT=$(local_url minio) SLUICE_STORAGE_MINIO_ACCESS_KEY=analytics-reader \
    SLUICE_STORAGE_MINIO_SECRET_KEY=$MINIO_READER_SECRET_KEY SLUICE_TABLE_LOCATION=s3://analytics/delta/analytics-events \
    SLUICE_HOT_URL=$hot SLUICE_HOT_USER=analytics_reader SLUICE_HOT_PASSWORD=$ANALYTICS_READER_PASSWORD \
    SLUICE_WEBSITE_PORT=${port[website]} SLUICE_WEBSITE_INGEST_URL=$(local_url ingest-api) \
    launch website "$(local_url website)" "$home/bin/sluice" website
  await website "$(local_url website)/" --fail
}

start_bento() {
  KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:${port[kafka]} POSTGRES_ADDRESS=127.0.0.1:${port[postgresql]} PGPASSWORD=$ANALYTICS_WRITER_PASSWORD \
    launch bento "-" bento -c "$platform/bento/analytics-events.yaml"
}

# --- For those who look -------------------------------------------------------------------------------------------------

# The reader's account only; the passwords of all stand in "secrets".
write_env() {
  cat >"$folder/env" <<ENV
export SLUICE_STORAGE_MINIO_ENDPOINT=$(local_url minio)
export SLUICE_STORAGE_MINIO_ACCESS_KEY=analytics-reader
export SLUICE_STORAGE_MINIO_SECRET_KEY=$MINIO_READER_SECRET_KEY
export AWS_ENDPOINT_URL=$(local_url minio)
export AWS_ACCESS_KEY_ID=analytics-reader
export AWS_SECRET_ACCESS_KEY=$MINIO_READER_SECRET_KEY
export AWS_REGION=us-east-1
export AWS_ALLOW_HTTP=true
export INGEST_URL=$(local_url ingest-api)
export WEBSITE_URL=$(local_url website)
export PROMETHEUS_URL=$(local_url prometheus)
export MANAGEMENT_URL=$(local_url management)
export KAFKA_BOOTSTRAP_SERVERS=127.0.0.1:${port[kafka]}
export HOT_STORE_PORT=${port[postgresql]}
ENV
}
