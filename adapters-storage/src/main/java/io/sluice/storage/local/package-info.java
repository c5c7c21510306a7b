/** Objects as files of a local disk. */
package io.sluice.storage.local;
