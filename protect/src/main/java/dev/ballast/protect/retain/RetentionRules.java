package dev.ballast.protect.retain;

import dev.ballast.evidence.Fault;
import dev.ballast.protect.ProtectError;
import java.util.Optional;

/// Which backups of each target a prune keeps: those that any of the rules keeps.
///
/// @param last the newest so many
/// @param daily the newest of each of the newest so many days (UTC) that have one
/// @param weekly the newest of each of the newest so many ISO weeks (UTC) that have one
/// @param proven the newest one whose newest proof is proved
public record RetentionRules(
    Optional<Integer> last, Optional<Integer> daily, Optional<Integer> weekly, boolean proven) {
  private static final int MOST = 100_000;

  /// Throws `retention-rule-invalid` for a number that is not 1 to 100,000.
  public RetentionRules {
    require("last", last);
    require("daily", daily);
    require("weekly", weekly);
  }

  private static void require(String name, Optional<Integer> number) {
    if (number.filter(n -> n < 1 || n > MOST).isPresent()) {
      throw Fault.of(
              ProtectError.RETENTION_RULE_INVALID,
              "--keep-" + name + " is not 1 to " + MOST + ": " + number.get())
          .hint("Leave the option out, so that it keeps nothing. Nothing was removed.");
    }
  }

  /// Whether there is no rule: then nothing is kept by one, and nothing may be removed.
  public boolean isEmpty() {
    return last.isEmpty() && daily.isEmpty() && weekly.isEmpty() && !proven;
  }
}
