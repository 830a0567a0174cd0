package dev.ballast.observe.catalogue.major_unsupported;

import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.MajorSupport;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// A server whose major is not fixed any more.
@NullMarked
public final class MajorUnsupported extends Check {
  public MajorUnsupported() {
    super("major-unsupported", Topic.SETTINGS, Threshold.ifSo(Urgency.TICKET));
  }

  @Override
  public Look look(Observed observed) {
    Optional<ServerFacts> server = observed.state().server();
    if (server.isEmpty()) {
      return new Look.Undecided("the version of the server is not known yet");
    }
    int major = server.get().version().major();
    Optional<LocalDate> last = MajorSupport.lastRelease(major);
    LocalDate today = LocalDate.ofInstant(observed.now(), ZoneOffset.UTC);
    if (last.isEmpty() || !today.isAfter(last.get())) {
      return Look.NOTHING;
    }
    return new Look.Found(
        List.of(
            SymptomDraft.of(
                    Labels.NONE,
                    1,
                    "the last release of major %d was on %s: faults found since stay"
                        .formatted(major, last.get()))
                .with("last_release", last.get().toString())
                .remedy(
                    "Take a proven backup before the upgrade",
                    "ballast prove --target %s".formatted(observed.target().name()))
                .symptom()));
  }
}
