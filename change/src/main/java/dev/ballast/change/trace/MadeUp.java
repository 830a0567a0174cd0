package dev.ballast.change.trace;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.trace.scratch.ScratchServer;

/// What a trace makes up for its scripts, and the database without it.
record MadeUp(MadeUpRows rows, MadeUpRoles roles, CleanCopy clean) {
  MadeUp {
    requireNonNull(rows, "rows is null");
    requireNonNull(roles, "roles is null");
    requireNonNull(clean, "clean is null");
  }

  /// Nothing so far.
  ///
  /// @param database where the scripts run
  static MadeUp none(ScratchServer server, TraceOptions options, String database) {
    return new MadeUp(
        new MadeUpRows(options.rows()),
        new MadeUpRoles(server.roles()),
        new CleanCopy(server, database));
  }

  /// That of a copy of the database.
  MadeUp copy() {
    return new MadeUp(rows.copy(), roles.copy(), clean.copy());
  }
}
