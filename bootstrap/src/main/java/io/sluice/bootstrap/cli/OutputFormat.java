package io.sluice.bootstrap.cli;

/** In which form something is shown. */
enum OutputFormat {
  /** For people. */
  TABLE,
  /** One object per line. */
  JSON,
  /** RFC 4180, with a header. */
  CSV
}
