package dev.ballast.rules.catalogue.create_table_references;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.locks.LockTimeout;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Reference;
import dev.ballast.sql.tree.TableStatement.CreateTable;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// CREATE TABLE ... REFERENCES.
@NullMarked
public final class CreateTableReferences implements Rule {
  @Override
  public String id() {
    return "create-table-references";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(CreateTable.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    if (!(scene.statement() instanceof CreateTable create) || LockTimeout.isSet(scene)) {
      return;
    }
    List<QualifiedName> referenced =
        Stream.concat(
                create.constraints().stream(),
                create.columns().stream().flatMap(column -> column.constraints().stream()))
            .flatMap(constraint -> constraint.reference().stream())
            .map(Reference::table)
            .filter(table -> !table.mayBe(create.name()) && !scene.isFresh(table))
            .distinct()
            .toList();
    if (referenced.isEmpty()) {
      return;
    }
    String names =
        referenced.stream().map(QualifiedName::toString).collect(Collectors.joining(", "));
    judgement
        .hazard(
            scene,
            ("Until this transaction ends, INSERT, UPDATE and DELETE on %s wait (SHARE ROW"
                    + " EXCLUSIVE), because the foreign key of %s puts triggers there.")
                .formatted(names, create.name()))
        .claims(
            scene.effects().locks().stream()
                .filter(lock -> referenced.stream().anyMatch(lock.relation().name()::mayBe))
                .toList(),
            List.of())
        .about(referenced.toArray(QualifiedName[]::new))
        .safe("SET lock_timeout = '2s'", scene.sql())
        .advice("Set a lock_timeout before it, and keep the transaction short.")
        .report();
  }
}
