package dev.ballast.rules.catalogue.add_column_references;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.locks.LockTimeout;
import dev.ballast.rules.steps.AddedColumn;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.rules.wording.Phrases;
import dev.ballast.sql.tree.ColumnAction.AddColumn;
import dev.ballast.sql.tree.ColumnDefinition;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.QualifiedName;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/// ADD COLUMN with an inline REFERENCES.
@NullMarked
public final class AddColumnReferences implements Rule {
  @Override
  public String id() {
    return "add-column-references";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(AddColumn.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : ActionText.newColumns(scene)) {
      ColumnDefinition column = each.action().definition();
      boolean read = column.constraint(Constraint.Kind.DEFAULT).isPresent();
      column
          .constraint(Constraint.Kind.FOREIGN_KEY)
          .filter(key -> !key.reference().map(to -> scene.isFresh(to.table())).orElse(true))
          .filter(key -> read || !LockTimeout.isSet(scene))
          .ifPresent(key -> report(each, column, key, judgement));
    }
  }

  private static void report(
      ActionText<AddColumn> each, ColumnDefinition column, Constraint key, Judgement judgement) {
    QualifiedName referenced = key.reference().orElseThrow().table();
    boolean read = column.constraint(Constraint.Kind.DEFAULT).isPresent();
    each.locking(
            judgement,
            ("%s is locked too: its INSERT, UPDATE and DELETE wait (SHARE ROW EXCLUSIVE) until"
                    + " this transaction ends, as does every statement on %s (ACCESS EXCLUSIVE)%s.")
                .formatted(
                    referenced,
                    each.described(),
                    read ? "; because of the default every row is read and checked meanwhile" : ""))
        .about(referenced)
        .safe(
            Stream.concat(Stream.of(Phrases.LOCK_TIMEOUT), AddedColumn.steps(each).stream())
                .toArray(String[]::new))
        .advice(
            "Add the column alone, then the foreign key as NOT VALID, each under a lock_timeout.")
        .report();
  }
}
