package dev.ballast.migrations;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.script.Script;

/// One text that a tool runs in one go.
///
/// @param file as a reader would name it: relative to where the command was started, `-` for
///     standard input
/// @param script the whole file, cut into parts; where a file holds several migrations or both
///     directions, only the parts of this one
/// @param generated whether the tool makes the script of something else that the file holds; the
///     lines are those of the file, the text is not
public record MigrationScript(
    String file, Script script, TransactionMode transaction, boolean generated) {
  /// The text of a file, as it is.
  public MigrationScript(String file, Script script, TransactionMode transaction) {
    this(file, script, transaction, false);
  }

  public MigrationScript {
    requireNonNull(file, "file is null");
    requireNonNull(script, "script is null");
    requireNonNull(transaction, "transaction is null");
  }

  /// A script that the tool makes of what the file holds.
  public static MigrationScript generated(String file, Script script, TransactionMode transaction) {
    return new MigrationScript(file, script, transaction, true);
  }
}
