/** How a backend's clients talk to a store over the network. */
package io.sluice.storage.connection;
