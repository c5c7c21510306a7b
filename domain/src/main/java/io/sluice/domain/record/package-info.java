/**
 * What is read from a source: raw records of one partition, their offsets and the holes between.
 */
package io.sluice.domain.record;
