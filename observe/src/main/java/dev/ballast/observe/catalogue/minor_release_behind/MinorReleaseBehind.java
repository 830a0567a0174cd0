package dev.ballast.observe.catalogue.minor_release_behind;

import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import dev.ballast.targets.check.MinorRelease;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// A server that lacks a minor release which fixes lost or wrong data.
@NullMarked
public final class MinorReleaseBehind extends Check {
  public MinorReleaseBehind() {
    super("minor-release-behind", Topic.SETTINGS, Threshold.ifSo(Urgency.TICKET));
  }

  @Override
  public Look look(Observed observed) {
    Optional<ServerFacts> server = observed.state().server();
    if (server.isEmpty()) {
      return new Look.Undecided("the version of the server is not known yet");
    }
    ServerVersion version = server.get().version();
    List<MinorRelease> due = MinorRelease.due(version);
    if (due.isEmpty()) {
      return Look.NOTHING;
    }
    ServerVersion newest =
        due.stream().map(MinorRelease::version).max(Comparator.naturalOrder()).orElseThrow();
    SymptomDraft draft =
        SymptomDraft.of(
            Labels.NONE,
            1,
            "the server is %s, and %s fixes what may lose or hide rows".formatted(version, newest));
    due.forEach(release -> draft.with("fixed_in_" + release.version(), release.why()));
    return new Look.Found(
        List.of(
            draft
                .remedy(
                    "See which objects are concerned",
                    "ballast target check --target %s".formatted(observed.target().name()))
                .symptom()));
  }
}
