package dev.ballast.rules.lint;

import dev.ballast.effect.EffectModel;
import dev.ballast.effect.claim.Likelihood;
import dev.ballast.effect.schema.ChangingSchema;
import dev.ballast.effect.schema.KnownRoutine;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.rules.lint.Scene.Body;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.script.Span;
import dev.ballast.sql.tree.BodyPart;
import dev.ballast.sql.tree.BodyPart.DynamicSql;
import dev.ballast.sql.tree.BodyPart.Place;
import dev.ballast.sql.tree.BodyPart.Sql;
import dev.ballast.sql.tree.BodyText;
import dev.ballast.sql.tree.DataStatement.Select;
import dev.ballast.sql.tree.Expression.FunctionCall;
import dev.ballast.sql.tree.FromClause;
import dev.ballast.sql.tree.ParsedStatement;
import dev.ballast.sql.tree.ParsedStatement.Refused;
import dev.ballast.sql.tree.ParsedStatement.Understood;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Query;
import dev.ballast.sql.tree.RoutineBody;
import dev.ballast.sql.tree.RoutineStatement.Call;
import dev.ballast.sql.tree.RoutineStatement.CreateFunction;
import dev.ballast.sql.tree.RoutineStatement.Do;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.TargetEntry;
import dev.ballast.sql.tree.Walk;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/// Goes into what a statement carries: the body of a DO block, of a routine that is made, of a
/// known routine that is called. For one statement.
final class Bodies {
  private final Parser parser;
  private final Consumer<Scene> scenes;
  private final Consumer<UnanalysedPart> unanalysed;

  /// The routines that are being followed: one that calls itself is not followed again.
  private final Set<QualifiedName> following = new HashSet<>();

  /// Whether the routine that is followed is called at all.
  private Likelihood calling = Likelihood.CERTAIN;

  Bodies(Parser parser, Consumer<Scene> scenes, Consumer<UnanalysedPart> unanalysed) {
    this.parser = parser;
    this.scenes = scenes;
    this.unanalysed = unanalysed;
  }

  /// The statement that holds or calls a body, and the schema as the body's statements leave it.
  private record Around(Scene scene, ChangingSchema schema) {
    Around(Scene scene) {
      this(scene, ChangingSchema.from(scene.schema()));
    }
  }

  void walk(Scene outer) {
    if (outer.statement() instanceof Do block) {
      parser.body(outer.sql()).ifPresent(body -> walk(outer, body, block.body(), "DO block", true));
    } else if (outer.statement() instanceof CreateFunction made) {
      parser
          .body(outer.sql())
          .ifPresentOrElse(
              body -> walk(outer, body, made.body().orElseThrow(), described(made), false),
              () -> atomic(outer, made));
    } else {
      calls(outer);
    }
  }

  private static String described(CreateFunction made) {
    return (made.procedure() ? "procedure " : "function ") + made.name();
  }

  private void atomic(Scene outer, CreateFunction made) {
    Body body = new Body(described(made), false, false);
    Around around = new Around(outer);
    made.atomicBody()
        .forEach(statement -> show(around, statement, outer.span(), outer.sql(), body));
  }

  private void walk(
      Scene outer, RoutineBody body, BodyText text, String described, boolean runsNow) {
    SourceText source = outer.source();
    int start = source.charAt(outer.span().start(), Math.max(text.offset(), 0));
    switch (body) {
      case RoutineBody.Understood understood -> {
        Around around = new Around(outer);
        understood.parts().forEach(part -> part(around, part, start, described, runsNow));
      }
      case RoutineBody.Refused refused ->
          unanalysed.accept(
              UnanalysedPart.refused(
                  outer.span(),
                  source.charAt(start, Math.max(refused.error().bytePosition(), 0)),
                  text.text(),
                  "the body of the " + described + ": " + refused.error().message()));
      case RoutineBody.OtherLanguage other ->
          unanalysed.accept(
              new UnanalysedPart(
                  outer.span(),
                  start,
                  unknown(runsNow),
                  "the body of the "
                      + described
                      + " is in "
                      + other.language()
                      + ", which PostgreSQL's parser does not read"));
    }
  }

  private void part(Around around, BodyPart part, int start, String described, boolean runsNow) {
    Body body = new Body(described, runsNow, conditional(part.place()));
    switch (part) {
      case Sql sql ->
          embedded(
              around, sql.parsed(), sql.text(), PlacedPart.span(around.scene(), sql, start), body);
      case DynamicSql dynamic ->
          dynamic(around, dynamic, PlacedPart.span(around.scene(), dynamic, start), body);
      case BodyPart.OtherPart other ->
          unanalysed.accept(
              new UnanalysedPart(
                  around.scene().span(),
                  around.scene().span().start(),
                  unknown(runsNow),
                  "the " + described + " holds a " + other.node() + ", which is not known here"));
      case BodyPart.Evaluation _, BodyPart.TransactionEnd _ -> {}
    }
  }

