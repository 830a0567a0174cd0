package dev.ballast.observe.alert;

import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.family.ServerFacts;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The clusters whose primary is watched: what its standbys have from it is reported there, once
/// and where it can be fixed. Immutable.
///
/// @param systems their system identifiers
/// @param complete whether it is known of each target which cluster it is
record Primaries(Set<String> systems, boolean complete) {
  private static final Look NOT_YET =
      new Look.Undecided("it is not known yet whether its primary is watched");

  Primaries {
    systems = Set.copyOf(systems);
  }

  static Primaries of(List<Observed> targets) {
    return new Primaries(
        targets.stream()
            .filter(target -> !target.isStandby())
            .flatMap(target -> target.state().server().stream())
            .map(ServerFacts::system)
            .filter(system -> !system.isEmpty())
            .collect(Collectors.toSet()),
        targets.stream()
            .filter(target -> !target.isPooler())
            .map(Observed::state)
            .allMatch(state -> state.server().isPresent() || state.unreachable().isPresent()));
  }

  /// What a look at the check finds at a standby, whatever there is there; empty where it has to be
  /// evaluated.
  Optional<Look> instead(Check check, Observed observed) {
    if (!check.isReplicated() || !observed.isStandby()) {
      return Optional.empty();
    }
    if (observed.state().server().map(ServerFacts::system).filter(systems::contains).isPresent()) {
      return Optional.of(Look.NOTHING);
    }
    return complete ? Optional.empty() : Optional.of(NOT_YET);
  }
}
