package dev.ballast.change.rules;

import dev.ballast.change.lint.Catalogue;
import dev.ballast.change.rules.add_foreign_key.AddForeignKey;
import dev.ballast.change.rules.lock_timeout_late.LockTimeoutLate;
import dev.ballast.change.rules.lock_timeout_too_long.LockTimeoutTooLong;
import dev.ballast.change.rules.lock_timeout_zero.LockTimeoutZero;
import dev.ballast.change.rules.missing_lock_timeout.MissingLockTimeout;
import dev.ballast.change.rules.missing_statement_timeout.MissingStatementTimeout;
import java.util.List;

/// The list of all rules, in the order of their ids.
public final class AllRules {
  private AllRules() {}

  public static Catalogue catalogue() {
    return new Catalogue(
        List.of(
            new AddForeignKey(),
            new LockTimeoutLate(),
            new LockTimeoutTooLong(),
            new LockTimeoutZero(),
            new MissingLockTimeout(),
            new MissingStatementTimeout()
            // the list ends here
            ));
  }
}
