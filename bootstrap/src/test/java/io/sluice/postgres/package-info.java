/** A real PostgreSQL for the tests, with the platform's own SQL in it. */
package io.sluice.postgres;
