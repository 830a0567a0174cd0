package dev.ballast.observe.catalogue.unused_index;

import dev.ballast.evidence.Durations;
import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FlawCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SafeChange;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.sql.Literal;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Figures;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// An index that no query has used for long.
@NullMarked
public final class UnusedIndex extends FlawCheck {
  private static final Duration LONG = Duration.ofDays(35);

  /// What was built a moment ago is used soon, and no server knows when an index was built.
  private static final Duration ANOTHER = Duration.ofDays(1);

  public UnusedIndex() {
    super(
        "unused-index",
        Topic.SCHEMA,
        Threshold.of(Measure.SECONDS, (double) LONG.toSeconds(), Urgency.NOTE)
            .clearingBelow((double) LONG.toSeconds())
            .after(ANOTHER),
        "flaw_seldom_used_index");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "schema", "table", "index");
  }

  @Override
  protected Optional<SymptomDraft> draft(Entity entity, Observed observed) {
    Optional<Unused> unused = unused(entity, observed);
    if (unused.isEmpty() || isKept(entity, observed)) {
      return Optional.empty();
    }
    String index = index(entity);
    Duration known = known(unused.get().seconds());
    SymptomDraft draft =
        SymptomDraft.of(
                entity.labels(),
                (double) known.toSeconds(),
                unused.get().how().formatted(index, where(entity), Durations.text(known)))
            .byNow(
                (double)
                    known(unused.get().seconds() + entity.age(observed.now()).toSeconds())
                        .toSeconds())
            .remedy(
                "See whether a standby uses it: its scans are counted there",
                "SELECT idx_scan FROM pg_stat_user_indexes WHERE schemaname = %s AND indexrelname = %s;"
                    .formatted(
                        new Literal(entity.label("schema")), new Literal(entity.label("index"))))
            .remedy("Drop it", SafeChange.dropIndex(index, isPartitioned(entity)));
    entity.figure("scans").ifPresent(scans -> draft.with("scans", Measure.COUNT.text(scans)));
    standbys(observed).ifPresent(n -> draft.with("standbys", Measure.COUNT.text(n)));
    return Optional.of(draft);
  }

  /// By the day, so that not every reading changes the alert; more exactly within the first.
  private static Duration known(double seconds) {
    Duration unused = Duration.ofSeconds((long) seconds);
    if (unused.compareTo(Duration.ofHours(1)) < 0) {
      return unused;
    }
    return unused.compareTo(Duration.ofDays(1)) < 0
        ? unused.truncatedTo(ChronoUnit.MINUTES)
        : unused.truncatedTo(ChronoUnit.DAYS);
  }

  /// For how long it was not used, with the sentence that says so of an index and a table.
  private record Unused(double seconds, String how) {
    private static final String FOR = "no query of this server has used index %s of %s for %s";

    /// A scan that is known was the last one.
    static Optional<Unused> since(double seconds) {
      return Optional.of(new Unused(seconds, FOR));
    }

    /// Nothing was counted for as long as anything is, or since the index was built.
    static Optional<Unused> never(double seconds) {
      return Optional.of(
          new Unused(
              seconds,
              "no query of this server has used index %s of %s since its statistics began %s ago,"
                  + " or since it was built"));
    }
  }

  /// For how long nothing is known to have used it, from what tells the most: the server from 16
  /// on, the time of its statistics where there was no scan within, and what is stored.
  private static Optional<Unused> unused(Entity entity, Observed observed) {
    OptionalDouble last = entity.figure("last_scan_seconds");
    OptionalDouble scans = entity.figure("scans");
    if (last.isPresent()) {
      return Unused.since(last.getAsDouble());
    }
    OptionalDouble statistics = entity.figure("statistics_seconds");
    if (scans.isPresent() && scans.getAsDouble() == 0 && statistics.isPresent()) {
      return Unused.never(statistics.getAsDouble());
    }
    Optional<Instant> still =
        observed
            .surroundings()
            .past()
            .flatMap(past -> past.stillSince(entity.state().family().name(), entity.labels()));
    // Whether anything has used it since the reading is not known.
    Instant read = observed.now().minus(entity.age(observed.now()));
    return still.flatMap(since -> Unused.since((double) Duration.between(since, read).toSeconds()));
  }

  /// Whether it is the one that stays of two that are alike: the other one has its scans, and its
  /// own check drops that.
  private static boolean isKept(Entity entity, Observed observed) {
    return observed.family("flaw_redundant_index").stream()
        .flatMap(state -> state.latest().stream())
        .flatMap(reading -> reading.entities().stream())
        .map(Figures::labels)
        .anyMatch(
            other ->
                other.value("kept").equals(Optional.of(entity.label("index")))
                    && other.value("schema").equals(Optional.of(entity.label("schema")))
                    && other.value("database").equals(Optional.of(entity.label("database"))));
  }

  /// How many standbys take its log, whose scans are not counted here.
  private static OptionalDouble standbys(Observed observed) {
    return observed
        .family("replication")
        .flatMap(FamilyState::latest)
        .map(reading -> OptionalDouble.of(reading.entities().size()))
        .orElseGet(OptionalDouble::empty);
  }
}
