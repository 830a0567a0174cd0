package dev.ballast.rules.lint;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.script.Span;

/// A part of a script that could not be analysed. Nothing is claimed of it, and it is counted in
/// every output.
///
/// @param syntaxError true where PostgreSQL would refuse it too
/// @param at where in the script the reason points: the error's place, or the part's start
public record UnanalysedPart(Span span, int at, boolean syntaxError, String reason) {
  public UnanalysedPart {
    requireNonNull(span, "span is null");
    requireNonNull(reason, "reason is null");
  }
}
