/** The configuration files of the platform, held against what they configure. */
package io.sluice.platform;
