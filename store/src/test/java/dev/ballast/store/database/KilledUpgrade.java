package dev.ballast.store.database;

import dev.ballast.evidence.Clock;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.store.database.StoreUpgrade.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// A process that kills itself in the middle of an upgrade.
final class KilledUpgrade {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private KilledUpgrade() {}

  /// Upgrades, and ends by a signal on the way.
  ///
  /// @param arguments the store's folder, and the step after which it ends
  public static void main(String... arguments) {
    Step last = Step.valueOf(arguments[1]);
    new StoreUpgrade(
            Path.of(arguments[0]),
            Clock.system(),
            step -> {
              if (step == last) {
                ExternalCommand.run(
                    List.of("kill", "-KILL", Long.toString(ProcessHandle.current().pid())), LIMIT);
              }
            })
        .open();
  }
}
