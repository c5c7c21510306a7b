/**
 * The simulation of {@link io.sluice.ports.simulation} on the real commit engine: every call that
 * it makes to its store is one to a simulated one, where others may come first, time goes by, and
 * things go wrong.
 */
package io.sluice.delta.simulation;
