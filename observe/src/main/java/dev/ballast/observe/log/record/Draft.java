package dev.ballast.observe.log.record;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A record while its parts are read. For one thread.
final class Draft {
  Optional<Instant> at = Optional.empty();
  Level level = Level.UNKNOWN;
  boolean cut;
  private @Nullable String sqlState;
  private @Nullable String user;
  private @Nullable String database;
  private @Nullable String application;
  private @Nullable String client;
  private @Nullable String backendType;
  private OptionalLong pid = OptionalLong.empty();
  private final String[] texts = new String[Part.values().length];

  /// The texts of a message.
  enum Part {
    MESSAGE(0),
    DETAIL(1),
    HINT(2),
    CONTEXT(3),
    STATEMENT(4),
    /// Where in the server's source, and queries of functions: not kept.
    OTHER(5);

    private final int index;

    Part(int index) {
      this.index = index;
    }
  }

  /// `00000` is that of no error; jsonlog leaves it out.
  void sqlState(String state) {
    sqlState = state.equals("00000") ? null : state;
  }

  boolean hasSqlState() {
    return sqlState != null;
  }

  void user(String name) {
    user = name;
  }

  void database(String name) {
    database = name;
  }

  void application(String name) {
    application = name;
  }

  /// `10.0.0.7:5432` or `10.0.0.7(5432)` without the port.
  void client(String host) {
    client = host;
  }

  void backendType(String type) {
    backendType = type;
  }

  void pid(String number) {
    try {
      pid = OptionalLong.of(Long.parseLong(number));
    } catch (NumberFormatException e) {
      pid = OptionalLong.empty();
    }
  }

  void text(Part part, String text) {
    texts[part.index] = text;
  }

  LogRecord record() {
    return new LogRecord(
        at,
        level,
        known(sqlState),
        new LogSession(
            pid,
            known(user),
            known(database),
            known(application),
            known(client),
            known(backendType)),
        new LogTexts(
            Optional.ofNullable(texts[0]).orElse(""),
            known(texts[1]),
            known(texts[2]),
            known(texts[3]),
            known(texts[4])),
        cut);
  }

  /// A prefix has `[unknown]` where a session has no such thing yet.
  private static Optional<String> known(@Nullable String text) {
    return Optional.ofNullable(text).filter(t -> !t.isEmpty() && !t.equals("[unknown]"));
  }
}
