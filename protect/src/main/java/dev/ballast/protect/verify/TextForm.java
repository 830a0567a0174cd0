package dev.ballast.protect.verify;

import dev.ballast.postgres.jdbc.Session;

/// Pins every setting that changes how a value is printed, so that equal values have equal text on
/// the source and on the copy, whatever their roles and databases have configured.
///
/// `row_security = off` turns a policy that would hide rows from this role into an error;
/// `search_path = ''` makes names in `regclass` and its kin print in full. Parallel query is off:
/// how much load a reading puts on a server is decided by its number of sessions alone.
/// A reading may idle under its snapshot while others read; each statement has its own bound.
final class TextForm {
  private static final String PINS =
      """
      SET search_path = '';
      SET DateStyle = 'ISO, YMD';
      SET IntervalStyle = 'postgres';
      SET TimeZone = 'UTC';
      SET extra_float_digits = 1;
      SET bytea_output = 'hex';
      SET xmloption = 'content';
      SET lc_monetary = 'C';
      SET quote_all_identifiers = off;
      SET row_security = off;
      SET max_parallel_workers_per_gather = 0;
      SET idle_in_transaction_session_timeout = 0;
      """;

  private static final int HAS_TRANSACTION_TIMEOUT = 17;

  private TextForm() {}

  static void pin(Session session) {
    session.execute(PINS);
    if (session.version().major() >= HAS_TRANSACTION_TIMEOUT) {
      session.execute("SET transaction_timeout = 0");
    }
  }
}
