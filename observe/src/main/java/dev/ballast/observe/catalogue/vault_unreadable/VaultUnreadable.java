package dev.ballast.observe.catalogue.vault_unreadable;

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

/// A vault that cannot be read.
@NullMarked
public final class VaultUnreadable extends ProtectionCheck {
  public VaultUnreadable() {
    super("vault-unreadable", Threshold.ifSo(Urgency.TICKET));
  }

  @Override
  public Set<String> labels() {
    return Set.of("vault");
  }

  @Override
  protected Look judged(Protection protection, Observed observed) {
    return found(
        protection
            .unreadable()
            .filter(why -> protection.vault().isPresent())
            .map(
                why ->
                    SymptomDraft.of(
                            Labels.of("vault", protection.vault().orElse("")),
                            1,
                            "vault %s cannot be judged: %s"
                                .formatted(protection.vault().orElse(""), why))
                        .remedy(
                            "See what is wrong with it",
                            "ballast vault check --vault " + protection.vault().orElse(""))));
  }
}
