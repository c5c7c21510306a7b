package io.sluice.bootstrap.hot;

import io.sluice.domain.error.ErrorCode;
import io.sluice.domain.error.SluiceException;
import java.sql.SQLException;
import java.util.Objects;

/**
 * Tells what went wrong by PostgreSQL's code of it:
 * https://www.postgresql.org/docs/15/errcodes-appendix.html.
 */
final class HotFailures {
  private static final String DENIED = "42501";
  private static final String CANCELLED = "57014";
  private static final String NO_TABLE = "42P01";
  private static final String NO_COLUMN = "42703";

  private final HotConfig config;

  HotFailures(HotConfig config) {
    this.config = config;
  }

  SluiceException translate(SQLException failure) {
    String state = Objects.requireNonNullElse(failure.getSQLState(), "");
    return switch (state) {
      case DENIED ->
          failed(
              ErrorCode.PERMISSION,
              failure,
              "let the role read it: GRANT SELECT ON " + config.table() + " TO " + config.user());
      case CANCELLED ->
          failed(ErrorCode.TEMPORARY, failure, "ask for less, or raise sluice.hot.query-timeout");
      case NO_TABLE, NO_COLUMN ->
          failed(
              ErrorCode.CONFIGURATION,
              failure,
              "set sluice.hot.table to the hot table; deploy/platform/timescaledb makes one");
      default -> byClass(state, failure);
    };
  }

  private SluiceException byClass(String state, SQLException failure) {
    String kind = state.length() < 2 ? "" : state.substring(0, 2);
    return switch (kind) {
      case "08", "53", "57" ->
          failed(
              ErrorCode.UNAVAILABLE,
              failure,
              "check that PostgreSQL runs and takes connections at sluice.hot.url");
      case "28" ->
          failed(ErrorCode.PERMISSION, failure, "check sluice.hot.user and sluice.hot.password");
      case "3D" ->
          failed(ErrorCode.CONFIGURATION, failure, "correct the database in sluice.hot.url");
      default ->
          failed(ErrorCode.TEMPORARY, failure, "try again; PostgreSQL's own log may say more");
    };
  }

  private SluiceException failed(ErrorCode code, SQLException failure, String hint) {
    return new SluiceException(
        code, "Cannot ask " + config + ": " + failure.getMessage(), hint, failure);
  }
}
