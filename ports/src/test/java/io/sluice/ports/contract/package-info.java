/** What every adapter of a port has to pass. */
package io.sluice.ports.contract;
