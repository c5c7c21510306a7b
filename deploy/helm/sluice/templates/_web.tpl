{{/*
A Deployment that answers HTTP, of (dict "root" $ "component" name, which is the command too, "settings" its values "port" its port
"ready" path of the readiness probe "hocon" its configuration "secrets" list of them, and where it has them "serviceAccountName" and
"scaled", whether something else counts its replicas).
*/}}
{{- define "sluice.webDeployment" -}}
{{- $name := printf "%s-%s" (include "sluice.fullname" .root) .component }}
{{- $component := dict "root" .root "component" .component "settings" .settings "name" $name }}
{{- $volumes := dict "settings" .settings "config" $name "secrets" .secrets }}
apiVersion: apps/v1
kind: Deployment
metadata:
  {{- include "sluice.metadata" $component | nindent 2 }}
spec:
  {{- if not .scaled }}
  replicas: {{ .settings.replicas }}
  {{- end }}
  strategy:
    type: RollingUpdate
    rollingUpdate:
      maxUnavailable: 0
      maxSurge: 1
  selector:
    matchLabels:
      {{- include "sluice.selectorLabels" $component | nindent 6 }}
  template:
    metadata:
      {{- include "sluice.podMetadata" (merge (dict "hocon" .hocon) $component) | nindent 6 }}
    spec:
      {{- with .serviceAccountName }}
      serviceAccountName: {{ . }}
      {{- end }}
      automountServiceAccountToken: false
      enableServiceLinks: false
      {{- with .root.Values.imagePullSecrets }}
      imagePullSecrets:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      terminationGracePeriodSeconds: {{ .settings.terminationGracePeriodSeconds }}
      securityContext:
        {{- include "sluice.podSecurityContext" . | nindent 8 }}
      {{- include "sluice.scheduling" $component | nindent 6 }}
      containers:
        - name: {{ .component }}
          image: {{ include "sluice.image" .root }}
          imagePullPolicy: {{ .root.Values.image.pullPolicy }}
          args: [{{ .component }}, --config, /etc/sluice/sluice.conf]
          securityContext:
            {{- include "sluice.containerSecurityContext" . | nindent 12 }}
          env:
            - name: SLUICE_JAVA_OPTS
              value: {{ .settings.javaOpts | quote }}
            {{- with .secrets }}
            {{- include "sluice.secretVariables" . | trim | nindent 12 }}
            {{- end }}
            {{- with .settings.extraEnv }}
            {{- toYaml . | nindent 12 }}
            {{- end }}
          ports:
            - name: http
              containerPort: {{ .port }}
          startupProbe:
            tcpSocket:
              port: http
            periodSeconds: 2
            failureThreshold: 60
          # Alive is not the same as healthy: while Kafka is away, restarting this would help nobody.
          livenessProbe:
            tcpSocket:
              port: http
            periodSeconds: 10
            failureThreshold: 3
          readinessProbe:
            httpGet:
              path: {{ .ready }}
              port: http
            periodSeconds: 5
            timeoutSeconds: 3
            failureThreshold: 3
          resources:
            {{- toYaml .settings.resources | nindent 12 }}
          volumeMounts:
            {{- include "sluice.volumeMounts" $volumes | nindent 12 }}
      volumes:
        {{- include "sluice.volumes" $volumes | nindent 8 }}
---
apiVersion: v1
kind: Service
metadata:
  name: {{ $name }}
  namespace: {{ .root.Release.Namespace }}
  labels:
    {{- include "sluice.labels" $component | nindent 4 }}
  {{- with merge (deepCopy .settings.service.annotations) .root.Values.commonAnnotations }}
  annotations:
    {{- toYaml . | nindent 4 }}
  {{- end }}
spec:
  type: {{ .settings.service.type }}
  selector:
    {{- include "sluice.selectorLabels" $component | nindent 4 }}
  ports:
    - name: http
      port: {{ .settings.service.port }}
      targetPort: http
{{- end }}
