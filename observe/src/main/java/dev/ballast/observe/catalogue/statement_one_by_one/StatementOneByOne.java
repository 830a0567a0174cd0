package dev.ballast.observe.catalogue.statement_one_by_one;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Growth;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.StatementUse;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.statement.Habit;
import dev.ballast.observe.statement.Shapes;
import dev.ballast.observe.text.StatementText;
import dev.ballast.store.alert.Urgency;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A lookup of single rows that is called once for each row that another statement returns.
@NullMarked
public final class StatementOneByOne extends FigureCheck {
  private static final Duration LATELY = Duration.ofMinutes(5);
  private static final Duration WINDOW = Duration.ofMinutes(20);
  private static final double LEAST_CALLS = 500;

  /// How far the calls may be from the rows of the other statement.
  private static final double TOLERANCE = 0.05;

  /// A statement that returns fewer rows on average is no list.
  private static final double LEAST_ROWS = 5;

  public StatementOneByOne() {
    super(
        "statement-one-by-one",
        Topic.STATEMENTS,
        Threshold.of(Measure.TIMES, 10, Urgency.TICKET),
        StatementUse.FAMILY);
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "queryid");
  }

  @Override
  public Set<String> remembers() {
    return Set.of(StatementUse.FAMILY);
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    Optional<StatementText> text = StatementUse.text(entity, observed);
    if (text.isEmpty() || !Shapes.of(text.get()).habits().contains(Habit.SINGLE_ROW)) {
      return Examined.WELL;
    }
    Optional<Counted> calls = counted(entity, "calls", observed);
    Optional<StatementUse> use = StatementUse.of(entity, observed, LATELY);
    if (calls.isEmpty() || use.isEmpty() || calls.get().least() < LEAST_CALLS) {
      return Examined.WELL;
    }
    List<Parent> parents =
        observed.entities(StatementUse.FAMILY).stream()
            .filter(other -> other.label("database").equals(entity.label("database")))
            .flatMap(other -> parent(other, calls.get(), observed).stream())
            .sorted(Comparator.comparingDouble(Parent::off))
            .toList();
    return parents.isEmpty() ? Examined.WELL : seen(draft(use.get(), parents, observed));
  }

  /// What was counted lately, and in the time before that.
  private record Counted(double lately, double before) {
    double least() {
      return Math.min(lately, before);
    }

    /// How far two are from each other, as a share; the worse of both times.
    double off(Counted other) {
      return Math.max(Math.abs(lately / other.lately - 1), Math.abs(before / other.before - 1));
    }
  }

  /// @param perCall how many rows it returns
  /// @param off how far its rows are from the calls
  private record Parent(Entity entity, double perCall, double off) {}

  private static Optional<Counted> counted(Entity entity, String metric, Observed observed) {
    Optional<Growth> lately = observed.history().growth(entity, metric, LATELY);
    Optional<Growth> all = observed.history().growth(entity, metric, WINDOW);
    if (lately.isEmpty() || all.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Counted(lately.get().amount(), all.get().amount() - lately.get().amount()));
  }

  private static Optional<Parent> parent(Entity other, Counted calls, Observed observed) {
    Optional<Counted> rows = counted(other, "rows", observed).filter(r -> r.least() > 0);
    if (rows.isEmpty() || calls.off(rows.get()) > TOLERANCE) {
      return Optional.empty();
    }
    Optional<Counted> own = counted(other, "calls", observed).filter(c -> c.least() > 0);
    return own.map(c -> new Parent(other, rows.get().lately() / c.lately(), calls.off(rows.get())))
        .filter(parent -> parent.perCall() >= LEAST_ROWS);
  }

  private SymptomDraft draft(StatementUse use, List<Parent> parents, Observed observed) {
    Parent parent = parents.getFirst();
    String id = parent.entity().label("queryid");
    SymptomDraft draft =
        use.draft(
                observed,
                parent.perCall(),
                "%s looks up one row, %s for each call of statement %s"
                    .formatted(use.name(), text(parent.perCall()), id))
            .with(
                "how_sure",
                "its calls are within %s of the rows that statement %s returns, now and before%s"
                    .formatted(
                        Measure.SHARE.text(parent.off()),
                        id,
                        parents.size() == 1
                            ? ", and within 5 % of those of no other"
                            : "; so they are for %d more statements, of which any may be the one"
                                .formatted(parents.size() - 1)));
    StatementUse.text(parent.entity(), observed)
        .ifPresent(text -> draft.with("parent_statement", text.text()));
    return draft.remedy(
        "Fetch the rows with the list, by a join or by one call for all keys, as in this example",
        "SELECT id, total FROM orders WHERE id = ANY ($1);");
  }
}
