package dev.ballast.observe.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.observe.statement.Habit;
import dev.ballast.observe.statement.Shapes;
import dev.ballast.store.alert.Urgency;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// A check of how the statements are written that take much of their database's time.
public abstract class HabitCheck extends FigureCheck {
  private static final Duration WINDOW = Duration.ofMinutes(15);

  /// From this share on a statement is worth a change of the program.
  private static final double SHARE = 0.1;

  private static final double LEAST_CALLS = 100;

  /// One per cent of a processor.
  private static final double LEAST_SECONDS_PER_SECOND = 0.01;

  private final Habit habit;

  protected HabitCheck(String name, Habit habit) {
    super(
        name,
        Topic.STATEMENTS,
        Threshold.of(Measure.SHARE, SHARE, Urgency.TICKET).after(Duration.ofMinutes(1)),
        StatementUse.FAMILY);
    this.habit = requireNonNull(habit, "habit is null");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "queryid");
  }

  @Override
  public final Set<String> remembers() {
    return Set.of(StatementUse.FAMILY);
  }

  @Override
  protected final Examined examine(Entity entity, Observed observed) {
    boolean has =
        StatementUse.text(entity, observed)
            .filter(text -> Shapes.of(text).habits().contains(habit))
            .isPresent();
    Optional<Growth> calls = observed.history().growth(entity, "calls", WINDOW);
    if (!has || calls.isEmpty()) {
      return Examined.WELL;
    }
    double least = LEAST_SECONDS_PER_SECOND * calls.get().over().toSeconds();
    return StatementUse.of(entity, observed, WINDOW)
        .filter(use -> use.calls() >= LEAST_CALLS && use.seconds() >= least)
        .<Examined>map(
            use ->
                seen(
                    remedied(
                        use.draft(
                            observed,
                            use.share(),
                            "%s takes %s of its database's time and %s"
                                .formatted(use.name(), text(use.share()), does())),
                        use)))
        .orElse(Examined.WELL);
  }

  /// What the statement does, after "and".
  protected abstract String does();

  /// Adds how it is written better.
  protected abstract SymptomDraft remedied(SymptomDraft draft, StatementUse use);
}
