package dev.ballast.change.actual;

import dev.ballast.sql.grammar.Fingerprint;
import dev.ballast.sql.grammar.Grammar;
import dev.ballast.sql.grammar.Rejected;
import java.util.Optional;

/// By what a statement is recognised in what a server counted or logged.
public final class StatementPrint {
  private StatementPrint() {}

  /// The same for texts that differ in constants and layout only, so that a text with `$1` where
  /// its constants stood has it, too; empty for what PostgreSQL 18 does not parse.
  public static Optional<String> of(String statement) {
    return switch (Grammar.postgres18().fingerprint(statement)) {
      case Fingerprint print -> Optional.of(print.hex());
      case Rejected rejected -> Optional.empty();
    };
  }
}
