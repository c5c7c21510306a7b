/** The loop between the ports: it decides by the domain's rules and does nothing itself. */
package io.sluice.ports.application;
