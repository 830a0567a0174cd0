package dev.ballast.protect.wal;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Tls;
import dev.ballast.protect.TestVault;
import dev.ballast.vault.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A process of its own that receives, to be killed. For one thread.
final class ReceivingChild implements AutoCloseable {
  private final Process process;

  private ReceivingChild(Process process) {
    this.process = process;
  }

  /// Receives from the superuser of a server on loopback into the vault of a bench, and puts each
  /// segment into a deposit at once.
  static ReceivingChild start(Path folder, int port) {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            ReceivingChild.class.getName(),
            folder.toString(),
            Integer.toString(port));
    try {
      return new ReceivingChild(builder.inheritIO().start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    ConnectionSettings server =
        new ConnectionSettings(
            "127.0.0.1",
            Integer.parseInt(arguments[1]),
            "postgres",
            "postgres",
            Optional.empty(),
            Tls.DISABLED,
            ConnectionSettings.DEFAULT_CONNECT_TIMEOUT);
    try (Vault vault = Vault.open(TestVault.settings(folder), ReceiverBench.KEY);
        Receiving receiving =
            Receiving.start(
                new LogReceiver(
                    List.of(vault),
                    ReceiverBench.settings(server)
                        .withDeposit(new DepositPolicy(1, Duration.ofHours(1))),
                    Clock.system(),
                    new RecordedEvents()))) {
      receiving.await();
    }
  }

  /// `kill -9`; returns when the process is gone.
  void kill() {
    process.toHandle().destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
