package dev.ballast.observe.catalogue.statement_slow;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.StatementUse;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import dev.ballast.targets.config.Objectives;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A statement that is slow on average.
@NullMarked
public final class StatementSlow extends FigureCheck {
  private static final Duration WINDOW = Duration.ofMinutes(15);

  /// Where it was called often enough in the last minutes, they alone count, so that a remedy is
  /// seen soon.
  private static final Duration LATELY = Duration.ofMinutes(1);

  /// Of fewer calls no mean is taken.
  private static final double LEAST = 10;

  private static final double NANOS = 1e9;

  /// From this share of its database's time and of the processors on, it is what keeps them busy.
  private static final double MOST = 0.5;

  private static final Set<String> OF_BUSY_PROCESSORS =
      Set.of("host-cpu-busy", "host-cpu-pressure", "host-load-high");

  public StatementSlow() {
    super(
        "statement-slow",
        Topic.STATEMENTS,
        Threshold.of(Measure.SECONDS, 1, Urgency.TICKET),
        StatementUse.FAMILY);
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "queryid");
  }

  @Override
  public Threshold threshold(Objectives objectives) {
    return threshold().raisingFrom(objectives.service().statementTicket().toNanos() / NANOS);
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of(
        "lock-wait-long",
        "sessions-blocked",
        "ddl-lock-queue",
        "host-cpu-busy",
        "host-io-pressure",
        "synchronous-standby-missing");
  }

  @Override
  public Set<String> remembers() {
    return Set.of(StatementUse.FAMILY);
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    Optional<StatementUse> use =
        StatementUse.of(entity, observed, LATELY)
            .filter(lately -> lately.calls() >= LEAST)
            .or(() -> StatementUse.of(entity, observed, WINDOW));
    return use.filter(u -> u.calls() >= LEAST)
        .<Examined>map(u -> seen(draft(u, observed)))
        .orElse(Examined.WELL);
  }

  private SymptomDraft draft(StatementUse use, Observed observed) {
    SymptomDraft draft =
        use.draft(
            observed, use.mean(), "%s takes %s on average".formatted(use.name(), text(use.mean())));
    use.adviseIndexes(draft, observed);
    if (keepsBusy(use, observed)) {
      draft.causing(OF_BUSY_PROCESSORS);
    }
    return draft
        .remedy(
            "See its text and what it reads",
            "SELECT * FROM pg_stat_statements WHERE queryid = %s;"
                .formatted(use.entity().label("queryid")))
        .remedy(
            "See what else the server does meanwhile",
            "ballast top --target %s".formatted(observed.target().name()));
  }

  private static boolean keepsBusy(StatementUse use, Observed observed) {
    return use.share() >= MOST
        && observed.entities("host").stream()
            .flatMapToDouble(host -> host.figure("processors").stream())
            .anyMatch(processors -> use.atOnce() >= MOST * processors);
  }
}
