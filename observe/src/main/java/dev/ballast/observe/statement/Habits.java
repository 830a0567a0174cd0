package dev.ballast.observe.statement;

import dev.ballast.observe.text.StatementText;
import dev.ballast.sql.script.SqlText;
import dev.ballast.sql.tree.DataStatement;
import dev.ballast.sql.tree.Expression;
import dev.ballast.sql.tree.Expression.BooleanExpression;
import dev.ballast.sql.tree.Expression.ColumnReference;
import dev.ballast.sql.tree.Expression.Operation;
import dev.ballast.sql.tree.Expression.Parameter;
import dev.ballast.sql.tree.ParsedStatement;
import dev.ballast.sql.tree.Parser;
import dev.ballast.sql.tree.Query;
import dev.ballast.sql.tree.Walk;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Finds habits by PostgreSQL's own grammar. Without state, safe for any number of threads.
public final class Habits {
  /// A list that is longer was made by a program that did not bound it.
  static final int LONG = 50;

  private Habits() {}

  /// Those of a statement; none of a text that is not there in full.
  public static Set<Habit> of(StatementText text) {
    return switch (text.form()) {
      case WITHOUT_LITERALS, AS_WRITTEN -> of(text.text());
      case UNPARSED, DOUBTFUL, CUT, HIDDEN -> Set.of();
    };
  }

  private static Set<Habit> of(String text) {
    return Parser.postgres18().parse(text) instanceof ParsedStatement.Understood understood
        ? of(text, understood)
        : Set.of();
  }

  private static Set<Habit> of(String text, ParsedStatement.Understood understood) {
    Set<Habit> habits = EnumSet.noneOf(Habit.class);
    Walk walk = Walk.of(understood.statement());
    if (walk.every(Query.class).stream().anyMatch(Habits::takesEveryColumn)) {
      habits.add(Habit.EVERY_COLUMN);
    }
    if (walk.every(Operation.class).stream().anyMatch(Habits::hasLongList)) {
      habits.add(Habit.LONG_LIST);
    }
    if (understood.statement() instanceof DataStatement.Select(Query query)) {
      if (pages(text)) {
        habits.add(Habit.OFFSET_PAGING);
      }
      if (takesOneRow(query)) {
        habits.add(Habit.SINGLE_ROW);
      }
    }
    return habits;
  }

  private static boolean takesEveryColumn(Query query) {
    return !query.relations().isEmpty()
        && query.targets().stream()
            .anyMatch(
                target ->
                    target.value() instanceof ColumnReference column
                        && column.column().equals("*"));
  }

  private static boolean hasLongList(Operation operation) {
    return operation.kind() == Operation.Kind.IN
        && operation.operands().size() - 1 > LONG
        && operation.operands().stream().skip(1).allMatch(o -> o instanceof Parameter);
  }

  /// The tree has the value of an OFFSET among other expressions.
  private static boolean pages(String text) {
    return SqlText.of(text).tokens().stream().anyMatch(token -> token.isWord("offset"));
  }

  /// One table, and columns of it that are compared with parameters.
  private static boolean takesOneRow(Query query) {
    return query.kind() == Query.Kind.SELECT
        && query.relations().size() == 1
        && query.ctes().isEmpty()
        && query.where().filter(Habits::isLookup).isPresent();
  }

  private static boolean isLookup(Expression condition) {
    return switch (condition) {
      case BooleanExpression all ->
          all.kind() == BooleanExpression.Kind.AND
              && all.operands().stream().allMatch(Habits::isLookup);
      case Operation equal ->
          equal.kind() == Operation.Kind.OPERATOR
              && equal.operator().equals("=")
              && isColumnAndParameter(equal.operands());
      case Expression other -> false;
    };
  }

  private static boolean isColumnAndParameter(List<Expression> operands) {
    return operands.size() == 2
        && ((operands.get(0) instanceof ColumnReference && operands.get(1) instanceof Parameter)
            || (operands.get(1) instanceof ColumnReference
                && operands.get(0) instanceof Parameter));
  }
}
