package dev.ballast.sql.grammar;

import java.util.Optional;

/// PostgreSQL's grammar. Safe for any number of threads; at most as many parse at once as there are
/// processors, the others wait.
public final class Grammar {
  /// The longest text taken, in bytes of UTF-8: a tree is tens of times as large as its text.
  public static final int MAX_BYTES = 16 * 1024 * 1024;

  private final Engines engines;

  Grammar(Engines engines) {
    this.engines = engines;
  }

  /// The grammar of PostgreSQL 18, one for the process, made when first requested.
  public static Grammar postgres18() {
    return Postgres18.INSTANCE;
  }

  /// Parses one or more statements; none at all is accepted, too.
  public ParseOutcome parse(String sql) {
    Optional<Rejected> unfit = unfit(sql);
    return unfit.isPresent()
        ? unfit.get()
        : engines.with(engine -> engine.parse(sql), rejected -> rejected);
  }

  /// Parses the PL/pgSQL bodies of whole `CREATE FUNCTION`, `CREATE PROCEDURE` and `DO` statements.
  /// The parser reports no position for what it refuses inside a body.
  public ParseOutcome parsePlpgsql(String sql) {
    Optional<Rejected> unfit = unfit(sql);
    return unfit.isPresent()
        ? unfit.get()
        : engines.with(engine -> engine.parsePlpgsql(sql), rejected -> rejected);
  }

  /// Takes the fingerprint of one or more statements.
  public Fingerprinted fingerprint(String sql) {
    return switch (parse(sql)) {
      case Rejected rejected -> rejected;
      case Parsed parsed -> engines.with(engine -> engine.fingerprint(sql), rejected -> rejected);
    };
  }

  /// Replaces the constants of one or more statements.
  public Normalized normalize(String sql) {
    return switch (parse(sql)) {
      case Rejected rejected -> rejected;
      case Parsed parsed -> engines.with(engine -> engine.normalize(sql), rejected -> rejected);
    };
  }

  /// What no server would take as a text, found before the parser sees it.
  private static Optional<Rejected> unfit(String sql) {
    int bytes = 0;
    for (int i = 0; i < sql.length(); i++) {
      int codePoint = sql.codePointAt(i);
      if (codePoint == 0) {
        return refuse(SyntaxError.Kind.NOT_TEXT, "a NUL character is in the text", bytes);
      }
      if (Character.getType(codePoint) == Character.SURROGATE) {
        return refuse(SyntaxError.Kind.NOT_TEXT, "half a surrogate pair is in the text", bytes);
      }
      if (Character.isSupplementaryCodePoint(codePoint)) {
        i++;
      }
      bytes += TextPosition.utf8Length(codePoint);
      if (bytes > MAX_BYTES) {
        return refuse(SyntaxError.Kind.TOO_LARGE, "the text is longer than 16 MiB", MAX_BYTES);
      }
    }
    return Optional.empty();
  }

  private static Optional<Rejected> refuse(SyntaxError.Kind kind, String message, int position) {
    return Optional.of(new Rejected(new SyntaxError(kind, message, position)));
  }

  private static final class Postgres18 {
    static final Grammar INSTANCE = new Grammar(new Engines(Engine.GREATEST_PAGES));
  }
}
