package dev.ballast.observe.catalogue.log_not_received;

import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A target whose log is to be received and is not.
@NullMarked
public final class LogNotReceived extends Check {
  private static final Duration SILENT = Duration.ofMinutes(1);

  public LogNotReceived() {
    super(
        "log-not-received",
        Topic.BACKUP,
        Threshold.ifSo(Urgency.TICKET).after(Duration.ofMinutes(2)));
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("target-unreachable");
  }

  @Override
  public boolean needsNoAnswer() {
    return true;
  }

  @Override
  public Look look(Observed observed) {
    if (observed.target().wal().isEmpty()) {
      return Look.NOTHING;
    }
    Optional<Instant> last =
        observed.family("recovery_point").flatMap(FamilyState::latest).map(Reading::at);
    boolean silent =
        last.isEmpty() || Duration.between(last.get(), observed.now()).compareTo(SILENT) > 0;
    if (!silent) {
      return Look.NOTHING;
    }
    SymptomDraft draft =
        SymptomDraft.of(Labels.NONE, 1, "its write-ahead log is to be received, and is not")
            .remedy("See what is received and why not", "ballast status");
    last.ifPresent(at -> draft.with("last_received", at.toString()));
    return new Look.Found(List.of(draft.symptom()));
  }
}
