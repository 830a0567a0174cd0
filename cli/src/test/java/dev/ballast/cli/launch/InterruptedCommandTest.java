package dev.ballast.cli.launch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InterruptedCommandTest {

  @ParameterizedTest
  @ValueSource(strings = {"INT", "TERM"})
  @Timeout(300)
  void aSignalLetsTheCommandCleanUpAndEndsWith130(String signal, @TempDir Path folder)
      throws IOException, InterruptedException {
    Path held = folder.resolve("held");
    Process process = start(held);
    try (BufferedReader talk = process.errorReader(UTF_8)) {
      assertThat(talk.readLine()).isEqualTo("working");
      assertThat(held).exists();

      send(signal, process.pid());

      assertThat(process.waitFor()).isEqualTo(ExitCode.INTERRUPTED.status());
      assertThat(held).doesNotExist();
      assertThat(talk.lines().collect(Collectors.joining("\n")))
          .isEqualTo("error: interrupted while working (interrupted)");
    } finally {
      process.destroyForcibly();
    }
  }

  /// `env` puts the signals back to their defaults: under a shell without job control a child
  /// ignores SIGINT.
  private static Process start(Path held) throws IOException {
    return new ProcessBuilder(
            "env",
            "--default-signal=INT,TERM",
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            SlowProcess.class.getName(),
            "work",
            held.toString())
        .start();
  }

  private static void send(String signal, long pid) {
    ProcessRun kill =
        ProcessRun.of(Path.of("."), Map.of(), List.of("kill", "-" + signal, Long.toString(pid)));
    assertThat(kill.status()).isZero();
  }
}
