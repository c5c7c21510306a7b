/** What the world may ask of the application. */
package io.sluice.ports.in;
