package dev.ballast.cli.frame;

import dev.ballast.report.Report;

/// A command that does something, as against a noun that groups commands.
///
/// Implementations are public classes in `dev.ballast.cli.command` with picocli's `@Command`, an
/// [Example] and the [Exits] they can end with. The frame adds `--output`, `--no-color`, `--quiet`
/// and `--help`, runs [#run] on a virtual thread of its own, prints the report and turns every
/// [dev.ballast.evidence.Fault] into a message and an exit code.
public interface LeafCommand {

  /// Does the work. An interrupt of the calling thread means that the operator pressed Ctrl-C:
  /// clean up in `finally` and `close()`, within 20 s, and let the fault pass.
  Report run(Console console);
}
