package io.sluice.storage.local;

/**
 * How the local disk is written.
 *
 * @param fsync whether to wait until the disk has files and folders before a write counts
 */
public record LocalSettings(boolean fsync) {}
