package dev.ballast.lab.thin;

import dev.ballast.evidence.Clock;
import dev.ballast.machine.ExternalCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// A process of its own that copies one state again and again until it is killed.
final class CopyingChild {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  /// Starts the program `"$@"` and kills it as soon as the file `$0` exists.
  private static final String KILL_ON_SIGNAL =
      "\"$@\" & pid=$!; while kill -0 $pid && [ ! -e \"$0\" ]; do sleep 0.02; done;"
          + " kill -9 $pid; wait $pid; true";

  private CopyingChild() {}

  /// Copies a state until it is killed.
  ///
  /// @param arguments state, folder of the copies, kind, `held` or `while-copying`, file that is
  ///     made when it may be killed
  public static void main(String[] arguments) throws IOException {
    Path state = Path.of(arguments[0]);
    ThinCopies copies =
        ThinCopies.in(Path.of(arguments[1])).only(Set.of(CopyKind.valueOf(arguments[2])));
    copies.make(state).close();
    try (ThinCopy held = copies.make(state)) {
      if (arguments[3].equals("held")) {
        Files.writeString(held.state().resolve("data").resolve("PG_VERSION"), "changed\n");
        Files.createFile(Path.of(arguments[4]));
        Clock.system().pause(LIMIT);
      }
    }
    Files.createFile(Path.of(arguments[4]));
    while (true) {
      copies.make(state).close();
    }
  }

  /// Runs it until it says that it may be killed, and kills it.
  static void runAndKill(SampleState state, Path copies, CopyKind kind, String when, Path signal) {
    ExternalCommand.run(
        List.of(
            "sh",
            "-c",
            KILL_ON_SIGNAL,
            signal.toString(),
            ProcessHandle.current().info().command().orElseThrow(),
            "-Xmx128m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            CopyingChild.class.getName(),
            state.folder().toString(),
            copies.toString(),
            kind.name(),
            when,
            signal.toString()),
        LIMIT);
  }
}
