/** Tables through Delta Standalone, the only package that knows it. */
package io.sluice.delta.standalone;
