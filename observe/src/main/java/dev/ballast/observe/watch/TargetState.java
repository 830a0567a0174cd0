package dev.ballast.observe.watch;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.observe.family.ServerFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is known of one target at present.
///
/// @param server the server that was reached last
/// @param reachedAt when a pass last ended there
/// @param unreachable why it cannot be reached since
/// @param asked since when an answer is awaited; empty between two passes
/// @param cost what the passes took
/// @param families one for each family of the catalogue
/// @param detail what is known beside figures
public record TargetState(
    String target,
    Optional<ServerFacts> server,
    Optional<Instant> reachedAt,
    Optional<Fault> unreachable,
    Optional<Asked> asked,
    Cost cost,
    List<FamilyState> families,
    TargetDetail detail) {
  public TargetState {
    requireNonNull(target, "target is null");
    requireNonNull(server, "server is null");
    requireNonNull(reachedAt, "reachedAt is null");
    requireNonNull(unreachable, "unreachable is null");
    requireNonNull(asked, "asked is null");
    requireNonNull(cost, "cost is null");
    families = List.copyOf(families);
    requireNonNull(detail, "detail is null");
  }

  /// A question that is not answered yet.
  ///
  /// @param nanos when, by the clock that never jumps
  public record Asked(long nanos, String what) {}

  /// What watching a target takes of it.
  ///
  /// @param lastPass how long the queries of the last pass took, with the way to and fro
  /// @param passes how many ended since the watch began
  /// @param spent the time of all passes together
  public record Cost(Duration lastPass, long passes, Duration spent) {
    static final Cost NONE = new Cost(Duration.ZERO, 0, Duration.ZERO);

    Cost plus(Duration pass) {
      return new Cost(pass, passes + 1, spent.plus(pass));
    }
  }

  TargetState reached(ServerFacts now) {
    boolean same =
        server
            .filter(s -> s.startedAt().equals(now.startedAt()))
            .filter(s -> s.system().equals(now.system()))
            .isPresent();
    return new TargetState(
        target,
        Optional.of(now),
        reachedAt,
        Optional.empty(),
        asked,
        cost,
        same ? families : families.stream().map(FamilyState::restarted).toList(),
        detail);
  }

  TargetState unreachable(Fault why) {
    return new TargetState(
        target, server, reachedAt, Optional.of(why), Optional.empty(), cost, families, detail);
  }

  TargetState passed(Instant at, Duration took) {
    return new TargetState(
        target,
        server,
        Optional.of(at),
        Optional.empty(),
        Optional.empty(),
        cost.plus(took),
        families,
        detail);
  }

  TargetState asked(Asked now) {
    return new TargetState(
        target, server, reachedAt, unreachable, Optional.of(now), cost, families, detail);
  }

  TargetState with(List<FamilyState> others) {
    return new TargetState(target, server, reachedAt, unreachable, asked, cost, others, detail);
  }

  TargetState with(TargetDetail other) {
    return new TargetState(target, server, reachedAt, unreachable, asked, cost, families, other);
  }

  public Optional<FamilyState> family(String name) {
    return families.stream().filter(f -> f.family().name().equals(name)).findFirst();
  }
}
