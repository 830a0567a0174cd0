package dev.ballast.change.rehearse;

import dev.ballast.change.trace.Step;
import dev.ballast.lab.clone.RunningClone;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import java.util.ArrayList;
import java.util.List;

/// The relations that a change names, with their indexes. Where a copy shares its blocks with the
/// clone by an overlay, the first use of a file copies all of it: they are copied before anything
/// is measured.
final class NamedRelations {
  private NamedRelations() {}

  private record Named(long oid, String table) {}

  static void settle(RunningClone clone, String database, PlannedChange change) {
    List<Step> steps = new ArrayList<>();
    for (PlannedChange.Leg leg : change.ups()) {
      steps.addAll(Step.of(leg.up().script()));
      leg.down().ifPresent(down -> steps.addAll(Step.of(down.script())));
    }
    List<Long> named;
    try (Session keeper = clone.keeper(database)) {
      named =
          keeper
              .query(
                  SqlResource.load(NamedRelations.class, "relations", keeper.version()),
                  row -> new Named(row.number("oid"), row.text("name")))
              .stream()
              .filter(relation -> steps.stream().anyMatch(step -> step.names(relation.table())))
              .map(Named::oid)
              .toList();
    }
    clone.settle(database, named);
  }
}
