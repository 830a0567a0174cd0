package dev.ballast.observe.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.observe.watch.TargetDetail;
import dev.ballast.store.inventory.Inventory;
import java.util.List;
import java.util.Optional;

/// A check of what a target has of one kind.
public abstract class InventoryCheck extends Check {
  private final String kind;

  /// @param kind of the inventory, such as `setting`
  protected InventoryCheck(String name, Topic topic, Threshold threshold, String kind) {
    super(name, topic, threshold);
    this.kind = requireNonNull(kind, "kind is null");
  }

  @Override
  public final Look look(Observed observed) {
    Optional<Fault> failed =
        observed.state().detail().missing().stream()
            .filter(missing -> missing.what().equals(kind))
            .map(TargetDetail.Missing::why)
            .findFirst();
    if (failed.isPresent()) {
      return new Look.Undecided(
          "the inventory %s was not read: %s".formatted(kind, failed.get().getMessage()));
    }
    return observed
        .inventory(kind)
        .map(inventory -> judged(inventory, observed))
        .orElseGet(() -> new Look.Undecided("the inventory %s was not read yet".formatted(kind)));
  }

  /// Judges what was read.
  protected abstract Look judged(Inventory inventory, Observed observed);

  /// One symptom, or none.
  protected static Look found(Optional<SymptomDraft> draft) {
    return new Look.Found(draft.map(SymptomDraft::symptom).stream().toList());
  }

  protected static Look found(List<SymptomDraft> drafts) {
    return new Look.Found(drafts.stream().map(SymptomDraft::symptom).toList());
  }
}
