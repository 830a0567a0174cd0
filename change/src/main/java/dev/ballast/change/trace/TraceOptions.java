package dev.ballast.change.trace;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.server.Confinement;
import java.time.Duration;

/// What a trace does beside looking.
///
/// @param probes whether a second session tries SELECT, INSERT, UPDATE and SELECT FOR UPDATE while
///     the locks are held; each attempt that is blocked costs 10 ms
/// @param rows whether empty tables get a few made-up rows, without which nobody can tell a
///     rewritten table from an emptied one
/// @param statementLimit bound on one statement, at least a second
/// @param confinement how far the server must be shut off from this machine
public record TraceOptions(
    boolean probes, boolean rows, Duration statementLimit, Confinement confinement) {
  public static final Duration DEFAULT_STATEMENT_LIMIT = Duration.ofSeconds(60);

  public static final TraceOptions DEFAULT =
      new TraceOptions(true, true, DEFAULT_STATEMENT_LIMIT, Confinement.PREFERRED);

  public TraceOptions {
    requireNonNull(statementLimit, "statementLimit is null");
    requireNonNull(confinement, "confinement is null");
    if (statementLimit.toSeconds() < 1) {
      throw new IllegalArgumentException("a statement may not even take a second");
    }
  }

  public TraceOptions withProbes(boolean on) {
    return new TraceOptions(on, rows, statementLimit, confinement);
  }

  public TraceOptions withRows(boolean on) {
    return new TraceOptions(probes, on, statementLimit, confinement);
  }

  public TraceOptions withStatementLimit(Duration limit) {
    return new TraceOptions(probes, rows, limit, confinement);
  }

  public TraceOptions withConfinement(Confinement other) {
    return new TraceOptions(probes, rows, statementLimit, other);
  }
}
