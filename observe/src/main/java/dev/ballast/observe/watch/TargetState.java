package dev.ballast.observe.watch;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.inventory.InventoryKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
/// @param missing the inventories that could not be read
public record TargetState(
    String target,
    Optional<ServerFacts> server,
    Optional<Instant> reachedAt,
    Optional<Fault> unreachable,
    Optional<Asked> asked,
    Cost cost,
    List<FamilyState> families,
    List<MissingInventory> missing) {
  public TargetState {
    requireNonNull(target, "target is null");
    requireNonNull(server, "server is null");
    requireNonNull(reachedAt, "reachedAt is null");
    requireNonNull(unreachable, "unreachable is null");
    requireNonNull(asked, "asked is null");
    requireNonNull(cost, "cost is null");
    families = List.copyOf(families);
    missing = List.copyOf(missing);
  }

  /// An inventory that could not be read.
  public record MissingInventory(String kind, Fault why) {}

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
        missing);
  }

  TargetState unreachable(Fault why) {
    return new TargetState(
        target, server, reachedAt, Optional.of(why), Optional.empty(), cost, families, missing);
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
        missing);
  }

  TargetState asked(Asked now) {
    return new TargetState(
        target, server, reachedAt, unreachable, Optional.of(now), cost, families, missing);
  }

  TargetState with(List<FamilyState> others) {
    return new TargetState(target, server, reachedAt, unreachable, asked, cost, others, missing);
  }

  TargetState with(InventoryKind kind, Optional<Fault> why) {
    List<MissingInventory> others = new ArrayList<>(missing);
    others.removeIf(m -> m.kind().equals(kind.name()));
    why.ifPresent(fault -> others.add(new MissingInventory(kind.name(), fault)));
    return new TargetState(target, server, reachedAt, unreachable, asked, cost, families, others);
  }

  public Optional<FamilyState> family(String name) {
    return families.stream().filter(f -> f.family().name().equals(name)).findFirst();
  }
}
