package dev.ballast.observe.catalogue.synchronous_standby_missing;

import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// Commits that wait for a standby that is not there.
@NullMarked
public final class SynchronousStandbyMissing extends Check {
  private static final Set<String> NOT_WAITING = Set.of("off", "local");
  private static final Set<String> CONFIRMING = Set.of("sync", "quorum");

  public SynchronousStandbyMissing() {
    super(
        "synchronous-standby-missing",
        Topic.REPLICATION,
        Threshold.ifSo(Urgency.PAGE).after(Duration.ofSeconds(30)));
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("standby-gone");
  }

  @Override
  public Look look(Observed observed) {
    Optional<FamilyState> family = observed.family("replication");
    if (family.isEmpty()) {
      return Look.NOTHING;
    }
    Optional<String> names = observed.setting("synchronous_standby_names");
    if (names.isEmpty() || family.get().latest().isEmpty()) {
      return new Look.Undecided("the settings and receivers of WAL were not read yet");
    }
    boolean waits =
        !names.get().isBlank()
            && !NOT_WAITING.contains(observed.setting("synchronous_commit").orElse("on"))
            && observed.entities("instance").stream()
                .noneMatch(e -> e.figure("in_recovery").orElse(0) > 0);
    boolean confirmed =
        observed.entities("replication").stream()
            .anyMatch(
                e -> e.label("state").equals("streaming") && CONFIRMING.contains(e.label("sync")));
    return new Look.Found(
        List.of(
            SymptomDraft.of(
                    Labels.NONE,
                    waits && !confirmed ? 1 : 0,
                    "commits wait for a synchronous standby, and none streams")
                .with("synchronous_standby_names", names.get())
                .remedy(
                    "Let commits proceed without it; what they return is on this machine only",
                    "ALTER SYSTEM SET synchronous_standby_names = ''; SELECT pg_reload_conf();")
                .symptom()));
  }
}
