package dev.ballast.observe.watch;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.ObserveError;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.key.KeyFacts;
import dev.ballast.observe.locks.LockTree;
import dev.ballast.observe.study.StatementStudy;
import dev.ballast.observe.text.StatementId;
import dev.ballast.observe.text.StatementText;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// What is known of each target at present, in memory. Safe for any number of threads.
public final class Board {
  /// A server that answers at all answers a question of the watch sooner.
  private static final Duration LATE = Duration.ofSeconds(3);

  private final List<Family<?>> families;
  private final Clock clock;
  private final Map<String, TargetState> targets = new ConcurrentSkipListMap<>();
  private final Attention attention = new Attention();

  public Board(List<Family<?>> families, Clock clock) {
    this.families = List.copyOf(families);
    this.clock = clock;
  }

  /// What is read sooner than usual.
  public Attention attention() {
    return attention;
  }

  /// All targets by name. One whose answer is late cannot be reached, until it answers.
  public List<TargetState> targets() {
    return targets.values().stream().map(this::judged).toList();
  }

  /// As in [#targets()].
  public Optional<TargetState> target(String name) {
    return Optional.ofNullable(targets.get(name)).map(this::judged);
  }

  private TargetState judged(TargetState state) {
    return state.unreachable().isPresent()
        ? state
        : state
            .asked()
            .filter(asked -> clock.since(asked.nanos()).compareTo(LATE) > 0)
            .map(asked -> state.unreachable(late(asked)))
            .orElse(state);
  }

  private Fault late(TargetState.Asked asked) {
    return Fault.of(ObserveError.ANSWER_LATE, "the server does not answer")
        .detail(
            "asked for %s %d s ago".formatted(asked.what(), clock.since(asked.nanos()).toSeconds()))
        .hint("It may be overloaded or stopped, or the network between may be down.");
  }

  void remove(String target) {
    targets.remove(target);
  }

  /// A server is watched from now on.
  void add(String target) {
    add(target, family -> !family.isOfPooler());
  }

  /// A pooler is watched from now on, as a target of its name.
  void addPooler(String pooler) {
    add(pooler, Family::isOfPooler);
  }

  private void add(String target, Predicate<Family<?>> kind) {
    targets.putIfAbsent(
        target,
        new TargetState(
            target,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            TargetState.Cost.NONE,
            families.stream().filter(kind).<FamilyState>map(FamilyState::unread).toList(),
            TargetDetail.NONE));
  }

  /// The server answered who it is.
  void reached(String target, ServerFacts server) {
    change(target, old -> old.reached(server));
  }

  void unreachable(String target, Fault why) {
    change(target, old -> old.unreachable(why));
  }

  void passed(String target, Instant at, Duration took) {
    change(target, old -> old.passed(at, took));
  }

  /// The server is asked something.
  ///
  /// @param what for people, such as the name of a family
  void asks(String target, String what) {
    change(target, old -> old.asked(new TargetState.Asked(clock.nanoTime(), what)));
  }

  /// A family was read, be it of the server or of what it writes.
  public void read(Family<?> family, Reading reading) {
    long now = clock.nanoTime();
    changeFamily(reading.target(), family, state -> state.with(reading, now));
  }

  /// A family could not be read.
  public void missing(String target, Family<?> family, Fault why) {
    changeFamily(target, family, state -> state.without(why));
  }

  /// Something beside figures was read.
  void has(String target, String what) {
    changeDetail(target, old -> old.with(what, Optional.empty()));
  }

  void missing(String target, String what, Fault why) {
    changeDetail(target, old -> old.with(what, Optional.of(why)));
  }

  void knows(String target, Map<StatementId, StatementText> texts) {
    changeDetail(target, old -> old.with(texts));
  }

  void studied(String target, Map<StatementId, StatementStudy> studies) {
    changeDetail(target, old -> old.studied(studies));
  }

  void keyed(String target, Map<Labels, KeyFacts> keys) {
    changeDetail(target, old -> old.keyed(keys));
  }

  void waits(String target, Optional<LockTree> locks) {
    changeDetail(target, old -> old.with(locks));
  }

  private void changeDetail(String target, UnaryOperator<TargetDetail> how) {
    change(target, old -> old.with(how.apply(old.detail())));
  }

  private void changeFamily(String target, Family<?> family, UnaryOperator<FamilyState> how) {
    change(
        target,
        old ->
            old.with(
                old.families().stream()
                    .map(f -> f.family().name().equals(family.name()) ? how.apply(f) : f)
                    .toList()));
  }

  private void change(String target, UnaryOperator<TargetState> how) {
    targets.computeIfPresent(target, (name, old) -> how.apply(old));
  }
}
