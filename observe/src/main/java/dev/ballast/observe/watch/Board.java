package dev.ballast.observe.watch;

import dev.ballast.evidence.Fault;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.store.sample.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.UnaryOperator;

/// What is known of each target at present, in memory. Safe for any number of threads.
public final class Board {
  private final List<Family<?>> families;
  private final Map<String, TargetState> targets = new ConcurrentSkipListMap<>();

  public Board(List<Family<?>> families) {
    this.families = List.copyOf(families);
  }

  /// All targets by name.
  public List<TargetState> targets() {
    return List.copyOf(targets.values());
  }

  public Optional<TargetState> target(String name) {
    return Optional.ofNullable(targets.get(name));
  }

  void add(String target) {
    targets.putIfAbsent(
        target,
        new TargetState(
            target,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            TargetState.Cost.NONE,
            families.stream().<FamilyState>map(FamilyState::unread).toList()));
  }

  /// A session was opened there.
  void reached(String target, ServerFacts server) {
    change(
        target,
        old -> {
          boolean same =
              old.server()
                  .filter(s -> s.startedAt().equals(server.startedAt()))
                  .filter(s -> s.system().equals(server.system()))
                  .isPresent();
          return new TargetState(
              target,
              Optional.of(server),
              old.reachedAt(),
              Optional.empty(),
              old.cost(),
              same ? old.families() : old.families().stream().map(FamilyState::restarted).toList());
        });
  }

  void unreachable(String target, Fault why) {
    change(
        target,
        old ->
            new TargetState(
                target,
                old.server(),
                old.reachedAt(),
                Optional.of(why),
                old.cost(),
                old.families()));
  }

  void passed(String target, Instant at, Duration took) {
    change(
        target,
        old ->
            new TargetState(
                target,
                old.server(),
                Optional.of(at),
                Optional.empty(),
                old.cost().plus(took),
                old.families()));
  }

  void read(Family<?> family, Reading reading) {
    changeFamily(reading.target(), family, state -> state.with(reading));
  }

  void missing(String target, Family<?> family, Fault why) {
    changeFamily(target, family, state -> state.without(why));
  }

  private void changeFamily(String target, Family<?> family, UnaryOperator<FamilyState> how) {
    change(
        target,
        old ->
            new TargetState(
                target,
                old.server(),
                old.reachedAt(),
                old.unreachable(),
                old.cost(),
                old.families().stream()
                    .map(f -> f.family().name().equals(family.name()) ? how.apply(f) : f)
                    .toList()));
  }

  private void change(String target, UnaryOperator<TargetState> how) {
    targets.computeIfPresent(target, (name, old) -> how.apply(old));
  }
}
