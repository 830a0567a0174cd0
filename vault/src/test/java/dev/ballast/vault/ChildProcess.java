package dev.ballast.vault;

import static dev.ballast.vault.VaultFixture.CHUNK;
import static dev.ballast.vault.VaultFixture.key;
import static dev.ballast.vault.VaultFixture.noise;
import static dev.ballast.vault.VaultFixture.settings;

import dev.ballast.evidence.Clock;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.store.FolderStore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Another Java process that uses the vault of a test, and can be killed.
final class ChildProcess {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /// Starts the program `"$@"` and kills it as soon as the file `$0` exists.
  private static final String KILL_ON_SIGNAL =
      "\"$@\" & pid=$!; while kill -0 $pid && [ ! -e \"$0\" ]; do sleep 0.02; done;"
          + " kill -9 $pid; wait $pid; true";

  record Note(String text) {}

  private ChildProcess() {}

  /// What the child does, by name: `deposit`, `append` and `churn` continue until they are
  /// killed, `remove` stands still at a step until it is killed, `append-20` ends. Files show the
  /// parent how far it is.
  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[1]);
    try (Vault vault = Vault.open(settings(directory), key())) {
      switch (args[0]) {
        case "deposit" -> depositForEver(vault, directory, Integer.parseInt(args[2]));
        case "append" -> appendForEver(vault, directory);
        case "churn" -> churnForEver(vault, directory, Integer.parseInt(args[2]));
        case "remove" -> removeUpTo(directory, Integer.parseInt(args[2]), args[3]);
        case "append-20" -> {
          for (int i = 0; i < 20; i++) {
            vault.evidence().append("note", new Note(args[2] + i));
          }
        }
        default -> throw new IllegalArgumentException(args[0]);
      }
    }
  }

  private static void depositForEver(Vault vault, Path directory, int readyAfter)
      throws IOException {
    try (Deposit deposit = vault.beginDeposit(DepositOptions.defaults().withPackBytes(1 << 20))) {
      for (int i = 0; ; i++) {
        deposit.put(noise(1000 + i, CHUNK), 0, CHUNK);
        if (i == readyAfter) {
          Files.createFile(directory.resolve("ready"));
        }
        // What the parent does meanwhile is tested, not how much is written.
        if (i % 100 == 0 || i > readyAfter) {
          Clock.system().pause(Duration.ofMillis(20));
        }
      }
    }
  }

  private static void appendForEver(Vault vault, Path directory) throws IOException {
    for (int i = 0; ; i++) {
      vault.evidence().append("note", new Note("entry " + i));
      if (i == 5) {
        Files.createFile(directory.resolve("ready"));
      }
    }
  }

  /// Each deposit shares chunks with the two before it, and the one before those is removed.
  private static void churnForEver(Vault vault, Path directory, int from) throws IOException {
    for (int i = from; ; i += 4) {
      DescribedDeposit.make(vault, i, i + 1, i + 2, i + 3, i + 4, i + 8);
      List<DepositId> all = vault.deposits();
      if (all.size() > 2) {
        vault.remove(
            Map.of(all.getFirst(), "too old"), deposit -> DescribedDeposit.needs(vault, deposit));
      }
      if (i == from + 8) {
        Files.createFile(directory.resolve("ready"));
      }
    }
  }

  private static void removeUpTo(Path directory, int steps, String deposit) {
    VaultSettings settings = settings(directory);
    FaultyStore store =
        new FaultyStore(
            new FolderStore(settings.folder()),
            FaultyStore.Mode.DEAD,
            steps,
            () -> standStill(directory));
    try (Vault vault = Vault.open(settings, key(), store)) {
      vault.remove(
          Map.of(new DepositId(deposit), "too old"), known -> DescribedDeposit.needs(vault, known));
    }
  }

  private static void standStill(Path directory) {
    try {
      Files.createFile(directory.resolve("ready"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Clock.system().pause(LIMIT);
  }

  /// Runs the child to its end.
  static void run(Path directory, String... args) {
    ExternalCommand.run(command(directory, args), LIMIT);
  }

  /// Runs the child until the file `kill` appears in `directory`, then kills it with signal 9.
  static void runAndKill(Path directory, String... args) {
    List<String> shell =
        new ArrayList<>(List.of("sh", "-c", KILL_ON_SIGNAL, directory.resolve("kill").toString()));
    shell.addAll(command(directory, args));
    ExternalCommand.run(shell, LIMIT);
  }

  private static List<String> command(Path directory, String... args) {
    List<String> command =
        new ArrayList<>(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ChildProcess.class.getName(),
                args[0],
                directory.toString()));
    command.addAll(List.of(args).subList(1, args.length));
    return command;
  }

  /// Waits until the child said that it is ready.
  static void awaitReady(Path directory) {
    long start = Clock.system().nanoTime();
    while (!Files.exists(directory.resolve("ready"))) {
      if (Clock.system().since(start).compareTo(LIMIT) > 0) {
        throw new AssertionError("the child process is not ready after " + LIMIT);
      }
      Clock.system().pause(Duration.ofMillis(5));
    }
  }
}
