package dev.ballast.observe.catalogue.proof_old;

import dev.ballast.observe.check.DutyCheck;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Protection;
import dev.ballast.observe.check.SymptomDraft;
import org.jspecify.annotations.NullMarked;

/// An objective that is missed: the age of the last sound proof.
@NullMarked
public final class ProofOld extends DutyCheck {
  public ProofOld() {
    super("proof-old", Protection.Aim.PROOF_AGE);
  }

  @Override
  protected String what() {
    return "the age of the last sound proof";
  }

  @Override
  protected void remedies(SymptomDraft draft, Observed observed) {
    draft.remedy(
        "Prove a backup now", "ballast prove --target %s".formatted(observed.target().name()));
  }
}
