/** Delta Lake tables behind the ports: configuration and wiring. */
package io.sluice.delta;
