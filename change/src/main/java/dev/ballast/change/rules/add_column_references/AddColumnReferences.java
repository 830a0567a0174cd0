package dev.ballast.change.rules.add_column_references;

import dev.ballast.change.lint.Judgement;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.Scene;
import dev.ballast.change.lint.Spelling;
import dev.ballast.change.rules.Alteration;
import dev.ballast.change.rules.SafeSteps;
import dev.ballast.change.rules.Waiting;
import dev.ballast.postgres.sql.tree.ColumnAction.AddColumn;
import dev.ballast.postgres.sql.tree.ColumnDefinition;
import dev.ballast.postgres.sql.tree.Constraint;
import dev.ballast.postgres.sql.tree.QualifiedName;
import java.util.List;
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
  public void check(Scene scene, Judgement judgement) {
    for (var each : Alteration.newColumns(scene)) {
      ColumnDefinition column = each.action().definition();
      boolean read = column.constraint(Constraint.Kind.DEFAULT).isPresent();
      column
          .constraint(Constraint.Kind.FOREIGN_KEY)
          .filter(key -> !key.reference().map(to -> scene.isFresh(to.table())).orElse(true))
          .filter(key -> read || !Waiting.isBounded(scene))
          .ifPresent(key -> report(each, column, key, judgement));
    }
  }

  private static void report(
      Alteration<AddColumn> each, ColumnDefinition column, Constraint key, Judgement judgement) {
    QualifiedName referenced = key.reference().orElseThrow().table();
    QualifiedName name = QualifiedName.of(each.constraintName(key, "_fkey", column.name()));
    boolean read = column.constraint(Constraint.Kind.DEFAULT).isPresent();
    String words =
        each.words(column, key)
            .map(text -> text.replaceFirst("(?is)^.*?\\bREFERENCES\\b", "REFERENCES"))
            .orElse("REFERENCES " + referenced);
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
            Stream.concat(
                    Stream.of(
                        "SET lock_timeout = '2s'",
                        each.alterTable(each.column(column, other -> !other.equals(key))),
                        "-- in a transaction of its own:"),
                    SafeSteps.foreignKey(
                        each.scene(),
                        each.table(),
                        name,
                        "FOREIGN KEY " + Spelling.columns(List.of(column.name())) + " " + words)
                        .stream())
                .toArray(String[]::new))
        .advice(
            "Add the column alone, then the foreign key as NOT VALID, each under a lock_timeout.")
        .report();
  }
}
