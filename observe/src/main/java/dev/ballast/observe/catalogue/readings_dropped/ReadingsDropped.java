package dev.ballast.observe.catalogue.readings_dropped;

import dev.ballast.evidence.Counted;
import dev.ballast.observe.check.NodeCondition;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.OwnCheck;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// Readings or events that were dropped.
@NullMarked
public final class ReadingsDropped extends OwnCheck {
  public ReadingsDropped() {
    super("readings-dropped", Threshold.ifSo(Urgency.TICKET));
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("store-away", "journal-filling");
  }

  @Override
  protected Optional<SymptomDraft> judged(NodeCondition node, Observed observed) {
    NodeCondition.Journal journal = node.journal();
    long dropped = journal.droppedReadings() + journal.droppedEvents();
    return dropped == 0
        ? Optional.empty()
        : Optional.of(
            SymptomDraft.of(
                    Labels.NONE,
                    1,
                    "%s and %s were dropped for lack of room since the node began"
                        .formatted(
                            Counted.of(journal.droppedReadings(), "reading"),
                            Counted.of(journal.droppedEvents(), "event")))
                .remedy("See how the node is doing", "ballast status"));
  }
}
