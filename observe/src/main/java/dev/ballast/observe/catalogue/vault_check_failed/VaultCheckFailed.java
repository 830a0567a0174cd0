package dev.ballast.observe.catalogue.vault_check_failed;

import dev.ballast.evidence.Counted;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Protection;
import dev.ballast.observe.check.ProtectionCheck;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A vault whose objects are not what was stored.
@NullMarked
public final class VaultCheckFailed extends ProtectionCheck {
  private static final String CHECK = "check vault ";

  public VaultCheckFailed() {
    super("vault-check-failed", Threshold.ifSo(Urgency.TICKET));
  }

  @Override
  public Set<String> labels() {
    return Set.of("job");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("vault-unreadable");
  }

  @Override
  protected Look judged(Protection protection, Observed observed) {
    if (protection.jobsUnknown().isPresent()) {
      return new Look.Undecided(
          "the jobs of the node are not known: " + protection.jobsUnknown().get());
    }
    return found(
        protection.failing().stream()
            .filter(job -> job.name().startsWith(CHECK))
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
                      .remedy(
                          "See which objects",
                          "ballast vault check --vault " + protection.vault().orElse(""))
                      .remedy(
                          "Take them from another vault",
                          "ballast vault repair --vault " + protection.vault().orElse(""));
                })
            .toList());
  }
}
