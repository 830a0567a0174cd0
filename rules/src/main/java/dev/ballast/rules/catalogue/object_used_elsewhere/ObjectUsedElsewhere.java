package dev.ballast.rules.catalogue.object_used_elsewhere;

import dev.ballast.effect.schema.KnownConstraint;
import dev.ballast.effect.schema.KnownIndex;
import dev.ballast.evidence.Severity;
import dev.ballast.rules.dependents.Dependent;
import dev.ballast.rules.dependents.ObjectDependents;
import dev.ballast.rules.lint.ActionOnTable;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Refusal;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.ConstraintAction.DropConstraint;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.ObjectStatement.Drop;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// DROP without CASCADE of what something known depends on: `performMultipleDeletions` in
/// `src/backend/catalog/dependency.c` refuses it.
@NullMarked
public final class ObjectUsedElsewhere implements Rule {
  private static final String DEPENDED_ON = "2BP01";

  @Override
  public String id() {
    return "object-used-elsewhere";
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (scene.statement() instanceof Drop drop) {
      if (!drop.cascade()) {
        dropped(scene, drop, judgement);
      }
      return;
    }
    for (var each : ActionOnTable.any(scene, DropConstraint.class)) {
      if (!each.action().cascade()) {
        String name = "the constraint " + Phrases.quoted(each.action().name());
        List<Dependent> keys =
            ObjectDependents.ofConstraint(scene.schema(), each.table(), each.action().name())
                .stream()
                .filter(key -> !isGone(scene, each, key))
                .toList();
        report(scene, judgement, name + " of " + each.table(), keys);
      }
    }
  }

  private static boolean isGone(Scene scene, ActionOnTable<DropConstraint> dropped, Dependent key) {
    return scene.statement() instanceof AlterTable alter
        && key.on().mayBe(alter.name())
        && alter.actions().stream()
            .takeWhile(action -> !action.equals(dropped.action()))
            .anyMatch(
                action ->
                    action instanceof DropConstraint other
                        && other.name().equals(key.name().name()));
  }

  private static void dropped(Scene scene, Drop drop, Judgement judgement) {
    for (ObjectName object : drop.objects()) {
      if (drop.kind() == ObjectKind.INDEX) {
        ofConstraint(scene, object.name(), judgement);
        continue;
      }
      List<Dependent> dependents =
          ObjectDependents.of(scene.schema(), scene.major(), drop.kind(), object).stream()
              .filter(each -> !isNamed(drop, each))
              .toList();
      report(scene, judgement, object.name().toString(), dependents);
    }
  }

  /// The statement drops it too, or the table that it is a part of.
  private static boolean isNamed(Drop drop, Dependent dependent) {
    boolean sameKind =
        switch (dependent.kind()) {
          case ROUTINE -> drop.kind().isRoutine();
          case DOMAIN -> drop.kind() == ObjectKind.TYPE || drop.kind() == ObjectKind.DOMAIN;
          case VIEW, MATERIALIZED_VIEW, TABLE, COLUMN, GENERATED_COLUMN, DEFAULT, INDEX ->
              isRelation(drop.kind());
          case CONSTRAINT, FOREIGN_KEY, POLICY, RULE, TRIGGER, PUBLICATION ->
              isRelation(drop.kind());
        };
    return sameKind
        && drop.objects().stream().anyMatch(object -> object.name().mayBe(dependent.on()));
  }

  private static boolean isRelation(ObjectKind kind) {
    return kind == ObjectKind.TABLE
        || kind == ObjectKind.FOREIGN_TABLE
        || kind == ObjectKind.VIEW
        || kind == ObjectKind.MATERIALIZED_VIEW;
  }

  /// The index of a constraint is dropped with the constraint only.
  private static void ofConstraint(Scene scene, QualifiedName name, Judgement judgement) {
    Optional<KnownIndex> index = scene.schema().index(name);
    Optional<KnownConstraint> constraint =
        index.flatMap(
            known ->
                scene
                    .schema()
                    .table(known.table())
                    .flatMap(table -> known.ofConstraint().flatMap(table::constraint)));
    if (index.isPresent() && constraint.isPresent()) {
      report(
          scene,
          judgement,
          "the index " + name,
          List.of(
              new Dependent(
                  Dependent.Kind.CONSTRAINT,
                  QualifiedName.of(constraint.get().name()),
                  index.get().table(),
                  Dependent.Hold.DROP,
                  true)));
    }
  }

  private static void report(
      Scene scene, Judgement judgement, String what, List<Dependent> dependents) {
    List<Dependent> certain = dependents.stream().filter(Dependent::certain).toList();
    if (!certain.isEmpty()) {
      draft(
              scene,
              judgement,
              certain,
              "PostgreSQL refuses to drop %s (SQLSTATE 2BP01), because %s needs it."
                  .formatted(what, named(certain)))
          .refused(scene, DEPENDED_ON)
          .report();
    } else if (!dependents.isEmpty()) {
      draft(
              scene,
              judgement,
              dependents,
              ("PostgreSQL refuses to drop %s (SQLSTATE 2BP01) if %s needs it, which is known here by"
                      + " the name alone.")
                  .formatted(what, named(dependents)))
          .refused(new Refusal.Conditional(DEPENDED_ON, named(dependents) + " needs it"))
          .atMost(Severity.WARNING)
          .report();
    }
  }

  private static Judgement.Draft draft(
      Scene scene, Judgement judgement, List<Dependent> dependents, String what) {
    return judgement
        .hazard(scene, what)
        .about(
            dependents.stream()
                .map(Dependent::on)
                .filter(name -> scene.schema().table(name).isPresent())
                .toArray(QualifiedName[]::new))
        .safe(steps(scene, dependents))
        .advice(
            "Replace or drop what needs it first, each by its name, in the same transaction; CASCADE"
                + " drops whatever there is.");
  }

  /// An index goes with its constraint.
  private static String[] steps(Scene scene, List<Dependent> dependents) {
    boolean index = scene.statement() instanceof Drop drop && drop.kind() == ObjectKind.INDEX;
    return Stream.concat(
            ObjectDependents.drops(scene.schema(), scene.major(), dependents).stream(),
            index ? Stream.empty() : Stream.of(scene.sql()))
        .toArray(String[]::new);
  }

  private static String named(List<Dependent> dependents) {
    return dependents.stream()
        .map(Dependent::described)
        .distinct()
        .collect(Collectors.joining(", "));
  }
}
