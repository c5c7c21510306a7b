# shellcheck shell=bash disable=SC2034,SC2154
# Whoever sources this, after common.sh, uses the rest: a MinIO of the row's own, and a proxy in front of it.

# find_minio: leaves minio and mc, those of the test stores. To build them here would count as the row's time.
find_minio() {
  local both
  both=$(
    . "$chaos/../test-stores/common.sh"
    . "$chaos/../test-stores/install.sh"
    printf '%s %s' "$cache/minio-${minio##*@}/minio" "$cache/mc-${mc##*@}/mc"
  )
  read -r minio mc <<<"$both"
  if [ ! -x "$minio" ] || [ ! -x "$mc" ]; then
    fail "there is no MinIO: deploy/test-stores/up builds it" 2
  fi
}

# start_store: leaves store, its address, and puts the row's table there; what it held before is there again.
start_store() {
  if [ -z "${store:-}" ]; then
    find_minio
    ports 1
    store=127.0.0.1:${found% }
    secret=$(head -c 16 /dev/urandom | od -An -tx1 | tr -d ' \n')
    location=s3://chaos/$topic
    mkdir -p "$work/minio"
    export AWS_ENDPOINT_URL=http://$store AWS_ACCESS_KEY_ID=chaos AWS_SECRET_ACCESS_KEY=$secret AWS_REGION=us-east-1 AWS_ALLOW_HTTP=true
  fi
  MINIO_ROOT_USER=chaos MINIO_ROOT_PASSWORD=$secret MINIO_BROWSER=off \
    launch minio "$minio" server --quiet --certs-dir "$work/no-certificates" --address "$store" "$work/minio"
  await 60 "MinIO's bucket" bucket
}

bucket() {
  MC_HOST_store="http://chaos:$secret@$store" timeout 20 "$mc" --config-dir "$work/mc" --quiet mb --ignore-existing store/chaos >"$work/mc.log" 2>&1
}

# start_proxy: leaves proxy and control, its two addresses.
start_proxy() {
  launch proxy helper 128m FaultProxy "$store" "$seed"
  await_line proxy '^ready ' 1 60
  read -r _ proxy control < <(grep '^ready ' "$work/proxy.log")
}

# tell COMMAND: to the proxy.
tell() {
  curl --silent --show-error --fail --max-time 10 "http://$control/$1"
}

# through ADDRESS: the line of a configuration that leads to the store.
through() {
  printf 'sluice.storage.minio { endpoint = "http://%s", access-key = chaos, secret-key = "%s" }' "$1" "$secret"
}
