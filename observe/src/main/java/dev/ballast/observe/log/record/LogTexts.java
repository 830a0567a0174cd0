package dev.ballast.observe.log.record;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// The texts of a message as the server wrote them: they hold whatever a client sent.
///
/// @param statement the statement that a client had sent
public record LogTexts(
    String message,
    Optional<String> detail,
    Optional<String> hint,
    Optional<String> context,
    Optional<String> statement) {
  public LogTexts {
    requireNonNull(message, "message is null");
    requireNonNull(detail, "detail is null");
    requireNonNull(hint, "hint is null");
    requireNonNull(context, "context is null");
    requireNonNull(statement, "statement is null");
  }
}
