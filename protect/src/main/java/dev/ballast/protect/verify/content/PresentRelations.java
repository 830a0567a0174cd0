package dev.ballast.protect.verify.content;

import dev.ballast.postgres.jdbc.SqlResource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What relations are by now, whatever an older snapshot saw. Safe for any number of threads.
public final class PresentRelations {

  /// A relation as it is.
  ///
  /// @param shape comparable with [Relation#shape()]
  record Present(long shape, long bytes) {}

  private final SharedSession now;

  public PresentRelations(SharedSession now) {
    this.now = now;
  }

  /// Those of the relations that there are, by oid.
  Map<Long, Present> of(List<Relation> relations) {
    Map<Long, Present> present = new HashMap<>();
    now.ask(
            session ->
                session.query(
                    SqlResource.load(PresentRelations.class, "present", session.version()),
                    row ->
                        Map.entry(
                            row.number("oid"),
                            new Present(row.number("shape"), row.number("bytes"))),
                    relations.stream().map(relation -> Long.toString(relation.oid())).toList()))
        .forEach(found -> present.put(found.getKey(), found.getValue()));
    return present;
  }
}
