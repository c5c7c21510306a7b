/** The demo website: a shop that sends events, and what has arrived of them in the stores. */
package io.sluice.bootstrap.website;
