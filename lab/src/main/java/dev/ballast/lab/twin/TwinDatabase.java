package dev.ballast.lab.twin;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlError;
import dev.ballast.sql.Identifier;
import dev.ballast.sql.Literal;
import java.util.List;

/// Makes the empty database of a twin: encoding and locale as the target has them, since which
/// indexes serve a comparison depends on both.
final class TwinDatabase {
  private static final int HAS_PROVIDERS = 15;

  private TwinDatabase() {}

  /// Returns what differs from the target's.
  ///
  /// @param session a superuser's, in another database
  static List<String> make(SourceDatabase source, Session session) {
    Identifier name = new Identifier(source.name());
    session.execute("DROP DATABASE IF EXISTS " + name);
    String create =
        "CREATE DATABASE %s OWNER %s TEMPLATE template0 ENCODING %s"
            .formatted(name, new Identifier(source.owner()), new Literal(source.encoding()));
    try {
      session.execute(create + locale(source, session.version().major()));
      return List.of();
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      SqlError refused = SqlError.of(fault).orElseThrow(() -> fault);
      session.execute(create + " LC_COLLATE 'C' LC_CTYPE 'C'");
      return List.of(
          "the locale %s: %s; the twin sorts by bytes, so that other indexes may serve LIKE"
              .formatted(
                  source.locale().isEmpty() ? source.collate() : source.locale(),
                  refused.message()));
    }
  }

  private static String locale(SourceDatabase source, int major) {
    String clib =
        " LC_COLLATE %s LC_CTYPE %s"
            .formatted(new Literal(source.collate()), new Literal(source.ctype()));
    if (major < HAS_PROVIDERS) {
      return clib;
    }
    return switch (source.provider()) {
      case "i" -> clib + " LOCALE_PROVIDER icu ICU_LOCALE " + new Literal(source.locale());
      case "b" -> clib + " LOCALE_PROVIDER builtin BUILTIN_LOCALE " + new Literal(source.locale());
      default -> clib;
    };
  }
}
