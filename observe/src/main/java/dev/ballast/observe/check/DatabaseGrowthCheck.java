package dev.ballast.observe.check;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// A check of how much a counter of each database grew within the last minutes.
public abstract class DatabaseGrowthCheck extends FigureCheck {
  private static final String FAMILY = "database";
  private static final Duration WINDOW = Duration.ofMinutes(10);

  private final String metric;

  /// @param metric of the family `database`
  protected DatabaseGrowthCheck(String name, Topic topic, Threshold threshold, String metric) {
    super(name, topic, threshold, FAMILY);
    this.metric = requireNonNull(metric, "metric is null");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database");
  }

  @Override
  public final Set<String> remembers() {
    return Set.of(FAMILY);
  }

  @Override
  protected final Examined examine(Entity entity, Observed observed) {
    Optional<Growth> growth = observed.history().growth(entity, metric, WINDOW);
    String database = entity.label("database");
    if (growth.isEmpty() || database.isEmpty()) {
      return Examined.WELL;
    }
    double amount = growth.get().amount();
    return seen(
        remedied(
            explained(
                SymptomDraft.of(
                    entity.subject("database"),
                    amount,
                    "%s within %s"
                        .formatted(
                            what(threshold().measure().text(amount), database),
                            Measure.SECONDS.text(growth.get().over().toSeconds()))),
                database,
                observed)));
  }

  /// The draft with what is known beside the figure, and what ends that.
  protected SymptomDraft explained(SymptomDraft draft, String database, Observed observed) {
    return draft;
  }

  /// What happened so much, with the database, as a sentence that the time is added to.
  protected abstract String what(String amount, String database);

  /// The draft with what ends it.
  protected abstract SymptomDraft remedied(SymptomDraft draft);
}
