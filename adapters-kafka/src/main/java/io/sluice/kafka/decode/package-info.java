/** JSON bytes to column vectors in one pass, and the schema that fits a sample of them. */
package io.sluice.kafka.decode;
