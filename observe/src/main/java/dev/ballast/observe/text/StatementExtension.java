package dev.ballast.observe.text;

import dev.ballast.evidence.Fault;
import dev.ballast.observe.ObserveError;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.QualifiedIdentifier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The extension pg_stat_statements of a database: where it is, and how new.
public record StatementExtension(QualifiedIdentifier view, String version) {
  private static final String NAME = "pg_stat_statements";
  private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

  /// From which on blocks have times by kind, and a statement knows since when it is counted.
  private static final int TIMES_BY_KIND = 11;

  /// Throws `statements-unavailable` where the database does not have it.
  public static StatementExtension of(Session session) {
    return session
        .first(
            SqlResource.load(StatementExtension.class, "extension", session.version()),
            row ->
                new StatementExtension(
                    QualifiedIdentifier.of(row.text("schema"), NAME), row.text("version")),
            NAME)
        .orElseThrow(StatementExtension::unavailable);
  }

  private static Fault unavailable() {
    return Fault.of(
            ObserveError.STATEMENTS_UNAVAILABLE,
            "statements are not counted: there is no extension " + NAME)
        .detail("it is not in the database that the watch connects to")
        .hint(
            "Add it to shared_preload_libraries, restart, and run CREATE EXTENSION "
                + NAME
                + " there.");
  }

  /// The extension may be older than its server: ALTER EXTENSION is somebody's to run.
  public boolean hasTimesByKind() {
    Matcher parts = VERSION.matcher(version);
    return parts.matches() && Integer.parseInt(parts.group(2)) >= TIMES_BY_KIND;
  }
}
