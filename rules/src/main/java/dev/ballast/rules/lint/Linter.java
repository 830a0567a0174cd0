package dev.ballast.rules.lint;

import dev.ballast.effect.EffectModel;
import dev.ballast.effect.claim.Effects;
import dev.ballast.effect.schema.ChangingSchema;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.rules.lint.Refusal.Certain;
import dev.ballast.rules.lint.ScriptScene.Passage;
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
import java.util.Set;
import java.util.stream.Collectors;
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
  ///
  /// @param script all of it
  private record Walked(
      MigrationScript script,
      ScriptScene scene,
      List<SeenStatement> seen,
      List<Hazard> hazards,
      List<UnanalysedPart> unanalysed) {
    ScriptReport report() {
      hazards.sort(Comparator.comparingInt(hazard -> hazard.span().start()));
      return new ScriptReport(
          scene.migration(), script, scene.wayBack().isPresent(), seen, hazards, unanalysed);
    }

    /// Takes over what another way through the script has and this one has not.
    void add(Walked other) {
      Branches branches = scene.branches();
      Set<Span> known = spans(seen.stream().map(SeenStatement::span));
      other.seen.stream().filter(each -> !known.contains(each.span())).forEach(seen::add);
      seen.sort(Comparator.comparingInt(each -> each.span().start()));
      Set<Span> told = spans(unanalysed.stream().map(UnanalysedPart::span));
      other.unanalysed.stream()
          .filter(each -> !told.contains(each.span()))
          .forEach(unanalysed::add);
      for (Hazard hazard : other.hazards) {
        boolean here =
            hazards.stream()
                .anyMatch(
                    each -> each.rule().equals(hazard.rule()) && each.span().equals(hazard.span()));
        if (!here) {
          hazards.add(
              branches.hold(hazard.span())
                  ? hazard
                  : hazard.withWhat(
                      hazard.what() + " That is where the first branch of \\if does not run."));
        }
      }
    }

    private static Set<Span> spans(Stream<Span> spans) {
      return spans.collect(Collectors.toSet());
    }
  }

  /// A down script sees the schema that its own migration left behind; what it makes of it is not
  /// what later migrations see.
  private Walked walkBack(Walked up) {
    WayBack wayBack = WayBack.of(up.scene(), up.seen(), schema.known(), options.downScripts());
    return walk(up.scene().migration(), Optional.of(wayBack), ChangingSchema.from(schema.known()));
  }

  /// Walks each way through a script from the same schema; later scripts see what the first way
  /// makes of it.
  private Walked walk(Migration migration, Optional<WayBack> wayBack, ChangingSchema known) {
    scripts++;
    MigrationScript script = wayBack.isPresent() ? migration.down().orElseThrow() : migration.up();
    Branches branches = Branches.of(script.script().parts());
    if (branches.ways().size() == 1) {
      return walk(new Passage(migration, script, branches, wayBack), known);
    }
    KnownSchema before = known.kept();
    List<Walked> walked = new ArrayList<>();
    KnownSchema after = before;
    for (List<ScriptPart> way : branches.ways()) {
      known.back(before);
      walked.add(walk(new Passage(migration, script.of(way), branches, wayBack), known));
      after = walked.size() == 1 ? known.kept() : after;
    }
    known.back(after);
    Walked first = walked.getFirst();
    walked.stream().skip(1).forEach(first::add);
    return new Walked(script, first.scene(), first.seen(), first.hazards(), first.unanalysed());
  }

  private Walked walk(Passage passage, ChangingSchema known) {
    ScriptScene scene = new ScriptScene(passage, known, options, scripts);
    MigrationScript script = scene.script();
    List<Hazard> hazards = new ArrayList<>();
    List<UnanalysedPart> unanalysed = new ArrayList<>();
    for (ScriptPart part : script.script().parts()) {
      switch (part) {
        case ScriptPart.Sql sql -> statement(scene, sql, hazards, unanalysed);
        case ScriptPart.Meta meta when meta.touchesServer() -> {
          unanalysed.add(PsqlMeaning.unanalysed(meta));
          if (PsqlMeaning.leavesTheDatabase(meta)) {
            scene.leaveDatabase();
          }
        }
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
    if (scene.migration().judged()) {
      catalogue.rules().forEach(rule -> rule.finish(scene, judgement(rule, hazards)));
    }
    return new Walked(script, scene, new ArrayList<>(scene.seen()), hazards, unanalysed);
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
          UnanalysedPart.unfilled(
              span,
              part.variables().getFirst().span().start(),
              source.text(part.variables().getFirst().span())));
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
}
