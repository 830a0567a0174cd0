package dev.ballast.rules.catalogue.foreign_key_refused;

import dev.ballast.effect.schema.KnownColumn;
import dev.ballast.effect.schema.KnownConstraint;
import dev.ballast.effect.schema.KnownIndex;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.rules.dependents.KeyTypes;
import dev.ballast.rules.dependents.NewForeignKey;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.ConstraintAction.AddConstraint;
import dev.ballast.sql.tree.Persistence;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Statement;
import dev.ballast.sql.tree.TableStatement.AlterTable;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import dev.ballast.sql.tree.TypeName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A foreign key to columns that no unique key of the other table holds, or of types that cannot be
/// compared: `transformFkeyCheckAttrs` and `ATAddForeignKeyConstraint` in
/// `src/backend/commands/tablecmds.c`.
@NullMarked
public final class ForeignKeyRefused implements Rule {
  private static final String INVALID_KEY = "42830";

  @Override
  public String id() {
    return "foreign-key-refused";
  }

  /// Why PostgreSQL does not make the key.
  private record Unfit(String sqlState, String reason, String advice) {}

  @Override
  public Subjects subjects() {
    return Subjects.of(Constraint.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (NewForeignKey key : NewForeignKey.of(scene.statement())) {
      Optional<KnownTable> target =
          scene
              .schema()
              .table(key.reference().table())
              .filter(known -> isSettled(scene, key, known));
      target
          .flatMap(known -> unfit(scene, key, known))
          .ifPresent(unfit -> report(scene, key, unfit, judgement));
    }
  }

  /// Its keys are known and not changed by the statement, and nothing else is refused first.
  private static boolean isSettled(Scene scene, NewForeignKey key, KnownTable target) {
    return target.whole()
        && target.partitionOf().isEmpty()
        && target.persistence() == Persistence.PERMANENT
        && !key.reference().period()
        && !target.name().mayBe(key.table())
        && !isThere(scene)
        && key.reference().columns().stream().allMatch(each -> target.column(each).isPresent())
        && key.columns().stream()
            .allMatch(each -> key.type(scene.statement(), scene.schema(), each).isPresent());
  }

  /// CREATE TABLE IF NOT EXISTS may do nothing; a temporary table is refused for another reason.
  private static boolean isThere(Scene scene) {
    Statement statement = scene.statement();
    return statement instanceof CreateTable create
        ? create.ifNotExists() || create.persistence() != Persistence.PERMANENT
        : statement instanceof AlterTable alter
            && scene
                .schema()
                .table(alter.name())
                .filter(known -> known.persistence() == Persistence.PERMANENT)
                .filter(known -> !hasOtherKey(alter, known))
                .isEmpty();
  }

  /// A key of the same name is refused first.
  private static boolean hasOtherKey(AlterTable alter, KnownTable known) {
    return alter.actions().stream()
        .filter(AddConstraint.class::isInstance)
        .flatMap(action -> ((AddConstraint) action).constraint().name().stream())
        .anyMatch(name -> known.constraint(name).isPresent());
  }

  private static Optional<Unfit> unfit(Scene scene, NewForeignKey key, KnownTable target) {
    List<String> targets = key.targets(scene.schema());
    if (targets.isEmpty()) {
      return Optional.of(
          new Unfit(
              "42704",
              target.name() + " has no primary key",
              "Name the columns that it points at, or give the table a primary key first."));
    }
    if (targets.size() != key.columns().size()) {
      return Optional.of(
          new Unfit(
              INVALID_KEY,
              "it has %d columns and points at %d".formatted(key.columns().size(), targets.size()),
              "Name as many columns on both sides."));
    }
    if (!isUnique(scene, target, targets)) {
      return Optional.of(
          new Unfit(
              INVALID_KEY,
              "no primary key and no unique index of "
                  + target.name()
                  + " holds just "
                  + Phrases.list(targets.stream().map(QualifiedName::of).toList()),
              "Make a unique constraint on these columns first, or point at the primary key."));
    }
    for (int i = 0; i < targets.size(); i++) {
      Optional<TypeName> here = key.type(scene.statement(), scene.schema(), key.columns().get(i));
      Optional<TypeName> there = target.column(targets.get(i)).map(KnownColumn::type);
      if (here.isPresent() && there.isPresent() && KeyTypes.areRefused(here.get(), there.get())) {
        return Optional.of(
            new Unfit(
                "42804",
                "%s is %s and points at %s, which is %s"
                    .formatted(
                        QualifiedName.of(key.columns().get(i)),
                        here.get().canonical(),
                        QualifiedName.of(targets.get(i)),
                        there.get().canonical()),
                "Declare %s as %s."
                    .formatted(QualifiedName.of(key.columns().get(i)), there.get().canonical())));
      }
    }
    return Optional.empty();
  }

  private static boolean isUnique(Scene scene, KnownTable target, List<String> columns) {
    Set<String> wanted = Set.copyOf(columns);
    boolean constrained =
        target.constraints().stream()
            .filter(ForeignKeyRefused::isKey)
            .anyMatch(each -> Set.copyOf(each.columns()).equals(wanted));
    return constrained
        || scene.schema().indexesOf(target.name()).stream()
            .filter(KnownIndex::unique)
            .anyMatch(index -> Set.copyOf(index.columns()).equals(wanted));
  }

  private static boolean isKey(KnownConstraint constraint) {
    return constraint.kind() == Constraint.Kind.PRIMARY_KEY
        || constraint.kind() == Constraint.Kind.UNIQUE;
  }

  private static void report(Scene scene, NewForeignKey key, Unfit unfit, Judgement judgement) {
    judgement
        .hazard(
            scene,
            "PostgreSQL refuses the foreign key from %s to %s (SQLSTATE %s): %s."
                .formatted(key.table(), key.reference().table(), unfit.sqlState(), unfit.reason()))
        .refused(scene, unfit.sqlState())
        .about(key.table())
        .advice(unfit.advice())
        .report();
  }
}
