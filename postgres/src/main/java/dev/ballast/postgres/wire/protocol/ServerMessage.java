package dev.ballast.postgres.wire.protocol;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/// An error, warning or notice of the server, as it said it.
///
/// @param severity not translated: `ERROR`, `FATAL`, `PANIC`, `WARNING`, `NOTICE`, ...
/// @param sqlState five characters, as in PostgreSQL's appendix A
/// @param message in the server's `lc_messages`
/// @param fromSource whether it names a file of PostgreSQL's source, as every message does that a
/// server sends and none that a pooler makes up: see [ConnectionRefusal#poolerAnswers]
public record ServerMessage(
    String severity,
    String sqlState,
    String message,
    Optional<String> detail,
    Optional<String> hint,
    boolean fromSource) {

  public ServerMessage {
    requireNonNull(severity, "severity is null");
    requireNonNull(sqlState, "sqlState is null");
    requireNonNull(message, "message is null");
    requireNonNull(detail, "detail is null");
    requireNonNull(hint, "hint is null");
  }

  /// Reads the body of an ErrorResponse or NoticeResponse.
  public static ServerMessage parse(Payload payload) {
    String severity = "";
    String localSeverity = "ERROR";
    String sqlState = "XX000";
    String message = "(no message)";
    Optional<String> detail = Optional.empty();
    Optional<String> hint = Optional.empty();
    boolean fromSource = false;
    for (byte field = payload.int8(); field != 0; field = payload.int8()) {
      String value = payload.cstring();
      switch (field) {
        case 'V' -> severity = value;
        case 'S' -> localSeverity = value;
        case 'C' -> sqlState = value;
        case 'M' -> message = value;
        case 'D' -> detail = Optional.of(value);
        case 'H' -> hint = Optional.of(value);
        case 'F' -> fromSource = true;
        default -> {} // position, source line and the like: of no use to who reads our messages
      }
    }
    return new ServerMessage(
        severity.isEmpty() ? localSeverity : severity, sqlState, message, detail, hint, fromSource);
  }

  /// Whether the server ends the session after this message.
  public boolean endsSession() {
    return severity.equals("FATAL") || severity.equals("PANIC");
  }

  @Override
  public String toString() {
    return severity + " " + sqlState + ": " + message + detail.map(d -> " (" + d + ")").orElse("");
  }
}
