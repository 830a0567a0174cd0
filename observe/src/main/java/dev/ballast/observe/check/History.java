package dev.ballast.observe.check;

import dev.ballast.observe.family.Kind;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// What a target's figures were in the last hour, as far as checks compare with it: one reading in
/// five minutes of the families that they ask for. In memory only, so that after the node's start
/// it reaches back as far as the node does. For one thread.
public final class History {
  /// For what is looked at once.
  public static final History NONE = new History(Set.of());

  static final Duration SPAN = Duration.ofHours(1);
  static final Duration SPACING = Duration.ofMinutes(5);

  private final Set<String> families;
  private final Map<String, List<Past>> kept = new HashMap<>();
  private final Attendance attendance = new Attendance();
  private final StatementSamples samples = new StatementSamples();
  private final Map<Together, Double> sums = new HashMap<>();
  private final Map<String, Past> lastBefore = new HashMap<>();
  private Optional<ServerFacts> server = Optional.empty();

  /// What was added up since the last reading was taken in.
  private record Together(String family, Label label, String metric, Duration window) {}

  /// @param entities each as it was then, or when it was seen first, until there is another
  private record Past(long nanos, Map<Labels, Seen> entities) {}

  private record Seen(long nanos, Figures figures) {}

  /// @param families those that are remembered
  public History(Set<String> families) {
    this.families = Set.copyOf(families);
  }

  /// Takes in what is known of the target now. Figures of a server that was restarted or replaced
  /// are forgotten: nothing is compared with them.
  ///
  /// @param now of the wall clock
  public void take(TargetState state, Instant now) {
    sums.clear();
    lastBefore.clear();
    Optional<ServerFacts> other = state.server();
    if (server.isPresent() && other.isPresent() && !same(server.get(), other.get())) {
      kept.clear();
    }
    server = other.or(() -> server);
    state.family(StatementSamples.FAMILY).ifPresent(samples::take);
    for (String family : families) {
      state.family(family).ifPresent(f -> f.latest().ifPresent(reading -> take(f, reading, now)));
    }
  }

  private static boolean same(ServerFacts one, ServerFacts other) {
    return one.system().equals(other.system()) && one.startedAt().equals(other.startedAt());
  }

  private void take(FamilyState state, Reading reading, Instant now) {
    String family = state.family().name();
    if (family.equals(Attendance.FAMILY)) {
      attendance.take(reading, now);
    }
    List<Past> all = kept.computeIfAbsent(family, f -> new ArrayList<>());
    long nanos = state.latestNanos();
    if (!all.isEmpty() && nanos - all.getLast().nanos() < SPACING.toNanos()) {
      // Of an entity that is new it is remembered how it began.
      Map<Labels, Seen> newest = all.getLast().entities();
      reading.entities().forEach(f -> newest.putIfAbsent(f.labels(), new Seen(nanos, f)));
      return;
    }
    all.add(past(nanos, reading));
    all.removeIf(past -> nanos - past.nanos() > SPAN.plus(SPACING).toNanos());
  }

  private static Past past(long nanos, Reading reading) {
    Map<Labels, Seen> entities = new HashMap<>();
    reading.entities().forEach(f -> entities.put(f.labels(), new Seen(nanos, f)));
    return new Past(nanos, entities);
  }

  /// Receivers of WAL that streamed within the last days, with the moment they were last seen.
  public Attendance attendance() {
    return attendance;
  }

  /// What sessions did while they ran a statement.
  public StatementSamples samples() {
    return samples;
  }

  /// By how much a figure of an entity has changed within that time, or since it is remembered
  /// where that is less. Empty where nothing is remembered of it, where the figure is unknown, and
  /// where a counter began again since.
  ///
  /// @param window an hour at most; up to five minutes are added to it
  public Optional<Growth> growth(Entity entity, String metric, Duration window) {
    FamilyState state = entity.state();
    int index = state.family().layout().indexOf(metric);
    double value = entity.figure(metric).orElse(Double.NaN);
    if (Double.isNaN(value)) {
      return Optional.empty();
    }
    boolean counts = state.family().metrics().get(index).kind() == Kind.COUNTER;
    for (Past past : within(state, window)) {
      Seen before = past.entities().get(entity.labels());
      if (before == null
          || (counts && wasReset(state, before.figures(), entity.figures(), index))) {
        continue;
      }
      double amount = value - before.figures().value(index);
      Duration over = Duration.ofNanos(state.latestNanos() - before.nanos());
      if (!Double.isNaN(amount) && over.isPositive()) {
        return Optional.of(new Growth(amount, over));
      }
    }
    return Optional.empty();
  }

