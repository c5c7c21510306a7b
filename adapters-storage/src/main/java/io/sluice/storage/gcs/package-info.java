/** Google Cloud Storage. */
package io.sluice.storage.gcs;
