package dev.ballast.rules.catalogue.add_column_stored_generated;

import dev.ballast.rules.lint.Judgement;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.Scene;
import dev.ballast.rules.lint.Subjects;
import dev.ballast.rules.steps.SafeSteps;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.script.SqlText;
import dev.ballast.sql.tree.ColumnAction.AddColumn;
import dev.ballast.sql.tree.ColumnDefinition;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TypeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// ADD COLUMN ... GENERATED ALWAYS AS (...) STORED.
@NullMarked
public final class AddColumnStoredGenerated implements Rule {
  /// The major from which a generated column can be virtual.
  private static final int VIRTUAL = 18;

  @Override
  public String id() {
    return "add-column-stored-generated";
  }

  @Override
  public Subjects subjects() {
    return Subjects.of(AddColumn.class);
  }

  @Override
  public void check(Scene scene, Judgement judgement) {
    for (var each : ActionText.newColumns(scene)) {
      ColumnDefinition column = each.action().definition();
      if (column.constraint(Constraint.Kind.GENERATED).filter(Constraint::stored).isPresent()) {
        report(each, column, judgement);
      }
    }
  }

  private static void report(
      ActionText<AddColumn> each, ColumnDefinition column, Judgement judgement) {
    QualifiedName name = QualifiedName.of(column.name());
    List<String> steps = new ArrayList<>();

    String formula =
        column
            .constraint(Constraint.Kind.GENERATED)
            .flatMap(clause -> each.words(column, clause))
            .flatMap(AddColumnStoredGenerated::formula)
            .orElse("(...)");
    String type = column.type().map(TypeName::canonical).orElse("text");
    if (each.scene().major() >= VIRTUAL) {
      steps.add(
          each.alterTable(
              "ADD COLUMN %s %s GENERATED ALWAYS AS %s VIRTUAL".formatted(name, type, formula)));
      steps.add("-- or, where the value must be stored:");
    }
    steps.add(each.alterTable("ADD COLUMN %s %s".formatted(name, type)));
    steps.add("-- a BEFORE INSERT OR UPDATE trigger sets it for new and changed rows; then");
    steps.addAll(SafeSteps.fill(each.scene().schema(), each.table(), column.name(), formula));

    each.locking(
            judgement,
            ("The value of %s is computed and stored for each row: every row and index of %s is"
                    + " rewritten, and no session can read or write it meanwhile (ACCESS EXCLUSIVE).")
                .formatted(name, each.described()))
        .safe(steps.toArray(String[]::new))
        .advice(
            "Make it virtual where the server is 18 or later; else add a plain column that a"
                + " trigger fills.")
        .report();
  }

  /// The expression of `GENERATED ALWAYS AS (...) STORED`, with its parentheses.
  private static Optional<String> formula(String clause) {
    SqlText text = SqlText.of(clause);
    return text.first("AS")
        .flatMap(as -> text.parentheses(as.end()))
        .map(span -> clause.substring(span.start(), span.end()));
  }
}