  /// By how much a figure of all entities of the family that have this label grew together, as far
  /// as that is known of them.
  public double together(FamilyState state, Label label, String metric, Duration window) {
    return families.isEmpty()
        ? sum(state, label, metric, window)
        : sums.computeIfAbsent(
            new Together(state.family().name(), label, metric, window),
            key -> sum(state, label, metric, window));
  }

  private double sum(FamilyState state, Label label, String metric, Duration window) {
    return state.latest().stream()
        .flatMap(reading -> reading.entities().stream())
        .filter(figures -> figures.labels().all().contains(label))
        .flatMap(figures -> growth(new Entity(state, figures), metric, window).stream())
        .mapToDouble(Growth::amount)
        .sum();
  }

  /// The readings that a window may begin with, the best first: the newest that is older than the
  /// window, then those within it.
  private List<Past> within(FamilyState state, Duration window) {
    List<Past> earlier =
        kept.getOrDefault(state.family().name(), List.of()).stream()
            .filter(past -> past.nanos() < state.latestNanos())
            .toList();
    int from = 0;
    for (int i = 0; i < earlier.size(); i++) {
      if (state.latestNanos() - earlier.get(i).nanos() >= window.toNanos()) {
        from = i;
      }
    }
    List<Past> usable = new ArrayList<>(earlier.subList(from, earlier.size()));
    state.before().ifPresent(before -> usable.add(before(state, before)));
    return usable;
  }

  /// Made once for all that are compared with it, until the next readings are taken in.
  private Past before(FamilyState state, Reading before) {
    long nanos = state.latestNanos() - state.between().toNanos();
    if (families.isEmpty()) {
      return past(nanos, before);
    }
    Past known = lastBefore.get(state.family().name());
    if (known == null || known.nanos() != nanos) {
      known = past(nanos, before);
      lastBefore.put(state.family().name(), known);
    }
    return known;
  }

  private static boolean wasReset(FamilyState state, Figures before, Figures now, int index) {
    int moment = state.family().layout().indexOf("reset_timestamp_seconds");
    return now.value(index) < before.value(index)
        || (moment >= 0 && Double.compare(before.value(moment), now.value(moment)) != 0);
  }

  /// How fast a counter of an entity usually grows, per second: the median between the readings
  /// that are remembered, so that half an hour of something unusual does not count. Empty where
  /// nothing is remembered of it.
  public OptionalDouble usualRate(Entity entity, String metric) {
    FamilyState state = entity.state();
    int index = state.family().layout().indexOf(metric);
    List<Double> rates = new ArrayList<>();
    Optional<Seen> before = Optional.empty();
    for (Past past : kept.getOrDefault(state.family().name(), List.of())) {
      Optional<Seen> seen = Optional.ofNullable(past.entities().get(entity.labels()));
      if (before.isPresent() && seen.isPresent() && seen.get().nanos() > before.get().nanos()) {
        Figures earlier = before.get().figures();
        Figures later = seen.get().figures();
        double amount = later.value(index) - earlier.value(index);
        if (!Double.isNaN(amount) && !wasReset(state, earlier, later, index)) {
          Duration over = Duration.ofNanos(seen.get().nanos() - before.get().nanos());
          rates.add(new Growth(amount, over).perSecond());
        }
      }
      before = seen;
    }
    Collections.sort(rates);
    return rates.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(rates.get(rates.size() / 2));
  }

  /// The largest value that a gauge of an entity had in the readings that are remembered.
  public Optional<Double> most(Entity entity, String metric) {
    int index = entity.state().family().layout().indexOf(metric);
    return kept.getOrDefault(entity.state().family().name(), List.of()).stream()
        .flatMap(past -> Optional.ofNullable(past.entities().get(entity.labels())).stream())
        .map(seen -> seen.figures().value(index))
        .filter(value -> !Double.isNaN(value))
        .max(Double::compare);
  }
}
