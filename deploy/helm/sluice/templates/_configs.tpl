{{/* The writer's file. Host and port are the chart's: probes and metrics come from outside the pod. */}}
{{- define "sluice.writerConfig" -}}
{{- $http := dict "management" (dict "host" "0.0.0.0" "port" 8081) }}
{{- $config := mergeOverwrite (deepCopy .Values.config) (dict "http" $http) }}
{{- if not (dig "table" "location" "" $config) }}
{{- if not (contains "location" .Values.configText) }}
{{- fail "Cannot make a writer: config.table.location is empty. Say where the table lies, such as s3://my-bucket/delta/analytics-events." }}
{{- end }}
{{- end }}
{{- include "sluice.hocon" (dict "config" $config "text" .Values.configText) }}
{{- end }}

{{/* The cluster is the writer's, and nothing else: the ingest API has no business in the store. */}}
{{- define "sluice.ingestApiConfig" -}}
{{- $kafka := pick .Values.config.kafka "bootstrap-servers" "properties" "request-timeout" }}
{{- $config := mergeOverwrite (deepCopy (dict "kafka" $kafka "log" .Values.config.log)) (deepCopy .Values.ingestApi.config) }}
{{- include "sluice.hocon" (dict "config" $config "text" .Values.ingestApi.configText) }}
{{- end }}

{{/* The website shows what has arrived, so it reads the writer's table. */}}
{{- define "sluice.websiteConfig" -}}
{{- $config := mergeOverwrite (deepCopy .Values.config) (deepCopy .Values.website.config) }}
{{- include "sluice.hocon" (dict "config" $config "text" (printf "%s\n%s" .Values.configText .Values.website.configText)) }}
{{- end }}
