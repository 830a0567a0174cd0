package dev.ballast.lab.clone;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Progress;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.machine.Places;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.ChosenBackup;
import dev.ballast.vault.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A process of its own that uses the lab of a bench until it is killed.
final class LabChild {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /// Starts the program `"$@"` and kills it as soon as the file `$0` exists.
  private static final String KILL_ON_SIGNAL =
      "\"$@\" & pid=$!; while kill -0 $pid && [ ! -e \"$0\" ]; do sleep 0.02; done;"
          + " kill -9 $pid; wait $pid; true";

  private LabChild() {}

  /// Works on a lab until it is killed.
  ///
  /// @param arguments folder of the bench, backup, name of the clone, `create` or `use`
  public static void main(String[] arguments) {
    Path folder = Path.of(arguments[0]);
    Path signal = folder.resolve("signal");
    Lab lab = Lab.in(folder.resolve("lab"), Clock.system());
    if (arguments[3].equals("use")) {
      try (RunningClone running =
          lab.clone(arguments[2]).start(Confinement.PREFERRED, Progress.NONE)) {
        make(signal, running.dataDirectory().toString());
        Clock.system().pause(LIMIT);
      }
      return;
    }
    try (Vault vault = Vault.open(CloneBench.settings(folder), CloneBench.KEY)) {
      Backup backup = ChosenBackup.find(vault, arguments[1], Optional.empty()).backup();
      lab.create(
          new Lab.Wanted(arguments[2], backup, true, Confinement.PREFERRED),
          vault,
          new UntilRecovery(signal));
    }
  }

  /// Signals when the server of a new clone is about to be started, and stands still there.
  private record UntilRecovery(Path signal) implements Progress {
    @Override
    public void begin(String phase, long total) {
      if (phase.startsWith("recovering")) {
        make(signal, phase);
        Clock.system().pause(LIMIT);
      }
    }

    @Override
    public void advance(long done) {}

    @Override
    public void note(String line) {}
  }

  private static void make(Path signal, String text) {
    try {
      Path fresh = signal.resolveSibling("signal.new");
      Files.writeString(fresh, text);
      Files.move(fresh, signal);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Runs it until it stands still, and kills it. Returns what it said then.
  static String runAndKill(CloneBench bench, String name, String what) throws IOException {
    Path signal = bench.folder.path().resolve("signal");
    ExternalCommand.run(
        List.of(
            "env",
            "BALLAST_CACHE=" + Places.cache(),
            "sh",
            "-c",
            KILL_ON_SIGNAL,
            signal.toString(),
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            LabChild.class.getName(),
            bench.folder.path().toString(),
            bench.backup.id().text(),
            name,
            what),
        LIMIT);
    String said = Files.readString(signal);
    Files.delete(signal);
    return said;
  }
}
