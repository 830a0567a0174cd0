package dev.ballast.rules.lint;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.script.Span;

/// A part of a script that could not be analysed. Nothing is claimed of it, and it is counted in
/// every output.
///
/// @param at where in the script the reason points: the error's place, or the part's start
public record UnanalysedPart(Span span, int at, Kind kind, String reason) {
  /// What follows from it for the script.
  public enum Kind {
    /// PostgreSQL refuses the statement too.
    REFUSED,
    /// What the script does there is not known.
    UNKNOWN,
    /// What a routine does that the script defines and does not run is not known.
    NOT_RUN
  }

  public UnanalysedPart {
    requireNonNull(span, "span is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(reason, "reason is null");
  }

  /// A text that the parser refuses, and PostgreSQL too unless a tool fills a place in it first.
  ///
  /// @param text what was parsed
  static UnanalysedPart refused(Span span, int at, String text, String reason) {
    return Template.in(text)
        .map(mark -> new UnanalysedPart(span, at, Kind.UNKNOWN, Template.reason(mark)))
        .orElseGet(() -> new UnanalysedPart(span, at, Kind.REFUSED, reason));
  }

  public boolean syntaxError() {
    return kind == Kind.REFUSED;
  }
}
