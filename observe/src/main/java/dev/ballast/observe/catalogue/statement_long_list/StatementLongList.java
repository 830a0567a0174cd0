package dev.ballast.observe.catalogue.statement_long_list;

import dev.ballast.observe.check.HabitCheck;
import dev.ballast.observe.check.StatementUse;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.statement.Habit;
import org.jspecify.annotations.NullMarked;

/// A statement with a long list of values, that takes much of the time.
@NullMarked
public final class StatementLongList extends HabitCheck {
  public StatementLongList() {
    super("statement-long-list", Habit.LONG_LIST);
  }

  @Override
  protected String does() {
    return "has a list of more than 50 values";
  }

  @Override
  protected SymptomDraft remedied(SymptomDraft draft, StatementUse use) {
    return draft.remedy(
        "Pass the values as one array, which is one statement however many they are, as in this example",
        "SELECT id, total FROM orders WHERE id = ANY ($1);");
  }
}
