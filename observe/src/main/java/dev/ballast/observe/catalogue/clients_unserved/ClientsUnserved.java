package dev.ballast.observe.catalogue.clients_unserved;

import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.check.Unserved;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A target at which no client gets a session any more, whatever the sessions do that are open.
@NullMarked
public final class ClientsUnserved extends Check {
  public ClientsUnserved() {
    super(
        "clients-unserved",
        Topic.AVAILABILITY,
        Threshold.ifSo(Urgency.PAGE).after(Duration.ofSeconds(30)));
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("connections-near-limit", "target-unreachable");
  }

  @Override
  public boolean needsNoAnswer() {
    return true;
  }

  @Override
  public Look look(Observed observed) {
    return observed
        .surroundings()
        .unserved()
        .<Look>map(known -> new Look.Found(List.of(symptom(observed, known).symptom())))
        .orElse(Look.NOTHING);
  }

  private static SymptomDraft symptom(Observed observed, Unserved known) {
    SymptomDraft draft =
        SymptomDraft.of(
                Labels.NONE,
                1,
                "no client gets a session and an answer: " + known.why().getMessage())
            .with("since", known.since().toString())
            .with("code", known.why().code().id());
    known.why().detail().ifPresent(detail -> draft.with("detail", detail));
    return draft
        .remedy(
            "See what a session of this machine gets",
            "ballast target check --target %s".formatted(observed.target().name()))
        .remedy(
            "See on the server's machine whether its processes are stopped (T) or wait for a disk (D)",
            "ps -o pid,ppid,stat,wchan:30,args -C postgres");
  }
}
