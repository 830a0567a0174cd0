package dev.ballast.protect.wal;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.protect.TestVault;
import dev.ballast.vault.Vault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A process of its own that receives, to be killed. For one thread.
final class ReceivingChild implements AutoCloseable {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  /// Starts the program `"$@"` and kills it as soon as the file `$0` exists.
  private static final String KILL_ON_SIGNAL =
      "\"$@\" & pid=$!; while kill -0 $pid && [ ! -e \"$0\" ]; do sleep 0.02; done;"
          + " kill -9 $pid; wait $pid; true";

  private final TemporaryFolder folder;
  private final Thread running;

  private ReceivingChild(TemporaryFolder folder, Thread running) {
    this.folder = folder;
    this.running = running;
  }

  /// Receives from the superuser of a server on loopback into the vault of a bench, and puts each
  /// segment into a deposit at once.
  static ReceivingChild start(Path bench, int port) {
    return start(bench, port, Optional.empty());
  }

  /// The same with a library that is loaded before all others.
  static ReceivingChild start(Path bench, int port, Path library) {
    return start(bench, port, Optional.of(library));
  }

  private static ReceivingChild start(Path bench, int port, Optional<Path> library) {
    TemporaryFolder folder = TemporaryFolder.create("child");
    List<String> command =
        new ArrayList<>(List.of("sh", "-c", KILL_ON_SIGNAL, signal(folder).toString()));
    command.addAll(
        command(ReceivingChild.class, library, bench.toString(), Integer.toString(port)));
    Thread running = Thread.ofVirtual().start(() -> ExternalCommand.run(command, LIMIT));
    return new ReceivingChild(folder, running);
  }

  /// Runs a class of this test with the classes that there are here.
  static List<String> command(Class<?> main, Optional<Path> library, String... arguments) {
    List<String> command = new ArrayList<>(List.of("env"));
    library.ifPresent(path -> command.add("LD_PRELOAD=" + path));
    command.addAll(
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "--enable-native-access=ALL-UNNAMED",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  private static Path signal(TemporaryFolder folder) {
    return folder.path().resolve("kill");
  }

  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    ConnectionSettings server = server(Integer.parseInt(arguments[1]));
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

  /// The superuser of a server on loopback.
  static ConnectionSettings server(int port) {
    return new ConnectionSettings(
        "127.0.0.1",
        port,
        "postgres",
        "postgres",
        Optional.empty(),
        Tls.DISABLED,
        ConnectionSettings.DEFAULT_CONNECT_TIMEOUT);
  }

  /// `kill -9`; returns when the process is gone.
  void kill() {
    if (running.isAlive()) {
      StoredFolder.write(signal(folder), new byte[0]);
      join();
    }
  }

  private void join() {
    try {
      running.join();
    } catch (InterruptedException e) {
      throw CommonError.interrupted("waiting for a process to end");
    }
  }

  @Override
  public void close() {
    kill();
    folder.close();
  }
}
