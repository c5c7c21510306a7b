{{/* Ports of an address, one in each line: host:9092, https://host:9000/path, jdbc:postgresql://a:5432,b/database. */}}
{{- define "sluice.ports" -}}
{{- $scheme := regexFind "^[a-z0-9+.:-]+://" . }}
{{- $default := dict "http://" "80" "https://" "443" "jdbc:postgresql://" "5432" }}
{{- range splitList "," (regexFind "^[^/?#]+" (trimPrefix $scheme .)) }}
{{- regexFind "[0-9]+$" (regexFind ":[0-9]+$" .) | default (get $default $scheme) | default "443" }}
{{ end }}
{{- end }}

{{/* "true" where networkPolicy.egress.extra lets the port out, of (dict "extra" rules "port" its text). */}}
{{- define "sluice.isInExtra" -}}
{{- $port := int .port }}
{{- range .extra }}
{{- if not .ports }}true{{ end }}
{{- range .ports }}
{{- if and (ge $port (int .port)) (le $port (int (default .port .endPort))) }}true{{ end }}
{{- end }}
{{- end }}
{{- end }}

{{/* Refuses an address that the policy keeps pods from, of (dict "root" $ "key" where it stands "address" it "list" of which egress ports). */}}
{{- define "sluice.requirePort" -}}
{{- $egress := .root.Values.networkPolicy.egress }}
{{- $open := list }}
{{- range index $egress .list }}{{ $open = append $open (toString (int .)) }}{{ end }}
{{- range include "sluice.ports" .address | trim | splitList "\n" }}
{{- if not (or (has . $open) (include "sluice.isInExtra" (dict "extra" $egress.extra "port" .))) }}
{{- fail (printf "Cannot let pods out to %s (%s): port %s is not in networkPolicy.egress.%s, which has %s. Add it, and beside it the port of the pods where a Service has another one." $.address $.key . $.list (join ", " $open)) }}
{{- end }}
{{- end }}
{{- end }}

{{/* The brokers, and where SASL gets its tokens, of (dict "root" $ "key" prefix "kafka" block). */}}
{{- define "sluice.requireKafkaPorts" -}}
{{- range index .kafka "bootstrap-servers" }}
{{- include "sluice.requirePort" (dict "root" $.root "key" (printf "%s.bootstrap-servers" $.key) "address" . "list" "kafkaPorts") }}
{{- end }}
{{- with index (default dict .kafka.properties) "sasl.oauthbearer.token.endpoint.url" }}
{{- include "sluice.requirePort" (dict "root" $.root "key" (printf "%s.properties" $.key) "address" . "list" "kafkaPorts") }}
{{- end }}
{{- end }}

{{/* The store, or the proxy before it, of (dict "root" $ "key" prefix "config" block). */}}
{{- define "sluice.requireStorePorts" -}}
{{- $storage := default dict .config.storage }}
{{- $require := dict "root" .root "list" "storePorts" }}
{{- $endpoint := "" }}
{{- with dig "connection" "proxy" "host" "" $storage }}
{{- $endpoint = printf "%s:%d" . (int (dig "connection" "proxy" "port" 3128 $storage)) }}
{{- $_ := set $require "key" (printf "%s.storage.connection.proxy" $.key) }}
{{- else }}
{{- range $backend := list "minio" "s3" "azure" "gcs" }}
{{- with dig $backend "endpoint" "" $storage }}
{{- $endpoint = . }}
{{- $_ := set $require "key" (printf "%s.storage.%s.endpoint" $.key $backend) }}
{{- end }}
{{- end }}
{{- end }}
{{- $location := dig "table" "location" "" .config }}
{{- if and (not $endpoint) (regexMatch "^(s3a?|abfss?|gs)://" $location) }}
{{- $endpoint = $location }}
{{- $_ := set $require "key" (printf "%s.table.location" .key) }}
{{- end }}
{{- with $endpoint }}
{{- include "sluice.requirePort" (merge (dict "address" .) $require) }}
{{- end }}
{{- end }}

{{/* "true" where the website counts in the hot store: its address may stand in the values, in a text, a secret or a variable. */}}
{{- define "sluice.hasHotStore" -}}
{{- $site := .Values.website }}
{{- $variables := list }}
{{- range concat .Values.secrets $site.secrets }}{{ $variables = append $variables .variable }}{{ end }}
{{- range $site.extraEnv }}{{ $variables = append $variables .name }}{{ end }}
{{- if or (dig "hot" "url" "" $site.config) (has "SLUICE_HOT_URL" $variables) (regexMatch "\\bhot\\b" (cat .Values.configText $site.configText)) }}true{{ end }}
{{- end }}

{{/* What is configured has to be within reach: a policy drops packets without a word, so it would look like a server that is away. */}}
{{- define "sluice.requireReach" -}}
{{- include "sluice.requireKafkaPorts" (dict "root" . "key" "config.kafka" "kafka" .Values.config.kafka) }}
{{- include "sluice.requireStorePorts" (dict "root" . "key" "config" "config" .Values.config) }}
{{- if .Values.ingestApi.enabled }}
{{- include "sluice.requireKafkaPorts" (dict "root" . "key" "ingestApi.config.kafka" "kafka" (default dict .Values.ingestApi.config.kafka)) }}
{{- end }}
{{- if .Values.website.enabled }}
{{- $site := mergeOverwrite (deepCopy .Values.config) (deepCopy .Values.website.config) }}
{{- include "sluice.requireKafkaPorts" (dict "root" . "key" "website.config.kafka" "kafka" $site.kafka) }}
{{- include "sluice.requireStorePorts" (dict "root" . "key" "website.config" "config" $site) }}
{{- with dig "hot" "url" "" $site }}
{{- include "sluice.requirePort" (dict "root" $ "key" "website.config.hot.url" "address" . "list" "hotStorePorts") }}
{{- end }}
{{- end }}
{{- end }}

{{/* The ingest API's metrics are on the port of its events: nobody gets there but by clientsFrom. */}}
{{- define "sluice.requireScraper" -}}
{{- with .Values.networkPolicy }}
{{- if and $.Values.ingestApi.enabled $.Values.serviceMonitor.enabled .clientsFrom }}
{{- range .metricsFrom }}
{{- if not (has . $.Values.networkPolicy.clientsFrom) }}
{{- fail "Cannot read the ingest API's metrics: they are on the port of its events, and networkPolicy.metricsFrom opens the writer's port alone. Put who reads them into networkPolicy.clientsFrom, too." }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
