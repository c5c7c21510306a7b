/** The command's entry point. */
package io.sluice.bootstrap;
