package dev.ballast.cli.frame;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;

/// A fault as it is told: PostgreSQL's primary, detail and hint on lines of their own, or one line
/// of JSON.
///
/// @param blame `user`, `target`, `environment` or `bug`
/// @param exit the process exit status that goes with it
record ErrorMessage(
    String code,
    String blame,
    int exit,
    String message,
    Optional<String> detail,
    Optional<String> hint) {

  /// The JSON form's outer object.
  private record Envelope(String schema, ErrorMessage error) {}

  static ErrorMessage of(Fault fault) {
    return new ErrorMessage(
        fault.code().id(),
        fault.code().blame().name().toLowerCase(Locale.ROOT),
        fault.code().exit().status(),
        fault.getMessage(),
        fault.detail(),
        fault.hint());
  }

  String text(Style style) {
    StringBuilder text = new StringBuilder();
    text.append(style.red(style.bold("error:")));
    text.append(" ").append(message).append(" (").append(code).append(")\n");
    detail.ifPresent(it -> text.append(style.bold("detail:")).append(" ").append(it).append('\n'));
    hint.ifPresent(it -> text.append(style.bold("hint:")).append(" ").append(it).append('\n'));
    return text.toString();
  }

  String json() {
    return new String(Json.write(new Envelope("error/1", this)), StandardCharsets.UTF_8) + "\n";
  }
}
