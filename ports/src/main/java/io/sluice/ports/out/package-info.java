/** What the application needs of the world: one interface per conversation. */
package io.sluice.ports.out;
