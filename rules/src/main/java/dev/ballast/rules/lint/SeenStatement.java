package dev.ballast.rules.lint;

import static java.util.Objects.requireNonNull;

import dev.ballast.effect.claim.Effects;
import dev.ballast.sql.script.Span;
import dev.ballast.sql.tree.Statement;
import java.util.List;

/// A statement of the script that the walk has passed.
///
/// @param transaction counts from 1; statements of one transaction share it
/// @param explicit the transaction was opened by the script's own BEGIN
/// @param inside of a DO block or a call, the statements that run with it, in the body's order;
///     only of a script that is judged
public record SeenStatement(
    Statement statement,
    Span span,
    Effects effects,
    int transaction,
    boolean explicit,
    List<SeenStatement> inside) {
  public SeenStatement {
    inside = List.copyOf(inside);
    requireNonNull(statement, "statement is null");
    requireNonNull(span, "span is null");
    requireNonNull(effects, "effects is null");
  }
}
