package dev.ballast.observe.watch;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.study.PlanOutline;
import dev.ballast.observe.study.StatementStudy;
import dev.ballast.observe.study.StudyReader;
import dev.ballast.observe.text.StatementId;
import dev.ballast.observe.text.StatementText;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Layout;
import dev.ballast.targets.config.Target;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What was found out of the statements of one target that cost it most, one after the other. For
/// the thread of its watch.
final class StatementStudies {
  /// How many are studied in one pass: each takes a few milliseconds of the server.
  private static final int MOST_AT_ONCE = 2;

  /// The same of those that lack an index, which come first: somebody may be building it.
  private static final int MOST_LACKING_AT_ONCE = 4;

  /// How many of those with the most time, and of those with the longest mean, are studied.
  private static final int MOST = 10;

  /// Of how many statements the last plan is remembered.
  private static final int MOST_PLANS = 200;

  /// A faster statement is not what anybody waits for.
  private static final double LEAST_MEAN = 0.000_3;

  private static final double FEWEST_CALLS = 10;

  /// An index may have been built since.
  private static final Duration VALID = Duration.ofMinutes(2);

  /// That an index is missing is not said for longer.
  private static final Duration LACKING_VALID = Duration.ofSeconds(30);

  private static final Duration LIMIT = Duration.ofSeconds(1);
  private static final Duration LOCK_LIMIT = Duration.ofMillis(300);

  private final Target target;
  private final StudyReader.Planning planning;
  private final Runnable asking;
  private final Clock clock;
  private final Map<StatementId, Kept> known = new HashMap<>();
  private final List<PlanChange> changes = new ArrayList<>();

  /// The plan that each was seen with last, also of those that are not studied any more.
  private final Map<StatementId, PlanOutline.Planned> planned =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<StatementId, PlanOutline.Planned> eldest) {
          return size() > MOST_PLANS;
        }
      };

  private record Kept(StatementStudy study, long nanos) {}

  private record Costly(StatementId id, double calls, double time) {
    double mean() {
      return time / calls;
    }
  }

  /// @param asking notes that the server is asked something again
  StatementStudies(Target target, StudyReader.Planning planning, Runnable asking, Clock clock) {
    this.target = target;
    this.planning = planning;
    this.asking = asking;
    this.clock = clock;
  }

  Map<StatementId, StatementStudy> known() {
    return known.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().study()));
  }

  /// The plans that were new, or differed from the one before, since this was called last.
  List<PlanChange> changes() {
    List<PlanChange> found = List.copyOf(changes);
    changes.clear();
    return found;
  }

  /// Studies those that were not studied lately.
  void follow(Layout layout, List<Figures> statements, Map<StatementId, StatementText> texts) {
    Set<StatementId> costly = costly(layout, statements);
    known.keySet().retainAll(costly);
    List<StatementId> due = costly.stream().filter(texts::containsKey).filter(this::isDue).toList();
    Stream.concat(
            due.stream().filter(this::lacks).limit(MOST_LACKING_AT_ONCE),
            due.stream()
                .filter(id -> !lacks(id))
                .sorted(Comparator.comparing(known::containsKey))
                .limit(MOST_AT_ONCE))
        .toList()
        .forEach(id -> study(id, texts.get(id)));
  }

  private boolean isDue(StatementId id) {
    Kept before = known.get(id);
    return before == null
        || clock.since(before.nanos()).compareTo(lacks(id) ? LACKING_VALID : VALID) >= 0;
  }

  /// Whether an index was missing when it was studied.
  private boolean lacks(StatementId id) {
    Kept before = known.get(id);
    return before != null && !before.study().advice().isEmpty();
  }

  private void study(StatementId id, StatementText text) {
    asking.run();
    StatementStudy study = read(id, text);
    known.put(id, new Kept(study, clock.nanoTime()));
    if (study.plan() instanceof PlanOutline.Planned now) {
      Optional<PlanOutline.Planned> before = Optional.ofNullable(planned.put(id, now));
      if (before.isEmpty() || !before.get().shape().equals(now.shape())) {
        changes.add(new PlanChange(id, before, now));
      }
    }
  }

  private StatementStudy read(StatementId id, StatementText text) {
    SessionOptions options =
        SessionOptions.of("ballast study")
            .withStatementTimeout(LIMIT)
            .withLockTimeout(LOCK_LIMIT)
            .withAnswerSlack(Duration.ofSeconds(1));
    try (Session session = Session.open(target.connection().withDatabase(id.database()), options)) {
      return StudyReader.read(session, text, planning);
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      return StatementStudy.none(
          "the database cannot be read: " + fault.detail().orElse(fault.getMessage()));
    }
  }

  private static Set<StatementId> costly(Layout layout, List<Figures> statements) {
    List<Costly> all =
        statements.stream()
            .flatMap(figures -> costly(layout, figures).stream())
            .filter(c -> c.calls() >= FEWEST_CALLS && c.mean() >= LEAST_MEAN)
            .toList();
    return Stream.of(
            Comparator.comparingDouble(Costly::time), Comparator.comparingDouble(Costly::mean))
        .flatMap(by -> all.stream().sorted(by.reversed()).limit(MOST))
        .map(Costly::id)
        .collect(Collectors.toSet());
  }

  private static Optional<Costly> costly(Layout layout, Figures figures) {
    return StatementTexts.id(figures)
        .filter(id -> !id.database().isEmpty())
        .map(
            id ->
                new Costly(
                    id,
                    figures.value(layout.indexOf("calls")),
                    figures.value(layout.indexOf("execution_seconds"))));
  }
}
