package dev.ballast.rules.lint;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.script.Span;
import java.util.Optional;

/// A part of a script that could not be analysed. Nothing is claimed of it, and it is counted in
/// every output.
///
/// @param at where in the script the reason points: the error's place, or the part's start
/// @param advice what to do about it, a sentence; empty where that follows from the kind
public record UnanalysedPart(Span span, int at, Kind kind, String reason, Optional<String> advice) {
  /// What there is no other advice for than for all of its kind.
  public UnanalysedPart(Span span, int at, Kind kind, String reason) {
    this(span, at, kind, reason, Optional.empty());
  }

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
    requireNonNull(advice, "advice is null");
  }

  /// A text that the parser refuses, and PostgreSQL too unless a tool fills a place in it first.
  ///
  /// @param text what was parsed
  static UnanalysedPart refused(Span span, int at, String text, String reason) {
    return Template.in(text)
        .map(mark -> unfilled(span, at, mark))
        .orElseGet(() -> new UnanalysedPart(span, at, Kind.REFUSED, reason));
  }

  /// A text with a place that psql or a tool fills first.
  ///
  /// @param mark how the place is written
  static UnanalysedPart unfilled(Span span, int at, String mark) {
    return new UnanalysedPart(
        span, at, Kind.UNKNOWN, Template.reason(mark), Optional.of(Template.ADVICE));
  }

  public boolean syntaxError() {
    return kind == Kind.REFUSED;
  }
}
