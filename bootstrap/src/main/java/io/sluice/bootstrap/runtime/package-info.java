/** Real time and real threads behind the ports. */
package io.sluice.bootstrap.runtime;
