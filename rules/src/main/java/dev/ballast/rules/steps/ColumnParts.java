package dev.ballast.rules.steps;

import dev.ballast.effect.schema.KnownConstraint;
import dev.ballast.effect.schema.KnownIndex;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.effect.schema.KnownView;
import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.lint.Scene;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.Demand;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What hangs on a column, and how a second column gets it: keys, constraints, indexes, the foreign
/// keys that point at it.
///
/// @param before while both columns are there
/// @param dropped in the transaction of the swap, before it
/// @param added in that transaction, after it
/// @param afterwards each in a transaction of its own
record ColumnParts(
    List<String> before, List<String> dropped, List<String> added, List<String> afterwards) {
  /// The major from which a foreign key of a partitioned table can be NOT VALID.
  private static final int NOT_VALID_ON_PARTITIONED = 18;

  /// Of what is known.
  static ColumnParts of(Scene scene, QualifiedName table, String column) {
    ColumnParts parts =
        new ColumnParts(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    Optional<KnownTable> known = scene.schema().table(table).filter(KnownTable::whole);
    known.ifPresent(each -> new Collection(scene, each, table, column, parts).collect());
    return parts;
  }

  /// For one table and one thread.
  private record Collection(
      Scene scene, KnownTable known, QualifiedName table, String column, ColumnParts parts) {
    void collect() {
      pointing();
      for (KnownConstraint constraint : known.constraints()) {
        if (constraint.columns().contains(column)) {
          constraint(constraint);
        }
      }
      for (KnownIndex index : schema().indexesOf(table)) {
        if (index.ofConstraint().isEmpty()
            && (index.columns().contains(column) || index.others().contains(column))) {
          index(index);
        }
      }
      for (KnownView view : schema().viewsReading(table)) {
        if (view.readsColumn(table, column)) {
          parts.added.add("-- make " + view.name() + " again here, or it still reads " + former());
        }
      }
    }

    private void constraint(KnownConstraint constraint) {
      String name = constraint.name();
      switch (constraint.kind()) {
        case PRIMARY_KEY, UNIQUE -> key(constraint);
        case FOREIGN_KEY -> foreignKey(constraint);
        case CHECK -> {
          parts.before.add(
              "ALTER TABLE %s ADD CONSTRAINT %s CHECK (<the condition for the new column>) NOT VALID"
                  .formatted(table, next(name)));
          parts.before.add("ALTER TABLE %s VALIDATE CONSTRAINT %s".formatted(table, next(name)));
          exchanged(name);
        }
        case EXCLUSION -> parts.before.add(remark("the constraint " + QualifiedName.of(name)));
        case NOT_NULL, NULL, DEFAULT, IDENTITY, GENERATED -> {}
      }
    }

    private void key(KnownConstraint constraint) {
      if (!(constraint.definition().demand() instanceof Demand.Key key)
          || known.partitioned()
          || key.withoutOverlaps()
          || key.index().includes().contains(column)) {
        parts.before.add(remark("the key " + QualifiedName.of(constraint.name())));
        return;
      }
      QualifiedName name = QualifiedName.of(constraint.name());
      List<String> steps =
          SafeKey.of(constraint.definition(), key, onNext(constraint.columns()))
              .steps(schema(), table, name);
      parts.before.addAll(steps.subList(0, steps.size() - 1));
      parts.dropped.add("ALTER TABLE %s DROP CONSTRAINT %s".formatted(table, name));
      parts.added.addFirst(steps.getLast());
    }

    private void foreignKey(KnownConstraint constraint) {
      Constraint definition = constraint.definition();
      if (!constraint.validated()
          || !constraint.enforced()
          || known.partitioned()
          || definition.reference().filter(each -> each.setColumns().isEmpty()).isEmpty()) {
        parts.before.add(remark("the foreign key " + QualifiedName.of(constraint.name())));
        return;
      }
      parts.before.addAll(
          SafeSteps.foreignKey(
              scene,
              table,
              next(constraint.name()),
              Deparser.foreignKey(definition, onNext(constraint.columns()))));
      exchanged(constraint.name());
    }

    private void exchanged(String name) {
      QualifiedName quoted = QualifiedName.of(name);
      parts.dropped.add("ALTER TABLE %s DROP CONSTRAINT %s".formatted(table, quoted));
      parts.added.add(
          "ALTER TABLE %s RENAME CONSTRAINT %s TO %s".formatted(table, next(name), quoted));
    }

    private void index(KnownIndex index) {
      QualifiedName name = new QualifiedName(table.schema(), index.name().name());
      if (!index.plain() || index.partial() || known.partitioned()) {
        parts.before.add(remark("the index " + name));
        return;
      }
      String built = index.name().name() + "_next";
      parts.before.add("-- outside a transaction:");
      parts.before.add(
          "CREATE %sINDEX CONCURRENTLY %s ON %s USING %s %s"
              .formatted(
                  index.unique() ? "UNIQUE " : "",
                  QualifiedName.of(built),
                  table,
                  index.method(),
                  Deparser.columns(onNext(index.columns()))));
      parts.afterwards.add("-- outside a transaction:");
      parts.afterwards.add("DROP INDEX CONCURRENTLY " + name);
      parts.afterwards.add(
          "ALTER INDEX %s RENAME TO %s"
              .formatted(new QualifiedName(table.schema(), built), QualifiedName.of(name.name())));
    }

    /// The key that they need goes, and another comes.
    private void pointing() {
      for (KnownTable other : schema().referencing(table)) {
        for (KnownConstraint constraint : other.constraints()) {
          if (constraint.references().filter(table::mayBe).isPresent()
              && targets(constraint).contains(column)) {
            pointing(other, constraint);
          }
        }
      }
    }

    private void pointing(KnownTable other, KnownConstraint constraint) {
      String alter = "ALTER TABLE " + other.name() + " ";
      QualifiedName name = QualifiedName.of(constraint.name());
      boolean whole = other.partitioned() && scene.major() < NOT_VALID_ON_PARTITIONED;
      parts.dropped.add(alter + "DROP CONSTRAINT " + name);
      parts.added.add(
          alter
              + "ADD CONSTRAINT "
              + name
              + " "
              + Deparser.foreignKey(constraint.definition(), constraint.columns())
              + (whole ? "" : " NOT VALID"));
      if (!whole) {
        parts.afterwards.add(
            "-- in a transaction of its own, it blocks neither readers nor writers:");
        parts.afterwards.add(alter + "VALIDATE CONSTRAINT " + name);
      }
    }

    private List<String> targets(KnownConstraint constraint) {
      return constraint
          .definition()
          .reference()
          .map(reference -> reference.columns())
          .filter(columns -> !columns.isEmpty())
          .orElseGet(
              () ->
                  known.constraints().stream()
                      .filter(each -> each.kind() == Constraint.Kind.PRIMARY_KEY)
                      .flatMap(each -> each.columns().stream())
                      .toList());
    }

    private String remark(String what) {
      return "-- give " + QualifiedName.of(column + "_next") + " what " + what + " is for";
    }

    private String former() {
      return QualifiedName.of(column + "_former").toString();
    }

    private static QualifiedName next(String name) {
      return QualifiedName.of(name + "_next");
    }

    private List<String> onNext(List<String> columns) {
      return columns.stream().map(each -> each.equals(column) ? column + "_next" : each).toList();
    }

    private KnownSchema schema() {
      return scene.schema();
    }
  }
}
