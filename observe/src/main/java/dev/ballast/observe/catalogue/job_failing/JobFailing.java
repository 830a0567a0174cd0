package dev.ballast.observe.catalogue.job_failing;

import dev.ballast.evidence.Counted;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Protection;
import dev.ballast.observe.check.ProtectionCheck;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A job of the node that fails.
@NullMarked
public final class JobFailing extends ProtectionCheck {
  private static final String CHECK = "check vault ";

  public JobFailing() {
    super("job-failing", Threshold.of(Measure.COUNT, 2, Urgency.TICKET).clearingBelow(1));
  }

  @Override
  public Set<String> labels() {
    return Set.of("job");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("vault-unreadable", "target-unreachable");
  }

  @Override
  protected Look judged(Protection protection, Observed observed) {
    if (protection.jobsUnknown().isPresent()) {
      return new Look.Undecided(
          "the jobs of the node are not known: " + protection.jobsUnknown().get());
    }
    return found(
        protection.failing().stream()
            .filter(job -> !job.name().startsWith(CHECK))
            .map(
                job -> {
                  SymptomDraft draft =
                      SymptomDraft.of(
                          Labels.of("job", job.name()),
                          job.failures(),
                          "job %s failed %s in a row: %s"
                              .formatted(
                                  job.name(), Counted.of(job.failures(), "time"), job.why()));
                  job.lastSuccess().ifPresent(at -> draft.with("last_success", at.toString()));
                  return draft
                      .remedy("See its runs", "ballast job show " + job.name())
                      .remedy("Run it now", "ballast job run " + job.name());
                })
            .toList());
  }
}
