package dev.ballast.observe.check;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/// A check of the share that one counter of each database has in what it and another one grew
/// within the last minutes.
public abstract class DatabaseShareCheck extends FigureCheck {
  private static final String FAMILY = "database";
  private static final Duration WINDOW = Duration.ofMinutes(10);

  private final Shares shares;

  /// Two counters of the family `database`.
  ///
  /// @param part whose share it is
  /// @param least how much both must have grown; of less no share is taken
  protected record Shares(String part, String rest, double least) {
    public Shares {
      requireNonNull(part, "part is null");
      requireNonNull(rest, "rest is null");
    }
  }

  protected DatabaseShareCheck(String name, Topic topic, Threshold threshold, Shares shares) {
    super(name, topic, threshold, FAMILY);
    this.shares = requireNonNull(shares, "shares is null");
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
    Optional<Growth> part = observed.history().growth(entity, shares.part(), WINDOW);
    Optional<Growth> rest = observed.history().growth(entity, shares.rest(), WINDOW);
    String database = entity.label("database");
    if (part.isEmpty() || rest.isEmpty() || database.isEmpty()) {
      return Examined.WELL;
    }
    double all = part.get().amount() + rest.get().amount();
    if (all < shares.least()) {
      return Examined.WELL;
    }
    double share = part.get().amount() / all;
    return seen(
        remedied(
            SymptomDraft.of(
                    entity.subject("database"),
                    share,
                    what(threshold().measure().text(share), database))
                .with(shares.part(), Measure.COUNT.text(part.get().amount()))
                .with(shares.rest(), Measure.COUNT.text(rest.get().amount()))));
  }

  /// What has that share, with the database, as a sentence.
  protected abstract String what(String share, String database);

  /// The draft with what ends it.
  protected abstract SymptomDraft remedied(SymptomDraft draft);
}
