/** JSON as the Delta log has it: small documents, read and written whole. */
package io.sluice.delta.json;
