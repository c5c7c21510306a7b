{{/* Names. A component's is the release's name with its own behind it; 52 characters leave room for that and for a pod's number. */}}
{{- define "sluice.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 52 | trimSuffix "-" }}
{{- end }}

{{- define "sluice.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" }}
{{- else if contains (include "sluice.name" .) .Release.Name }}
{{- .Release.Name | trunc 52 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "sluice.name" .) | trunc 52 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "sluice.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "sluice.fullname" .) .Values.serviceAccount.name }}
{{- else }}
{{- required "Cannot choose a service account: serviceAccount.create is false and serviceAccount.name empty. Name one." .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{- define "sluice.image" -}}
{{- if .Values.image.digest }}
{{- printf "%s@%s" .Values.image.repository .Values.image.digest }}
{{- else }}
{{- printf "%s:%s" .Values.image.repository (default .Chart.AppVersion .Values.image.tag) }}
{{- end }}
{{- end }}

{{/* Of (dict "root" $ "component" name). */}}
{{- define "sluice.instanceLabels" -}}
app.kubernetes.io/name: {{ include "sluice.name" .root }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
{{- end }}

{{- define "sluice.selectorLabels" -}}
{{ include "sluice.instanceLabels" . }}
app.kubernetes.io/component: {{ .component }}
{{- end }}

{{- define "sluice.labels" -}}
{{ include "sluice.selectorLabels" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* Name, labels and annotations of (dict "root" $ "component" name "name" full). */}}
{{- define "sluice.metadata" -}}
name: {{ .name }}
namespace: {{ .root.Release.Namespace }}
labels:
  {{- include "sluice.labels" . | nindent 2 }}
{{- with .root.Values.commonAnnotations }}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* Refuses a configuration with a secret in it: a ConfigMap is no place for one. ${VARIABLES} stand for a value, so they may stay. */}}
{{- define "sluice.withoutSecrets" -}}
{{- $found := regexFind "(?i)[a-z0-9._-]*(password|passphrase|jaas\\.config|secret-key|access-key|session-token|account-key|sas-token|client[.-]?secret|keystore\\.key|private\\.key|connection-string|api-keys)\"?\\s*[:=]\\s*\\[?\\s*\"?[^\\s\"$,}\\]]" . }}
{{- if $found }}
{{- fail (printf "Cannot put %s into a ConfigMap: it is a secret. Keep it in a Secret and name that under `secrets`." (regexFind "^[A-Za-z0-9._-]+" $found)) }}
{{- end }}
{{- . }}
{{- end }}

{{/* HOCON of (dict "config" map "text" more): JSON is HOCON, and what comes later wins. */}}
{{- define "sluice.hocon" -}}
{{- $hocon := printf "sluice = %s\n%s" (toPrettyJson .config) .text }}
{{- include "sluice.withoutSecrets" $hocon }}
{{- end }}

{{/* Environment that names the mounted secrets, of a list of them. */}}
{{- define "sluice.secretVariables" -}}
{{- range . }}
- name: {{ .variable }}_FILE
  value: /run/secrets/sluice/{{ .variable }}
{{- end }}
{{- end }}

{{/* Volumes of (dict "settings" component's values "config" name of its ConfigMap "secrets" list). */}}
{{- define "sluice.volumes" -}}
- name: config
  configMap:
    name: {{ .config }}
- name: tmp
  emptyDir:
    sizeLimit: {{ .settings.tmpSize }}
{{- if .secrets }}
- name: secrets
  projected:
    defaultMode: 0440
    sources:
      {{- range .secrets }}
      - secret:
          name: {{ .existingSecret }}
          items:
            - key: {{ .key }}
              path: {{ .variable }}
      {{- end }}
{{- end }}
{{- with .settings.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{- define "sluice.volumeMounts" -}}
- name: config
  mountPath: /etc/sluice
  readOnly: true
- name: tmp
  mountPath: /tmp
{{- if .secrets }}
- name: secrets
  mountPath: /run/secrets/sluice
  readOnly: true
{{- end }}
{{- with .settings.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end }}

{{/* The image's user is 10001; a user without a name in the image cannot be one, since Hadoop's connectors ask for it. */}}
{{- define "sluice.podSecurityContext" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
fsGroupChangePolicy: OnRootMismatch
seccompProfile:
  type: RuntimeDefault
{{- end }}

{{- define "sluice.containerSecurityContext" -}}
allowPrivilegeEscalation: false
privileged: false
readOnlyRootFilesystem: true
capabilities:
  drop: [ALL]
{{- end }}

{{/* Where pods go, of (dict "root" $ "component" name "settings" its values). */}}
{{- define "sluice.scheduling" -}}
topologySpreadConstraints:
  {{- range $key, $topology := dict "host" "kubernetes.io/hostname" "zone" "topology.kubernetes.io/zone" }}
  - maxSkew: 1
    topologyKey: {{ $topology }}
    whenUnsatisfiable: {{ index $.settings.topologySpread $key }}
    labelSelector:
      matchLabels:
        {{- include "sluice.selectorLabels" $ | nindent 8 }}
  {{- end }}
{{ include "sluice.nodes" . }}
{{- with .settings.priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end }}

{{/*
What a pod needs to be given the service account's identity, of (dict "root" $ "component" name "part" of it). The ingest API has no
business in the store, so it has none of it.
*/}}
{{- define "sluice.identity" -}}
{{- if ne .component "ingest-api" }}
{{- index .root.Values.serviceAccount .part | default dict | toYaml }}
{{- end }}
{{- end }}

{{/* Which nodes pods may run on, of (dict "root" $ "component" name "settings" its values). */}}
{{- define "sluice.nodes" -}}
{{- with merge (deepCopy (default dict .settings.nodeSelector)) (include "sluice.identity" (merge (dict "part" "nodeSelector") .) | fromYaml) }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .settings }}
{{- with .tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}
{{- end }}

{{/*
What every pod has: labels, annotations and the checksum that restarts it when its configuration changes. Without the versions of
chart and program: an upgrade that changes neither image nor configuration restarts nothing.
*/}}
{{- define "sluice.podMetadata" -}}
labels:
  {{- include "sluice.selectorLabels" . | nindent 2 }}
  {{- with .root.Values.commonLabels }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
  {{- with merge (deepCopy (default dict .settings.podLabels)) (include "sluice.identity" (merge (dict "part" "podLabels") .) | fromYaml) }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
annotations:
  checksum/config: {{ .hocon | sha256sum }}
  {{- with merge (deepCopy (default dict .settings.podAnnotations)) (include "sluice.identity" (merge (dict "part" "podAnnotations") .) | fromYaml) }}
  {{- toYaml . | nindent 2 }}
  {{- end }}
{{- end }}
