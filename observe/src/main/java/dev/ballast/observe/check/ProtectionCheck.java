package dev.ballast.observe.check;

import java.util.List;
import java.util.Optional;

/// A check of how a target's backups stand.
public abstract class ProtectionCheck extends Check {
  protected ProtectionCheck(String name, Threshold threshold) {
    super(name, Topic.BACKUP, threshold);
  }

  /// Backups are known while the server does not answer.
  @Override
  public final boolean needsNoAnswer() {
    return true;
  }

  @Override
  public final Look look(Observed observed) {
    return observed
        .surroundings()
        .protection()
        .map(protection -> judged(protection, observed))
        .orElseGet(() -> new Look.Undecided("how its backups stand was not looked at yet"));
  }

  protected abstract Look judged(Protection protection, Observed observed);

  protected static Look found(List<SymptomDraft> drafts) {
    return new Look.Found(drafts.stream().map(SymptomDraft::symptom).toList());
  }

  protected static Look found(Optional<SymptomDraft> draft) {
    return found(draft.stream().toList());
  }
}
