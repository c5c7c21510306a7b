/** A headless browser for the tests that look at pages as people do. */
package io.sluice.browser;
