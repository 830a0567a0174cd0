package dev.ballast.postgres.sql.grammar;

import dev.ballast.evidence.CommonError;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// PostgreSQL's grammar. Safe for any number of threads; at most as many parse at once as there are
/// processors, the others wait.
public final class Grammar {
  /// The longest text taken, in bytes of UTF-8: a tree is some tens of times as large as its text.
  public static final int MAX_BYTES = 16 * 1024 * 1024;

  private final int[] image;
  private final ConcurrentLinkedQueue<Engine> idle = new ConcurrentLinkedQueue<>();
  private final Semaphore permits = new Semaphore(Runtime.getRuntime().availableProcessors());

  private Grammar(int[] image) {
    this.image = image;
  }

  /// The grammar of PostgreSQL 18, one for the process, made when first asked for.
  public static Grammar postgres18() {
    return Postgres18.INSTANCE;
  }

  /// Parses one or more statements.
  public Outcome parse(String sql) {
    Optional<Rejected> unfit = unfit(sql);
    return unfit.isPresent() ? unfit.get() : with(engine -> engine.parse(sql));
  }

  /// Parses the PL/pgSQL bodies of whole `CREATE FUNCTION`, `CREATE PROCEDURE` and `DO` statements.
  /// The parser tells no position for what it refuses inside a body.
  public Outcome parsePlpgsql(String sql) {
    Optional<Rejected> unfit = unfit(sql);
    if (unfit.isPresent()) {
      return unfit.get();
    }
    return with(engine -> engine.parsePlpgsql(sql));
  }

  /// Takes the fingerprint of one or more statements.
  public Fingerprinted fingerprint(String sql) {
    return switch (parse(sql)) {
      case Rejected rejected -> rejected;
      case Parsed parsed -> with(engine -> engine.fingerprint(sql));
    };
  }

  /// Replaces the constants of one or more statements.
  public Normalized normalize(String sql) {
    return switch (parse(sql)) {
      case Rejected rejected -> rejected;
      case Parsed parsed -> with(engine -> engine.normalize(sql));
    };
  }

  /// What no server would take as a text, found before the parser sees it.
  private static Optional<Rejected> unfit(String sql) {
    if (sql.length() > MAX_BYTES) {
      return refuse(SyntaxError.Kind.TOO_LARGE, "the text is longer than 16 MiB", 0);
    }
    for (int i = 0; i < sql.length(); i++) {
      char c = sql.charAt(i);
      if (c == 0) {
        return refuse(
            SyntaxError.Kind.NOT_TEXT,
            "a NUL character is in the text",
            TextPosition.ofChar(sql, i));
      }
      if (Character.isSurrogate(c)) {
        if (Character.isHighSurrogate(c)
            && i + 1 < sql.length()
            && Character.isLowSurrogate(sql.charAt(i + 1))) {
          i++;
        } else {
          return refuse(
              SyntaxError.Kind.NOT_TEXT,
              "half a surrogate pair is in the text",
              TextPosition.ofChar(sql, i));
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<Rejected> refuse(SyntaxError.Kind kind, String message, int position) {
    return Optional.of(new Rejected(new SyntaxError(kind, message, position)));
  }

  /// Lends an engine. One that threw is dropped: its memory may be half written.
  private <T> T with(Function<Engine, T> use) {
    try {
      permits.acquire();
    } catch (InterruptedException e) {
      throw CommonError.interrupted("waiting for the parser").cause(e);
    }
    try {
      Engine engine = idle.poll();
      if (engine == null) {
        engine = new Engine(image);
      }
      T answer = use.apply(engine);
      if (engine.isWorthKeeping()) {
        idle.add(engine);
      }
      return answer;
    } finally {
      permits.release();
    }
  }

  private static final class Postgres18 {
    static final Grammar INSTANCE = new Grammar(Engine.image());
  }
}
