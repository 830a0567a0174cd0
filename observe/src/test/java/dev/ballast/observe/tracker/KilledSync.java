package dev.ballast.observe.tracker;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Tls;
import dev.ballast.store.database.Store;
import dev.ballast.store.database.StoreLocation;
import dev.ballast.store.ticket.TicketCopies;
import dev.ballast.store.ticket.TicketTable;
import dev.ballast.targets.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// A process that copies tickets until it is killed.
final class KilledSync {
  static final TicketSync.Pace PACE =
      new TicketSync.Pace(Duration.ofMillis(50), Duration.ZERO, Duration.ofMillis(50));

  private KilledSync() {}

  /// Copies until it is killed.
  ///
  /// @param arguments the configuration, the file that gets the number of the process, host, port
  ///     and user of the store
  public static void main(String... arguments) throws IOException {
    Files.writeString(Path.of(arguments[1]), Long.toString(ProcessHandle.current().pid()));
    ConnectionSettings where =
        new ConnectionSettings(
            arguments[2],
            Integer.parseInt(arguments[3]),
            "postgres",
            arguments[4],
            Optional.empty(),
            Tls.DISABLED,
            ConnectionSettings.DEFAULT_CONNECT_TIMEOUT);
    Path file = Path.of(arguments[0]);
    try (Store store = Store.open(new StoreLocation.External(() -> where), Clock.system())) {
      sync(store, file).run();
    }
  }

  static TicketSync sync(Store store, Path file) {
    return new TicketSync(
        new TicketSync.Desk(new TicketTable(store.pool()), new TicketCopies(store.pool())),
        () -> Configuration.read(file).tickets().sync(),
        PACE,
        Clock.system());
  }
}
