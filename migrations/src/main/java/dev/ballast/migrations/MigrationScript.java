package dev.ballast.migrations;

import static java.util.Objects.requireNonNull;

import dev.ballast.sql.script.Script;

/// One text that a tool runs in one go.
///
/// @param file as a reader would name it: relative to where the command was started, `-` for
///     standard input
/// @param script the whole file, cut into parts; where a file holds several migrations or both
///     directions, only the parts of this one
public record MigrationScript(String file, Script script, TransactionMode transaction) {
  public MigrationScript {
    requireNonNull(file, "file is null");
    requireNonNull(script, "script is null");
    requireNonNull(transaction, "transaction is null");
  }
}
