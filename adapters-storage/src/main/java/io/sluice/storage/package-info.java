/** Where objects are kept: picks the backend for a location. */
package io.sluice.storage;
