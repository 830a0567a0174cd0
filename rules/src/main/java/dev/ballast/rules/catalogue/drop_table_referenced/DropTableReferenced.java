package dev.ballast.rules.catalogue.drop_table_referenced;

import dev.ballast.effect.claim.LockEffect;
import dev.ballast.effect.schema.KnownConstraint;
import dev.ballast.effect.schema.KnownTable;
import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.ObjectKind;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.ObjectStatement.Drop;
import dev.ballast.sql.tree.QualifiedName;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/// DROP TABLE of a table whose foreign keys point at tables in use.
@NullMarked
public final class DropTableReferenced implements Rule {
  @Override
  public String id() {
    return "drop-table-referenced";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(Drop.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof Drop drop) || drop.kind() != ObjectKind.TABLE) {
      return;
    }
    for (ObjectName object : drop.objects()) {
      scene.schema().table(object.name()).ifPresent(table -> check(scene, table, judgement));
    }
  }

  private static void check(Scene scene, KnownTable table, Judgement judgement) {
    Set<QualifiedName> parents = new LinkedHashSet<>();
    List<String> safe = new ArrayList<>();
    safe.add("SET lock_timeout = '2s'");
    for (KnownConstraint constraint : table.constraints()) {
      constraint
          .references()
          .filter(parent -> !parent.mayBe(table.name()) && !scene.isFresh(parent))
          .ifPresent(
              parent -> {
                parents.add(parent);
                safe.add(
                    "ALTER TABLE %s DROP CONSTRAINT %s"
                        .formatted(table.name(), Phrases.quoted(constraint.name())));
              });
    }
    if (parents.isEmpty()) {
      return;
    }
    safe.add("DROP TABLE " + table.name());
    List<LockEffect> locks =
        scene.effects().locks().stream()
            .filter(lock -> parents.stream().anyMatch(lock.relation().name()::mayBe))
            .toList();
    String names = parents.stream().map(QualifiedName::toString).collect(Collectors.joining(", "));
    judgement
        .hazard(
            scene,
            "Dropping %s removes its foreign keys, which takes ACCESS EXCLUSIVE on %s until the"
                    .formatted(table.name(), names)
                + " transaction ends: not even a SELECT passes, and the lock queues behind every"
                + " running query there.")
        .claims(locks, List.of())
        .about(parents.toArray(QualifiedName[]::new))
        .safe(safe.toArray(String[]::new))
        .advice("Drop each foreign key first, alone and under a lock_timeout, and try again.")
        .report();
  }
}
