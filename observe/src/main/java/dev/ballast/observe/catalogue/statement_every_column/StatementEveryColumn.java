package dev.ballast.observe.catalogue.statement_every_column;

import dev.ballast.observe.check.HabitCheck;
import dev.ballast.observe.check.StatementUse;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.statement.Habit;
import org.jspecify.annotations.NullMarked;

/// A statement that reads every column, and takes much of the time.
@NullMarked
public final class StatementEveryColumn extends HabitCheck {
  public StatementEveryColumn() {
    super("statement-every-column", Habit.EVERY_COLUMN);
  }

  @Override
  protected String does() {
    return "reads every column of a table";
  }

  @Override
  protected SymptomDraft remedied(SymptomDraft draft, StatementUse use) {
    return draft.remedy(
        "Name the columns that the program uses; its text is here",
        "SELECT * FROM pg_stat_statements WHERE queryid = %s;"
            .formatted(use.entity().label("queryid")));
  }
}
