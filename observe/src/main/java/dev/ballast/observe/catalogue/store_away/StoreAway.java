package dev.ballast.observe.catalogue.store_away;

import dev.ballast.observe.check.NodeCondition;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.OwnCheck;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// A store that takes nothing.
@NullMarked
public final class StoreAway extends OwnCheck {
  public StoreAway() {
    super("store-away", Threshold.ifSo(Urgency.TICKET).after(Duration.ofMinutes(2)));
  }

  @Override
  protected Optional<SymptomDraft> judged(NodeCondition node, Observed observed) {
    return node.storeFailing()
        .map(
            why ->
                SymptomDraft.of(Labels.NONE, 1, "the store does not take what is read: " + why)
                    .remedy("See how the node is doing", "ballast status"));
  }
}
