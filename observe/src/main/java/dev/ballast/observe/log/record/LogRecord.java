package dev.ballast.observe.log.record;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/// One message of a server's log.
///
/// @param at when, if the log says so in a zone that is known
/// @param sqlState if the log says so
/// @param cut whether it was longer than what is kept of one message
public record LogRecord(
    Optional<Instant> at,
    Level level,
    Optional<String> sqlState,
    LogSession session,
    LogTexts texts,
    boolean cut) {
  public LogRecord {
    requireNonNull(at, "at is null");
    requireNonNull(level, "level is null");
    requireNonNull(sqlState, "sqlState is null");
    requireNonNull(session, "session is null");
    requireNonNull(texts, "texts is null");
  }
}
