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
/// @param cost what the passes took
/// @param families one for each family of the catalogue
public record TargetState(
    String target,
    Optional<ServerFacts> server,
    Optional<Instant> reachedAt,
    Optional<Fault> unreachable,
    Cost cost,
    List<FamilyState> families) {
  public TargetState {
    requireNonNull(target, "target is null");
    requireNonNull(server, "server is null");
    requireNonNull(reachedAt, "reachedAt is null");
    requireNonNull(unreachable, "unreachable is null");
    requireNonNull(cost, "cost is null");
    families = List.copyOf(families);
  }

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

  public Optional<FamilyState> family(String name) {
    return families.stream().filter(f -> f.family().name().equals(name)).findFirst();
  }
}
