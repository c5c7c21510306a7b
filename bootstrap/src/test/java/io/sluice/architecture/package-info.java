/** The design's rules on what may know what, as tests. */
package io.sluice.architecture;
