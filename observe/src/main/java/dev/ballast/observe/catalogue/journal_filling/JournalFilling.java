package dev.ballast.observe.catalogue.journal_filling;

import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.NodeCondition;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.OwnCheck;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;

/// A journal that is full soon.
@NullMarked
public final class JournalFilling extends OwnCheck {
  private static final double HALF = 0.5;
  private static final double NEARLY_FULL = 0.9;

  public JournalFilling() {
    super(
        "journal-filling",
        Threshold.of(Measure.SHARE, HALF, Urgency.TICKET).pagingFrom(NEARLY_FULL));
  }

  @Override
  protected Optional<SymptomDraft> judged(NodeCondition node, Observed observed) {
    NodeCondition.Journal journal = node.journal();
    return journal.mostBytes() <= 0
        ? Optional.empty()
        : Optional.of(
            SymptomDraft.of(
                    Labels.NONE,
                    (double) journal.waitingBytes() / journal.mostBytes(),
                    "%s of readings wait for the store, and at most %s are kept"
                        .formatted(
                            Measure.BYTES.text(journal.waitingBytes()),
                            Measure.BYTES.text(journal.mostBytes())))
                .remedy("See how the node is doing", "ballast status"));
  }
}
