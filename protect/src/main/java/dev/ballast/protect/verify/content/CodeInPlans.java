package dev.ballast.protect.verify.content;

import dev.ballast.postgres.jdbc.SqlResource;
import java.util.List;
import java.util.Optional;

/// Whether the planner would run code of the database when it plans a query on a relation. Safe for
/// any number of threads.
///
/// It asks outside of any old snapshot, since the planner goes by what is there now. An index or
/// statistics made between the question and the query are not seen: who reads what a user's code
/// may stand behind asks right before each query, and reads by COPY, which has no planner, wherever
/// it can.
final class CodeInPlans {
  private final SharedSession now;

  CodeInPlans(SharedSession now) {
    this.now = now;
  }

  /// Why no query on the relation should be planned, if so.
  Optional<String> in(Relation relation) {
    if (relation.means() == Relation.Means.CATALOGUE) {
      return Optional.empty();
    }
    List<String> found =
        now.ask(
            session ->
                session.query(
                    SqlResource.load(CodeInPlans.class, "code", session.version()),
                    row -> row.text("name"),
                    relation.oid(),
                    relation.oid()));
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "planning a query on it would run code of the database, for %s"
                .formatted(String.join(", ", found)));
  }
}
