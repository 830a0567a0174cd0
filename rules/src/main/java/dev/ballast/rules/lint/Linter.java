package dev.ballast.rules.lint;

import dev.ballast.effect.EffectModel;
import dev.ballast.effect.claim.Effects;
import dev.ballast.effect.schema.ChangingSchema;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.rules.lint.Refusal.Certain;
import dev.ballast.sql.script.ScriptPart;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.script.Span;
import dev.ballast.sql.tree.ParsedStatement.Refused;
import dev.ballast.sql.tree.ParsedStatement.Understood;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import dev.ballast.sql.tree.Walk;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Walks migrations in the order they run, keeps what they make of the schema, and shows each
/// statement of the judged ones to the rules that it concerns. For one thread; each check has a new
/// one.
public final class Linter {
  private final Catalogue catalogue;
  private final Audience audience;
  private final LintOptions options;
  private final Parser parser = Parser.postgres18();
  private final ChangingSchema schema;
  private final SeverityPolicy policy;
  private int scripts;

  /// @param schema what is known before the first migration
  public Linter(Catalogue catalogue, LintOptions options, KnownSchema schema) {
    this.catalogue = catalogue;
    this.audience = new Audience(catalogue);
    this.options = options;
    this.schema = ChangingSchema.from(schema);
    this.policy = new SeverityPolicy(options.severities());
  }

  public LintReport check(MigrationSet set) {
    List<Walked> ups = new ArrayList<>();
    List<Walked> downs = new ArrayList<>();
    for (Migration migration : set.migrations()) {
      Walked up = walk(migration, Optional.empty(), schema);
      if (migration.judged()) {
        ups.add(up);
        if (migration.down().isPresent()) {
          downs.add(walkBack(up));
        }
      }
    }
    for (Walked up : ups) {
      catalogue.rules().forEach(rule -> rule.afterAll(up.scene(), judgement(rule, up.hazards())));
    }
    return new LintReport(
        Stream.concat(ups.stream(), downs.stream()).map(Walked::report).toList(), set.problems());
  }

  /// A script that was walked, while hazards may still be added.
  private record Walked(ScriptScene scene, List<Hazard> hazards, List<UnanalysedPart> unanalysed) {
    ScriptReport report() {
      hazards.sort(Comparator.comparingInt(hazard -> hazard.span().start()));
      return new ScriptReport(
          scene.migration(),
          scene.script(),
          scene.wayBack().isPresent(),
          scene.seen(),
          hazards,
          unanalysed);
    }
  }

  /// A down script sees the schema that its own migration left behind; what it makes of it is not
  /// what later migrations see.
  private Walked walkBack(Walked up) {
    return walk(
        up.scene().migration(),
        Optional.of(WayBack.of(up.scene(), schema.known(), options.downScripts())),
        ChangingSchema.from(schema.known()));
  }

  private Walked walk(Migration migration, Optional<WayBack> wayBack, ChangingSchema known) {
    scripts++;
    ScriptScene scene = new ScriptScene(migration, known, options, scripts, wayBack);
    MigrationScript script = scene.script();
    List<Hazard> hazards = new ArrayList<>();
    List<UnanalysedPart> unanalysed = new ArrayList<>();
    for (ScriptPart part : script.script().parts()) {
      switch (part) {
        case ScriptPart.Sql sql -> statement(scene, sql, hazards, unanalysed);
        case ScriptPart.Meta meta when meta.touchesServer() -> unanalysed.add(metaCommand(meta));
        case ScriptPart.Meta _ -> {}
        case ScriptPart.Broken broken ->
            unanalysed.add(
                UnanalysedPart.refused(
                    broken.span(),
                    broken.at(),
                    script.script().source().text(broken.span()),
                    broken.reason()));
        case ScriptPart.CopyData _ -> {}
      }
    }
    if (migration.judged()) {
      catalogue.rules().forEach(rule -> rule.finish(scene, judgement(rule, hazards)));
    }
    return new Walked(scene, hazards, unanalysed);
  }

  private void statement(
      ScriptScene script,
      ScriptPart.Sql part,
      List<Hazard> hazards,
      List<UnanalysedPart> unanalysed) {
    SourceText source = script.source();
    Span span = part.span();
    String sql = script.text(part);
    if (!part.variables().isEmpty()) {
      unanalysed.add(
          new UnanalysedPart(
              span,
              part.variables().getFirst().span().start(),
              UnanalysedPart.Kind.UNKNOWN,
              Template.reason(source.text(part.variables().getFirst().span()))));
      return;
    }
    switch (parser.parse(sql)) {
      case Refused(var error) -> {
        int at =
            error.bytePosition() < 0
                ? span.start()
                : source.charAt(span.start(), error.bytePosition());
        unanalysed.add(UnanalysedPart.refused(span, at, sql, error.message()));
      }
      case Understood(Statement statement) -> {
        Effects effects =
            EffectModel.of(statement, script.schema(), script.moment(), options.major());
        List<SeenStatement> inside = new ArrayList<>();
        if (script.migration().judged()) {
          Scene scene =
              new Scene(
                  statement,
                  span,
                  sql,
                  script.schema(),
                  effects,
                  script,
                  Optional.empty(),
                  Walk.of(statement));
          show(scene, hazards);
          new Bodies(
                  parser,
                  inner -> {
                    show(inner, hazards);
                    if (inner.runsNow()) {
                      inside.add(seen(inner.statement(), inner.span(), inner.effects(), script));
                    }
                  },
                  unanalysed::add)
              .walk(scene);
        }
        script.passed(
            new SeenStatement(
                statement,
                span,
                effects,
                script.transaction(),
                script.inExplicitTransaction(),
                inside));
      }
    }
  }

  private static SeenStatement seen(
      Statement statement, Span span, Effects effects, ScriptScene script) {
    return new SeenStatement(
        statement, span, effects, script.transaction(), script.inExplicitTransaction(), List.of());
  }

  private void show(Scene scene, List<Hazard> hazards) {
    ActionForms forms = new ActionForms();
    int first = hazards.size();
    for (Rule rule : audience.of(scene.walk())) {
      rule.check(scene, new Judgement(rule, policy, hazards, forms));
    }
    forms.complete(scene, hazards);
    List<Hazard> own = hazards.subList(first, hazards.size());
    if (scene.statement() instanceof AlterTable alter) {
      AlterActions actions = new AlterActions(alter, scene.sql());
      own.replaceAll(
          hazard -> hazard.withSafe(actions.addressed(hazard.remedy().safe(), scene.schema())));
    }
    if (own.stream()
        .anyMatch(hazard -> hazard.refusal().filter(Certain.class::isInstance).isPresent())) {
      // Only what ends the refusal is an edit that helps.
      own.replaceAll(hazard -> hazard.refusal().isPresent() ? hazard : hazard.withoutFix());
    }
  }

  private Judgement judgement(Rule rule, List<Hazard> hazards) {
    return new Judgement(rule, policy, hazards, new ActionForms());
  }

  private static UnanalysedPart metaCommand(ScriptPart.Meta meta) {
    return new UnanalysedPart(
        meta.span(),
        meta.span().start(),
        UnanalysedPart.Kind.UNKNOWN,
        "\\" + meta.name() + " is a command of psql, not of the server; what it does is not seen");
  }
}
