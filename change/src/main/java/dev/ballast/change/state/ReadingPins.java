package dev.ballast.change.state;

import dev.ballast.postgres.jdbc.Session;
import java.security.SecureRandom;
import java.util.HexFormat;

/// What a transaction that reads a state holds, so that the same state has the same text whatever
/// its session, role and database have configured.
final class ReadingPins {
  /// Hides what is compared by a hash from a reader who guesses; states of one process compare.
  private static final String SALT = drawn();

  private static final String PINS =
      """
      SELECT set_config(name, value, true) FROM (VALUES
        ('search_path', 'pg_catalog, pg_temp'), ('quote_all_identifiers', 'off'), ('row_security', 'off'),
        ('DateStyle', 'ISO, YMD'), ('IntervalStyle', 'postgres'), ('TimeZone', 'UTC'), ('extra_float_digits', '1'),
        ('bytea_output', 'hex'), ('xmlbinary', 'base64'), ('lc_monetary', 'C'), ('lc_numeric', 'C'), ('lc_time', 'C'),
        ('statement_timeout', '12h'), ('ballast.salt', '%s')) AS pins(name, value)\
      """
          .formatted(SALT);

  private ReadingPins() {}

  /// Sets them to the end of the transaction that is open.
  static void set(Session session) {
    session.execute("SET LOCAL search_path = pg_catalog, pg_temp");
    session.query(PINS, row -> row.text(1));
  }

  private static String drawn() {
    byte[] salt = new byte[16];
    new SecureRandom().nextBytes(salt);
    return HexFormat.of().formatHex(salt);
  }
}
