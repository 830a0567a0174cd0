package dev.ballast.observe.notify;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.catalogue.AllChecks;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Tls;
import dev.ballast.store.alert.AlertTable;
import dev.ballast.store.database.Store;
import dev.ballast.store.database.StoreLocation;
import dev.ballast.store.delivery.DeliveryTable;
import dev.ballast.store.delivery.MuteTable;
import dev.ballast.targets.config.AlertSettings;
import dev.ballast.targets.config.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// A process that notifies people until it is killed.
final class KilledNotifier {
  static final RouteDesk.Pace PACE =
      new RouteDesk.Pace(
          Clock.system(),
          RandomGenerator.getDefault(),
          Duration.ofMillis(200),
          Duration.ofSeconds(2));

  private KilledNotifier() {}

  /// Notifies until it is killed.
  ///
  /// @param arguments the configuration, the file that gets the number of the process, host, port
  ///     and user of the store
  public static void main(String... arguments) throws IOException {
    AlertSettings settings = Configuration.read(Path.of(arguments[0])).alerts();
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
    try (Store store = Store.open(new StoreLocation.External(() -> where), Clock.system())) {
      new Notifier(() -> settings, AllChecks.list(), books(store), PACE).run();
    }
  }

  static Books books(Store store) {
    return new Books(
        new AlertTable(store.pool()), new DeliveryTable(store.pool()), new MuteTable(store.pool()));
  }
}
