package dev.ballast.protect.duty;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.protect.forecast.RecoveryOutlook;
import dev.ballast.protect.forecast.Remedy;
import dev.ballast.targets.config.DailyWindow;
import dev.ballast.targets.config.Target;
import dev.ballast.vault.Vault;
import java.util.Optional;

/// Finds out whether a backup is due because a recovery would take too long without it. It is not
/// where no backup would help, and not again directly behind one.
public final class RecoveryDuty {
  private final Target target;
  private final Clock clock;

  public RecoveryDuty(Target target, Clock clock) {
    this.target = requireNonNull(target, "target is null");
    this.clock = requireNonNull(clock, "clock is null");
  }

  /// Why a backup is due, as the beginning of a sentence; empty where none is.
  ///
  /// @param window outside of which none begins
  public Optional<String> due(Vault vault, Optional<DailyWindow> window) {
    if (window.isPresent() && window.get().openAt(clock.now()).isEmpty()) {
      return Optional.empty();
    }
    RecoveryOutlook outlook =
        RecoveryOutlook.of(
            vault, target.name(), target.objectives().recoveryTime(), target::connection);
    return switch (outlook.remedy()) {
      case Remedy.None ignored -> Optional.empty();
      case Remedy.Beyond ignored -> Optional.empty();
      case Remedy.NewBackup backup ->
          Optional.of(
              "a recovery was forecast to take %d s, over the objective of %d s, and %d s with a new backup: "
                  .formatted(
                      outlook.forecast().expectation().orElseThrow().toSeconds(),
                      outlook.objective().toSeconds(),
                      backup.after().toSeconds()));
    };
  }
}
