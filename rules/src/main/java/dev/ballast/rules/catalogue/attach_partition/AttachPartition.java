package dev.ballast.rules.catalogue.attach_partition;

import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.evidence.Severity;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.steps.AttachPlan;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.Expression.ColumnReference;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableAction;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import dev.ballast.sql.tree.Walk;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/// ATTACH PARTITION that reads rows or builds indexes.
@NullMarked
public final class AttachPartition implements Rule {
  @Override
  public String id() {
    return "attach-partition";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(TableAction.AttachPartition.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof AlterTable alter)
        || alter.kind() == ObjectKind.INDEX
        || scene.isFresh(alter.name())) {
      return;
    }
    for (var action : alter.actions()) {
      if (action instanceof TableAction.AttachPartition attach && attach.bound().isPresent()) {
        attach(scene, alter.name(), attach, judgement);
      }
    }
  }

  private static void attach(
      Scene scene, QualifiedName parent, TableAction.AttachPartition attach, Judgement judgement) {
    List<QualifiedName> read =
        scene.effects().work(WorkEffect.Kind.SCAN).stream()
            .filter(work -> !work.relation().fresh())
            .filter(work -> work.likelihood().isCertain() || isUnchecked(scene, parent, work))
            .map(work -> work.relation().name())
            .distinct()
            .toList();
    if (read.isEmpty()) {
      return;
    }
    boolean sure =
        scene.effects().work(WorkEffect.Kind.SCAN).stream()
            .anyMatch(work -> work.likelihood().isCertain() && !work.relation().fresh());
    boolean builds =
        scene.effects().work(WorkEffect.Kind.INDEX_BUILD).stream()
            .anyMatch(work -> work.likelihood().isCertain());
    judgement
        .hazard(
            scene,
            "Every row of "
                + Phrases.list(read)
                + (sure ? "" : ", unless a validated CHECK says the same,")
                + " is read under ACCESS EXCLUSIVE, to see that every row is in the right partition"
                + (builds ? ", and the indexes that the parent has are built" : "")
                + ": no session can even SELECT from it.")
        .claims(scene.effects())
        .atMost(sure ? Severity.ERROR : Severity.WARNING)
        .about(read.toArray(QualifiedName[]::new))
        .safe(
            AttachPlan.ofExisting(scene, parent, attach.partition(), attach.bound().orElseThrow())
                .toArray(String[]::new))
        .advice(
            "Add the bounds as a CHECK, validate it in a transaction of its own, then attach"
                + (builds ? "; build missing indexes with CONCURRENTLY before." : "."))
        .report();
  }

  /// Whether no CHECK is known that speaks of the columns which decide on the partition.
  private static boolean isUnchecked(Scene scene, QualifiedName parent, WorkEffect work) {
    List<String> key = scene.schema().table(parent).map(KnownTable::partitionKey).orElse(List.of());
    Set<String> checked =
        scene.schema().table(work.relation().name()).stream()
            .flatMap(table -> table.constraints().stream())
            .filter(constraint -> constraint.kind() == Constraint.Kind.CHECK)
            .flatMap(constraint -> constraint.definition().expression().stream())
            .flatMap(expression -> Walk.of(expression).every(ColumnReference.class).stream())
            .map(ColumnReference::column)
            .collect(Collectors.toSet());
    return checked.isEmpty() || !checked.containsAll(key);
  }
}