  private void dynamic(Around around, DynamicSql dynamic, Span span, Body body) {
    List<RunTimeStatement> outline = RunTimeStatement.of(dynamic);
    boolean harmless =
        !outline.isEmpty() && outline.stream().allMatch(RunTimeStatement::isHarmless);
    if (!outline.isEmpty() && body.runsNow()) {
      Body anyNumber = new Body(body.described(), true, true);
      // What it makes has no name that the statements after it could mean.
      Around aside = new Around(around.scene(), ChangingSchema.from(around.schema().known()));
      outline.forEach(each -> show(aside, each.statement(), span, each.text(), anyNumber));
    } else if (dynamic.literal().isEmpty() && !harmless) {
      unanalysed.accept(
          new UnanalysedPart(
              span,
              span.start(),
              unknown(body.runsNow()),
              "the statement is put together when the "
                  + body.described()
                  + " runs: "
                  + dynamic.text()));
    }
    for (Sql statement : dynamic.statements()) {
      if (statement.parsed() instanceof Refused(var error) && !body.runsNow()) {
        // PostgreSQL reads it when the routine runs.
        unanalysed.accept(
            new UnanalysedPart(
                span,
                span.start(),
                UnanalysedPart.Kind.NOT_RUN,
                body.described() + ": " + error.message()));
      } else {
        embedded(around, statement.parsed(), statement.text(), span, body);
      }
    }
  }

  private static UnanalysedPart.Kind unknown(boolean runsNow) {
    return runsNow ? UnanalysedPart.Kind.UNKNOWN : UnanalysedPart.Kind.NOT_RUN;
  }

  private void embedded(Around around, ParsedStatement parsed, String text, Span span, Body body) {
    switch (parsed) {
      case Understood(Statement statement) -> show(around, statement, span, text, body);
      case Refused(var error) ->
          unanalysed.accept(
              UnanalysedPart.refused(
                  span, span.start(), text, body.described() + ": " + error.message()));
    }
  }

  private void show(Around around, Statement statement, Span span, String text, Body body) {
    Scene outer = around.scene();
    KnownSchema known = around.schema().known();
    Scene inner =
        new Scene(
            statement,
            span,
            text,
            known,
            EffectModel.of(statement, known, outer.moment(), outer.major())
                .weakened(body.conditional() ? Likelihood.SOMETIMES : Likelihood.CERTAIN)
                .weakened(calling),
            outer.script(),
            Optional.of(body),
            Walk.of(statement));
    scenes.accept(inner);
    if (body.runsNow()) {
      calls(inner);
    }
    around.schema().apply(statement, outer.moment());
  }

  /// The bodies of known routines that a statement calls. What is found there is reported for the
  /// call.
  private void calls(Scene outer) {
    for (FunctionCall call : called(outer.statement())) {
      List<KnownRoutine> overloads = outer.schema().routines(call.name());
      if (overloads.size() != 1 || !following.add(KnownSchema.key(call.name()))) {
        continue;
      }
      CreateFunction routine = overloads.getFirst().definition();
      if (routine.body().isPresent()
          && Parser.postgres18().body(routine) instanceof RoutineBody.Understood understood) {
        Around around = new Around(outer);
        String described = described(routine) + ", which is called here";
        Likelihood before = calling;
        calling = isOnce(outer.statement()) ? before : Likelihood.PER_ROW;
        understood.parts().forEach(part -> called(around, part, described));
        calling = before;
      }
      following.remove(KnownSchema.key(call.name()));
    }
  }

  /// The calls that a script writes to run a routine: CALL, and a select list.
  private static List<FunctionCall> called(Statement statement) {
    if (statement instanceof Call call) {
      return List.of(call.call());
    }
    if (statement instanceof Select(Query query)) {
      return query.targets().stream()
          .map(TargetEntry::value)
          .filter(FunctionCall.class::isInstance)
          .map(FunctionCall.class::cast)
          .toList();
    }
    return List.of();
  }

  /// A query without FROM and WHERE makes its calls exactly once.
  private static boolean isOnce(Statement statement) {
    return !(statement instanceof Select(Query query))
        || (query.from().equals(FromClause.NONE) && query.where().isEmpty());
  }

  private void called(Around around, BodyPart part, String described) {
    Body body = new Body(described, true, conditional(part.place()));
    switch (part) {
      case Sql sql -> embedded(around, sql.parsed(), sql.text(), around.scene().span(), body);
      case DynamicSql dynamic -> dynamic(around, dynamic, around.scene().span(), body);
      case BodyPart.Evaluation _, BodyPart.TransactionEnd _, BodyPart.OtherPart _ -> {}
    }
  }

  private static boolean conditional(Place place) {
    return place.conditional() || place.looped() || place.guarded() || place.handler();
  }
}
