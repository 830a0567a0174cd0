package dev.ballast.change.trace;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.trace.scratch.ScratchServer;

/// What a trace makes up for its scripts, and how to do without.
record MadeUp(MadeUpRows rows, MadeUpRoles roles, PastRuns past) {
  MadeUp {
    requireNonNull(rows, "rows is null");
    requireNonNull(roles, "roles is null");
    requireNonNull(past, "past is null");
  }

  /// Nothing so far.
  ///
  /// @param past nothing so far
  static MadeUp none(ScratchServer server, TraceOptions options, PastRuns past) {
    return new MadeUp(new MadeUpRows(options.rows()), new MadeUpRoles(server.roles()), past);
  }

  /// That of a copy of the database.
  MadeUp copy() {
    return new MadeUp(rows.copy(), roles.copy(), past.copy());
  }
}
