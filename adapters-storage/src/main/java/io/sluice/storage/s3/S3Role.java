package io.sluice.storage.s3;

import java.util.Optional;

/**
 * A role to take on.
 *
 * @param externalId what its trust policy asks for
 */
public record S3Role(String arn, Optional<String> externalId) {}
