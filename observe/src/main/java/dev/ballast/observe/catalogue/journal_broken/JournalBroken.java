package dev.ballast.observe.catalogue.journal_broken;

import dev.ballast.observe.check.NodeCondition;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.OwnCheck;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// A journal that is in memory only.
@NullMarked
public final class JournalBroken extends OwnCheck {
  public JournalBroken() {
    super("journal-broken", Threshold.ifSo(Urgency.TICKET));
  }

  @Override
  protected Optional<SymptomDraft> judged(NodeCondition node, Observed observed) {
    return node.journal()
        .broken()
        .map(
            why ->
                SymptomDraft.of(Labels.NONE, 1, "what is read is in memory only: " + why)
                    .remedy("See how the node is doing", "ballast status"));
  }
}
