package dev.ballast.observe.catalogue.vault_missing;

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

/// A target without a vault.
@NullMarked
public final class VaultMissing extends ProtectionCheck {
  public VaultMissing() {
    super("vault-missing", Threshold.ifSo(Urgency.TICKET));
  }

  @Override
  public boolean isReplicated() {
    return true;
  }

  @Override
  protected Look judged(Protection protection, Observed observed) {
    return found(
        Optional.of(
                SymptomDraft.of(Labels.NONE, 1, "no vault is declared: nothing backs it up")
                    .remedy(
                        "Make a vault, then name it in ballast.yaml",
                        "ballast vault init --vault ./vault --key file:./master.key --new-key"))
            .filter(draft -> protection.vault().isEmpty()));
  }
}
