package dev.ballast.lab.traffic;

import dev.ballast.postgres.jdbc.Session;

/// Where the statements of a traffic come from.
@FunctionalInterface
public interface StatementSource {
  /// What can be repeated on that server, and what cannot.
  ///
  /// @param clone a session of the server that the traffic will be put on; it may be written to
  SourcedTraffic statements(Session clone);
}
