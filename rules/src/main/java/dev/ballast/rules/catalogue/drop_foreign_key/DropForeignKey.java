package dev.ballast.rules.catalogue.drop_foreign_key;

import dev.ballast.effect.schema.KnownConstraint;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.locks.LockTimeout;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.tree.ColumnAction.DropColumn;
import dev.ballast.sql.tree.ConstraintAction.DropConstraint;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/// DROP CONSTRAINT of a foreign key, or DROP COLUMN of a column in one.
@NullMarked
public final class DropForeignKey implements Rule {
  /// How foreign keys are called by PostgreSQL and by people.
  private static final Pattern NAMED_SO =
      Pattern.compile("(?i)(^fk_|_fk$|_fkey\\d*$|^fk[a-z0-9]{20,}$)");

  @Override
  public String id() {
    return "drop-foreign-key";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(DropConstraint.class, DropColumn.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (LockTimeout.isSet(scene)) {
      return;
    }
    for (var each : ActionText.of(scene, DropConstraint.class)) {
      Optional<KnownConstraint> known =
          scene
              .schema()
              .table(each.table())
              .flatMap(table -> table.constraint(each.action().name()));
      boolean guessed =
          known.isEmpty()
              && each.whole().isEmpty()
              && NAMED_SO.matcher(each.action().name()).find();
      if (guessed) {
        report(each, "the table that " + each.action().name() + " points at", List.of(), judgement);
      }
      known
          .flatMap(KnownConstraint::references)
          .ifPresent(to -> report(each, to.toString(), List.of(to), judgement));
    }
    for (var each : ActionText.of(scene, DropColumn.class)) {
      List<QualifiedName> pointedAt =
          scene.schema().table(each.table()).stream()
              .flatMap(table -> table.constraints().stream())
              .filter(constraint -> constraint.columns().contains(each.action().column()))
              .flatMap(constraint -> constraint.references().stream())
              .filter(to -> !scene.isFresh(to))
              .distinct()
              .toList();
      if (!pointedAt.isEmpty()) {
        String names =
            pointedAt.stream().map(QualifiedName::toString).collect(Collectors.joining(", "));
        report(each, names, pointedAt, judgement);
      }
    }
  }

  private static void report(
      ActionText<?> each, String other, List<QualifiedName> pointedAt, Judgement judgement) {
    each.locking(
            judgement,
            ("ACCESS EXCLUSIVE on %s and on %s, because a foreign key has triggers on both: an"
                    + " instant once it has them, but it waits for every running statement there,"
                    + " and every SELECT waits behind it.")
                .formatted(each.described(), other))
        .about(pointedAt.toArray(QualifiedName[]::new))
        .safe("SET lock_timeout = '2s'", each.alterTable(each.sql()))
        .advice("Set a lock_timeout and try again when it strikes.")
        .report();
  }
}
