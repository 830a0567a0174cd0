package dev.ballast.change.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.rules.lint.Refusal;

/// That PostgreSQL refuses a statement.
///
/// @param certain whatever the database holds; else the finding's sentences say what decides it
/// @param sqlState the code of the error
public record RefusalClaim(boolean certain, String sqlState) {
  public RefusalClaim {
    requireNonNull(sqlState, "sqlState is null");
  }

  static RefusalClaim of(Refusal refusal) {
    return switch (refusal) {
      case Refusal.Certain(String sqlState) -> new RefusalClaim(true, sqlState);
      case Refusal.Conditional(String sqlState, String _) -> new RefusalClaim(false, sqlState);
    };
  }
}
