package dev.ballast.cli.frame;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.json.Json;
import dev.ballast.report.Style;
import dev.ballast.report.Visible;
import java.util.Locale;
import java.util.Optional;

/// A fault as it is reported: PostgreSQL's primary, detail and hint on lines of their own, or one
/// line of JSON.
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
    text.append(" ").append(Visible.line(message)).append(" (").append(code).append(")\n");
    detail.ifPresent(it -> part(text, style.bold("detail:"), it));
    hint.ifPresent(it -> part(text, style.bold("hint:"), it));
    return Style.ready(text.toString());
  }

  /// Further lines are set in, so that none of them passes for an error or a hint of its own.
  private static void part(StringBuilder text, String label, String content) {
    text.append(label)
        .append(' ')
        .append(Visible.block(content).replace("\n", "\n  "))
        .append('\n');
  }

  String json() {
    return Visible.json(Json.mapper().writeValueAsString(new Envelope("error/1", this))) + "\n";
  }
}
