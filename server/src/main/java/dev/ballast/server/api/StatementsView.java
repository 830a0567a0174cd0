package dev.ballast.server.api;

import dev.ballast.server.api.TargetView.TextView;
import java.util.List;

/// The text of a statement in each database that has it.
public record StatementsView(String target, String queryId, List<InDatabase> databases) {

  /// One database's.
  public record InDatabase(String database, TextView text) {}
}
