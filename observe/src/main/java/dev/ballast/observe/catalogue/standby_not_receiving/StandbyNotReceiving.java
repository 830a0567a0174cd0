package dev.ballast.observe.catalogue.standby_not_receiving;

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
import org.jspecify.annotations.NullMarked;

/// A standby that streams nothing.
@NullMarked
public final class StandbyNotReceiving extends Check {
  public StandbyNotReceiving() {
    super(
        "standby-not-receiving",
        Topic.REPLICATION,
        Threshold.ifSo(Urgency.TICKET).after(Duration.ofMinutes(1)));
  }

  @Override
  public Look look(Observed observed) {
    Optional<FamilyState> family = observed.family("receiver");
    boolean standby =
        observed.entities("instance").stream().anyMatch(e -> e.figure("in_recovery").orElse(0) > 0);
    if (family.isEmpty() || !standby) {
      return Look.NOTHING;
    }
    if (family.get().latest().isEmpty()) {
      return new Look.Undecided("the WAL receiver was not read yet");
    }
    if (observed.entities("receiver").stream().anyMatch(e -> e.figure("streaming").isEmpty())) {
      return new Look.Undecided(
          "what the WAL receiver does is hidden: grant pg_monitor to the role of the watch");
    }
    boolean streams =
        observed.entities("receiver").stream().anyMatch(e -> e.figure("streaming").orElse(0) > 0);
    // What the connection string says is never read; whether there is one is known.
    boolean follows = observed.setting("primary_conninfo").filter(v -> !v.isEmpty()).isPresent();
    if (!follows && !observed.inventory("setting").isPresent()) {
      return new Look.Undecided("the settings were not read yet");
    }
    return new Look.Found(
        List.of(
            SymptomDraft.of(Labels.NONE, follows && !streams ? 1 : 0, "the standby receives no WAL")
                .remedy(
                    "See what its receiver does, and which timeline it wants",
                    """
                    SELECT status, sender_host, received_tli, latest_end_time
                    FROM pg_stat_wal_receiver;
                    SELECT timeline_id FROM pg_control_checkpoint();""")
                .symptom()));
  }
}
