"""Holds Grafana's dashboards against what they ask: a real PostgreSQL and a real Prometheus. Run by .ci/dashboards."""
