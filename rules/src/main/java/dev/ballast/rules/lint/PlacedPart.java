package dev.ballast.rules.lint;

import static java.util.Objects.requireNonNull;

import dev.ballast.effect.schema.KnownRoutine;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.script.Span;
import dev.ballast.sql.tree.BodyPart;
import dev.ballast.sql.tree.BodyPart.DynamicSql;
import dev.ballast.sql.tree.BodyPart.Sql;
import dev.ballast.sql.tree.BodyText;
import dev.ballast.sql.tree.Expression.FunctionCall;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.RoutineBody;
import dev.ballast.sql.tree.RoutineStatement.CreateFunction;
import dev.ballast.sql.tree.RoutineStatement.Do;
import dev.ballast.sql.tree.Statement;
import java.util.List;
import java.util.Optional;

/// A part of a body and where it is in the script, for rules about bodies themselves. The
/// statements in bodies are shown to every rule as scenes of their own.
public record PlacedPart(BodyPart part, Span span) {
  public PlacedPart {
    requireNonNull(part, "part is null");
    requireNonNull(span, "span is null");
  }

  /// The parts of the DO block or routine that the scene's statement is; none of any other
  /// statement, and of a body that cannot be read.
  public static List<PlacedPart> in(Scene scene) {
    Optional<BodyText> text = body(scene.statement());
    if (text.isEmpty()) {
      return List.of();
    }
    SourceText source = scene.source();
    int start = source.charAt(scene.span().start(), Math.max(text.get().offset(), 0));
    return Parser.postgres18().body(scene.sql()).stream()
        .flatMap(body -> parts(body).stream())
        .map(part -> new PlacedPart(part, span(scene, part, start)))
        .toList();
  }

  /// The parts of a known routine that is called, all at the place of the call.
  public static List<PlacedPart> called(Scene scene, FunctionCall call) {
    List<KnownRoutine> overloads = scene.schema().routines(call.name());
    if (overloads.size() != 1 || overloads.getFirst().definition().body().isEmpty()) {
      return List.of();
    }
    return parts(Parser.postgres18().body(overloads.getFirst().definition())).stream()
        .map(part -> new PlacedPart(part, scene.span()))
        .toList();
  }

  private static Optional<BodyText> body(Statement statement) {
    if (statement instanceof Do block) {
      return Optional.of(block.body());
    }
    return statement instanceof CreateFunction made ? made.body() : Optional.empty();
  }

  private static List<BodyPart> parts(RoutineBody body) {
    return body instanceof RoutineBody.Understood understood ? understood.parts() : List.of();
  }

  /// Where a part is in the script; the whole outer statement where that is not known.
  ///
  /// @param bodyStart the `char` of the script at which the body's text begins
  static Span span(Scene outer, BodyPart part, int bodyStart) {
    SourceText source = outer.source();
    if (part.place().offset() < 0) {
      return part.place().line() < 1 || isElsewhere(outer)
          ? outer.span()
          : line(outer, source.text(), bodyStart, part.place().line());
    }
    int from = source.charAt(bodyStart, part.place().offset());
    int length =
        switch (part) {
          case Sql sql -> sql.text().length();
          case DynamicSql dynamic -> dynamic.text().length();
          case BodyPart.Evaluation _, BodyPart.TransactionEnd _, BodyPart.OtherPart _ -> 0;
        };
    return new Span(
        Math.min(from, outer.span().end()), Math.min(from + length, outer.span().end()));
  }

  /// True where the body's text is not that of the script: it holds escapes.
  private static boolean isElsewhere(Scene outer) {
    return body(outer.statement()).filter(body -> body.offset() >= 0).isEmpty();
  }

  /// A line of the body, without the white space around it.
  private static Span line(Scene outer, String text, int bodyStart, int number) {
    int from = bodyStart;
    for (int i = 1; i < number; i++) {
      from = text.indexOf('\n', from) + 1;
      if (from == 0 || from > outer.span().end()) {
        return outer.span();
      }
    }
    int end = text.indexOf('\n', from);
    end = Math.min(end < 0 ? text.length() : end, outer.span().end());
    while (from < end && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    return new Span(from, Math.max(from, end));
  }
}
