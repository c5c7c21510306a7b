/** Amazon S3. */
package io.sluice.storage.s3;
