package dev.ballast.observe.catalogue.standby_gone;

import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Symptom;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A receiver of WAL that was there and is not any more.
@NullMarked
public final class StandbyGone extends Check {
  public StandbyGone() {
    super(
        "standby-gone",
        Topic.REPLICATION,
        Threshold.ifSo(Urgency.TICKET).after(Duration.ofMinutes(2)));
  }

  @Override
  public Set<String> labels() {
    return Set.of("standby", "address");
  }

  @Override
  public Set<String> remembers() {
    return Set.of("replication");
  }

  @Override
  public Look look(Observed observed) {
    Optional<FamilyState> family = observed.family("replication");
    if (family.isEmpty()) {
      return Look.NOTHING;
    }
    if (family.get().latest().isEmpty()) {
      return new Look.Undecided("the receivers of WAL were not read yet");
    }
    List<Symptom> gone = new ArrayList<>();
    Map<Labels, Instant> missing =
        observed
            .history()
            .attendance()
            .missing(observed.entities("replication").stream().map(Entity::figures).toList());
    missing.forEach((who, last) -> gone.add(symptom(who, last)));
    return new Look.Found(gone);
  }

  private static Symptom symptom(Labels who, Instant last) {
    String name = who.value("standby").orElse("");
    return SymptomDraft.of(
            new Labels(who.all().stream().filter(l -> !l.value().isEmpty()).toList()),
            1,
            "receiver %s has not streamed since %s".formatted(name, last))
        .with("last_seen", last.toString())
        .remedy(
            "See who receives now, and which slots are kept",
            """
            SELECT application_name, client_addr, state FROM pg_stat_replication;
            SELECT slot_name, active, wal_status FROM pg_replication_slots;""")
        .symptom();
  }
}
