package dev.ballast.rules.steps;

import dev.ballast.effect.schema.KnownTable;
import dev.ballast.rules.lint.Scene;
import dev.ballast.sql.tree.PartitionBound;
import dev.ballast.sql.tree.PartitionOf;
import dev.ballast.sql.tree.Persistence;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// How a partition comes in without its rows, or those of the DEFAULT partition, being read under a
/// lock: a CHECK that is validated beforehand tells PostgreSQL that it need not look.
public final class AttachPlan {
  /// What a partition gets of its parent when it is made as one. Keys and indexes come with ATTACH,
  /// which also gives it the identity where there is one.
  private static final String COPIED =
      "INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING GENERATED INCLUDING STORAGE"
          + " INCLUDING COMPRESSION";

  private final Scene scene;
  private final QualifiedName parent;
  private final QualifiedName partition;
  private final PartitionBound bound;
  private final List<String> steps = new ArrayList<>();
  private final List<String> cleaning = new ArrayList<>();

  private AttachPlan(
      Scene scene, QualifiedName parent, QualifiedName partition, PartitionBound bound) {
    this.scene = scene;
    this.parent = parent;
    this.partition = partition;
    this.bound = bound;
  }

  /// For a table that is there and holds rows.
  public static List<String> ofExisting(
      Scene scene, QualifiedName parent, QualifiedName partition, PartitionBound bound) {
    AttachPlan plan = new AttachPlan(scene, parent, partition, bound);
    plan.proven(partition, "_bounds", plan.condition().flatMap(PartitionCondition::within));
    return plan.attached();
  }

  /// For a partition that is made, with what `PARTITION OF` would give it; nothing where the
  /// statement says more about its columns, which a copy cannot.
  public static List<String> ofNew(Scene scene, CreateTable create, PartitionOf of) {
    if (!create.columns().isEmpty() || !create.constraints().isEmpty()) {
      return List.of();
    }
    AttachPlan plan = new AttachPlan(scene, of.parent(), create.name(), of.bound());
    String behind = PartitionCondition.behind(scene);
    plan.steps.add(
        "CREATE %sTABLE %s (LIKE %s %s)%s"
            .formatted(
                create.persistence() == Persistence.UNLOGGED ? "UNLOGGED " : "",
                create.name(),
                of.parent(),
                COPIED,
                behind.isEmpty() ? "" : " " + behind));
    return plan.attached();
  }

  private Optional<PartitionCondition> condition() {
    return PartitionCondition.of(scene, parent, bound);
  }

  private List<String> attached() {
    Optional<QualifiedName> rest = scene.schema().defaultPartition(parent).map(KnownTable::name);
    if (!(bound instanceof PartitionBound.Default)) {
      rest.filter(name -> !scene.isFresh(name))
          .ifPresent(
              name ->
                  proven(
                      name,
                      "_without_" + partition.name(),
                      condition().flatMap(PartitionCondition::outside)));
    }
    steps.add(
        "ALTER TABLE "
            + parent
            + " ATTACH PARTITION "
            + partition
            + " "
            + PartitionCondition.clause(scene));
    steps.addAll(cleaning);
    return steps;
  }

  private void proven(QualifiedName table, String suffix, Optional<String> condition) {
    QualifiedName name = QualifiedName.of(table.name() + suffix);
    if (condition.isEmpty()) {
      steps.add("-- a CHECK on " + table + " that says the same as the bounds, NOT VALID and");
      steps.add("-- then validated");
      return;
    }
    steps.add(
        "ALTER TABLE %s ADD CONSTRAINT %s CHECK (%s) NOT VALID"
            .formatted(table, name, condition.get()));
    steps.add("ALTER TABLE %s VALIDATE CONSTRAINT %s".formatted(table, name));
    cleaning.add("ALTER TABLE %s DROP CONSTRAINT %s".formatted(table, name));
  }
}
