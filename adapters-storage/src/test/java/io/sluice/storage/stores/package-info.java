/** Real servers that the contracts are held against. */
package io.sluice.storage.stores;
