/** The hot store, PostgreSQL beside the lake: asking it, and comparing the two. */
package io.sluice.bootstrap.hot;
