package io.sluice.storage.gcs;

/** What {@code sluice.storage.gcs.auth} can say: how to prove who one is. */
public enum GcsAuth {
  /** By the credentials file where one is set, as application default otherwise. */
  AUTO,
  /** What the environment, gcloud or the instance provides. */
  APPLICATION_DEFAULT,
  /** The credentials file holds the key of a service account. */
  SERVICE_ACCOUNT,
  /** The credentials file says how to exchange another identity provider's token. */
  WORKLOAD_IDENTITY,
  /** The service account of the virtual machine or the Kubernetes pod, by the metadata server. */
  COMPUTE_ENGINE,
  /** No proof at all. */
  NONE
}
