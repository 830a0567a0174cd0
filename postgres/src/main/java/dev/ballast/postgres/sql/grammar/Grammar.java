package dev.ballast.postgres.sql.grammar;

import com.dylibso.chicory.wasm.WasmModule;
import dev.ballast.evidence.CommonError;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// PostgreSQL's grammar. Safe for any number of threads; at most as many parse at once as there are
/// processors, the others wait.
public final class Grammar {
  /// The longest text taken, in bytes of UTF-8: a tree is some tens of times as large as its text.
  public static final int MAX_BYTES = 16 * 1024 * 1024;

  private final WasmModule module;
  private final ConcurrentLinkedQueue<Engine> idle = new ConcurrentLinkedQueue<>();
  private final Semaphore permits = new Semaphore(Runtime.getRuntime().availableProcessors());

  private Grammar(WasmModule module) {
    this.module = module;
  }

  /// The grammar of PostgreSQL 18, one for the process, made when first asked for.
  public static Grammar postgres18() {
    return Postgres18.INSTANCE;
  }

  /// Parses one or more statements.
  public Outcome parse(String sql) {
    Optional<Rejected> unfit = unfit(sql);
    return unfit.isPresent() ? unfit.get() : with(engine -> engine.parse(sql, utf8(sql)));
  }

  /// Parses the PL/pgSQL bodies of whole `CREATE FUNCTION`, `CREATE PROCEDURE` and `DO` statements.
  /// The parser tells no position for what it refuses inside a body.
  public Outcome parsePlpgsql(String sql) {
    Optional<Rejected> unfit = unfit(sql);
    if (unfit.isPresent()) {
      return unfit.get();
    }
    return with(
        engine -> {
          byte[] answer = engine.textual("H", utf8(sql));
          return answer.length > 0 && answer[0] == '{' ? new Parsed(answer) : refusal(answer);
        });
  }

  /// Takes the fingerprint of one or more statements.
  public Fingerprinted fingerprint(String sql) {
    return switch (parse(sql)) {
      case Rejected rejected -> rejected;
      case Parsed parsed -> with(engine -> new Fingerprint(text(engine.textual("I", utf8(sql)))));
    };
  }

  /// Replaces the constants of one or more statements.
  public Normalized normalize(String sql) {
    return switch (parse(sql)) {
      case Rejected rejected -> rejected;
      case Parsed parsed ->
          with(engine -> new NormalizedText(text(engine.textual("J", utf8(sql)))));
    };
  }

  private static Rejected refusal(byte[] message) {
    return new Rejected(
        new SyntaxError(SyntaxError.Kind.SYNTAX, text(message), SyntaxError.UNKNOWN));
  }

  private static byte[] utf8(String sql) {
    return sql.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] utf8) {
    return new String(utf8, StandardCharsets.UTF_8);
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
        engine = new Engine(module);
      }
      T answer = use.apply(engine);
      idle.add(engine);
      return answer;
    } finally {
      permits.release();
    }
  }

  private static final class Postgres18 {
    static final Grammar INSTANCE = new Grammar(Engine.module());
  }
}
