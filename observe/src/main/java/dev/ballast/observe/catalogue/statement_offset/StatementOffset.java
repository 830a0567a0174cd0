package dev.ballast.observe.catalogue.statement_offset;

import dev.ballast.observe.check.HabitCheck;
import dev.ballast.observe.check.StatementUse;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.statement.Habit;
import org.jspecify.annotations.NullMarked;

/// A statement that pages with OFFSET, and takes much of the time.
@NullMarked
public final class StatementOffset extends HabitCheck {
  public StatementOffset() {
    super("statement-offset", Habit.OFFSET_PAGING);
  }

  @Override
  protected String does() {
    return "skips rows with OFFSET";
  }

  @Override
  protected SymptomDraft remedied(SymptomDraft draft, StatementUse use) {
    return draft.remedy(
        "Begin each page behind the last row of the one before, as in this example",
        "SELECT id, placed_at FROM orders WHERE (placed_at, id) < ($1, $2)"
            + " ORDER BY placed_at DESC, id DESC LIMIT 50;");
  }
}
