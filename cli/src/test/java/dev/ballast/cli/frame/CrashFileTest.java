package dev.ballast.cli.frame;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Fault;
import dev.ballast.report.BallastVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CrashFileTest {
  private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
  private final Throwable defect = new IllegalStateException("not level");

  @Test
  void holdsTheTraceTheVersionsAndTheCommandLine(@TempDir Path folder) throws IOException {
    Path crashes = folder.resolve("crashes");

    Fault fault = CrashFile.report(defect, List.of("shelf", "break"), crashes, NOW);

    Path file;
    try (var files = Files.list(crashes)) {
      file = files.findFirst().orElseThrow();
    }
    assertThat(fault.detail()).contains("the details were written to " + file);
    assertThat(file)
        .content()
        .startsWith("Ballast " + BallastVersion.current() + ", Java ")
        .contains("at 2026-01-01T00:00:00Z\ncommand line: shelf break\n")
        .contains("IllegalStateException: not level")
        .contains("\tat dev.ballast.cli.frame.CrashFileTest");
  }

  @Test
  void saysSoWhereItCannotBeWritten(@TempDir Path folder) throws IOException {
    Path notAFolder = Files.writeString(folder.resolve("file"), "");

    Fault fault = CrashFile.report(defect, List.of(), notAFolder.resolve("crashes"), NOW);

    assertThat(fault.detail().orElseThrow()).startsWith("the details could not be written");
    assertThat(fault.hint().orElseThrow()).contains("BALLAST_STATE");
  }
}
