package dev.ballast.observe.catalogue.copy_missing;

import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Protection;
import dev.ballast.observe.check.ProtectionCheck;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// A target whose backups are in one place.
@NullMarked
public final class CopyMissing extends ProtectionCheck {
  public CopyMissing() {
    super("copy-missing", Threshold.ifSo(Urgency.NOTE));
  }

  @Override
  protected Look judged(Protection protection, Observed observed) {
    return found(
        Optional.of(
                SymptomDraft.of(
                        Labels.NONE,
                        1,
                        "vault %s is the only one that receives its log"
                            .formatted(protection.vault().orElse("")))
                    .remedy("See the vaults", "ballast status"))
            .filter(draft -> protection.vault().isPresent() && protection.copies().isEmpty()));
  }
}
