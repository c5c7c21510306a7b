/** The files below {@code _delta_log}: how they are created, found and understood. */
package io.sluice.delta.log;
