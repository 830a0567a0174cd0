package dev.ballast.report.protect;

import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.StartupSetting;
import dev.ballast.protect.restore.KeptServer;
import java.util.stream.Collectors;

/// A server's address in libpq's form, which every client of PostgreSQL takes; see "Keyword/Value
/// Connection Strings" in the manual.
final class Conninfo {
  private Conninfo() {}

  static String of(KeptServer server) {
    ConnectionSettings address = server.address();
    return "host=%s port=%d user=%s dbname=%s options=%s"
        .formatted(
            value(address.host()),
            address.port(),
            value(address.user()),
            value(address.database()),
            value(
                server.calm().stream()
                    .map(StartupSetting::asOption)
                    .collect(Collectors.joining(" "))));
  }

  private static String value(String text) {
    return text.matches("[^\\s'\\\\]+") ? text : "'" + text.replaceAll("(['\\\\])", "\\\\$1") + "'";
  }
}
