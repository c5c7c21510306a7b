/**
 * The real pipelines in a world where everything goes wrong on purpose: a group that rebalances, a
 * store that answers late or not at all, processes that die or sleep. One seed decides everything,
 * so every run can be repeated.
 */
package io.sluice.ports.simulation;
