package dev.ballast.rules.steps;

import dev.ballast.effect.BuiltInFunctions;
import dev.ballast.effect.VolatileCalls;
import dev.ballast.rules.lint.Deparser;
import dev.ballast.rules.wording.ActionText;
import dev.ballast.sql.script.SqlText;
import dev.ballast.sql.tree.ColumnAction.AddColumn;
import dev.ballast.sql.tree.ColumnDefinition;
import dev.ballast.sql.tree.Constraint;
import dev.ballast.sql.tree.Demand;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.Expression.FunctionCall;
import dev.ballast.sql.tree.Expression.Literal;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.TypeName;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A new column of a table in use, clause by clause: what fills or checks the rows that are there
/// follows the column, so that nothing is written or read while the column is added.
public final class AddedColumn {
  private final ActionText<AddColumn> added;
  private final ColumnDefinition column;
  private final QualifiedName name;
  private final List<String> steps = new ArrayList<>();
  private final Set<String> given = new HashSet<>();

  private AddedColumn(ActionText<AddColumn> added) {
    this.added = added;
    this.column = added.action().definition();
    this.name = QualifiedName.of(column.name());
  }

  /// The statements, with remarks between.
  public static List<String> steps(ActionText<AddColumn> added) {
    AddedColumn made = new AddedColumn(added);
    made.add();
    return made.steps;
  }

  private void add() {
    if (column.type().map(TypeName::isSerial).orElse(false)) {
      steps.addAll(NumberedColumn.serial(added, column));
    } else if (column.constraint(Constraint.Kind.IDENTITY).isPresent()) {
      steps.addAll(NumberedColumn.identity(added, column));
    } else {
      filled();
    }
    for (Constraint clause : column.constraints()) {
      if (!clause.notEnforced()) {
        checked(clause);
      }
    }
  }

  private void filled() {
    Optional<Constraint> value = column.constraint(Constraint.Kind.DEFAULT);
    boolean each =
        value
            .flatMap(Constraint::expression)
            .flatMap(it -> VolatileCalls.of(it, added.scene().schema()))
            .isPresent();
    boolean constant =
        (!each && value.flatMap(Constraint::expression).filter(AddedColumn::isValue).isPresent())
            || column.constraint(Constraint.Kind.GENERATED).isPresent();
    boolean required =
        column.constraint(Constraint.Kind.NOT_NULL).isPresent()
            || column.constraint(Constraint.Kind.PRIMARY_KEY).isPresent();
    steps.add(
        added.alterTable(added.column(column, clause -> staysBeside(clause, each, constant))));
    if (each) {
      steps.add(
          added.alterTable(
              "ALTER COLUMN "
                  + name
                  + " SET "
                  + added.words(column, value.orElseThrow()).orElse("DEFAULT ...")));
      steps.addAll(
          value.flatMap(Constraint::expression).filter(AddedColumn::isNeverNull).isPresent()
              ? SafeSteps.backfill(added.table(), column.name(), "DEFAULT")
              : SafeSteps.fill(added.scene().schema(), added.table(), column.name(), "DEFAULT"));
    } else if (required && !constant) {
      steps.addAll(SafeSteps.backfill(added.table(), column.name(), "..."));
    }
    if (required && !constant) {
      steps.addAll(
          SafeSteps.notNull(
              added.table(),
              column.name(),
              column.constraint(Constraint.Kind.NOT_NULL).flatMap(Constraint::name),
              added.scene().major()));
    }
  }

  private static boolean isValue(Expression value) {
    return !(value instanceof Literal literal && literal.kind() == Literal.Kind.NULL);
  }

  /// A call of a function of the server that has a value whatever it is given.
  private static boolean isNeverNull(Expression value) {
    return value instanceof FunctionCall call
        && BuiltInFunctions.contains(call.name())
        && (call.arguments().isEmpty() || call.name().name().equals("nextval"));
  }

  private static boolean staysBeside(Constraint clause, boolean each, boolean constant) {
    return switch (clause.kind()) {
      case DEFAULT -> !each;
      case NOT_NULL -> constant;
      case NULL, GENERATED -> true;
      case CHECK, FOREIGN_KEY -> clause.notEnforced();
      case UNIQUE, PRIMARY_KEY, EXCLUSION, IDENTITY -> false;
    };
  }

  private void checked(Constraint clause) {
    switch (clause.demand()) {
      case Demand.Check(Expression condition) -> check(clause, condition);
      case Demand.Key key -> {
        SafeKey safe = SafeKey.of(clause, key, List.of(column.name()));
        QualifiedName constraint = safe.name(clause, added);
        steps.addAll(safe.steps(added.scene().schema(), added.table(), constraint));
      }
      case Demand.ForeignKey _ -> foreignKey(clause);
      case Demand.Nullable _, Demand.NotNull _, Demand.Default _ -> {}
      case Demand.Exclude _, Demand.Identity _, Demand.Generated _ -> {}
    }
  }

  private void check(Constraint clause, Expression condition) {
    String constraint =
        clause
            .name()
            .orElseGet(
                () -> added.freeName(ActionText.soleColumn(condition), "check", given::contains));
    given.add(constraint);
    QualifiedName quoted = QualifiedName.of(constraint);
    String words = added.words(column, clause).orElse("CHECK (...)");
    String named = clause.name().isPresent() ? words : "CONSTRAINT " + quoted + " " + words;
    steps.add(added.alterTable("ADD " + named + " NOT VALID"));
    steps.add("-- in a transaction of its own, it blocks neither readers nor writers:");
    steps.add(added.alterTable("VALIDATE CONSTRAINT " + quoted));
  }

  private void foreignKey(Constraint clause) {
    QualifiedName constraint =
        QualifiedName.of(added.constraintName(clause, "_fkey", column.name()));
    String words =
        added
            .words(column, clause)
            .flatMap(text -> SqlText.of(text).from("REFERENCES"))
            .orElseGet(() -> "REFERENCES " + clause.reference().orElseThrow().table());
    String columns = Deparser.columns(List.of(column.name()));
    steps.add("-- in a transaction of its own:");
    steps.addAll(
        SafeSteps.foreignKey(
            added.scene(), added.table(), constraint, "FOREIGN KEY " + columns + " " + words));
  }
}
