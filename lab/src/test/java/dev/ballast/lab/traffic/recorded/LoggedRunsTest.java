package dev.ballast.lab.traffic.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoggedRunsTest {
  @TempDir private Path folder;

  private static String line(String time, String session, String message) {
    return "{\"timestamp\":\"%s\",\"dbname\":\"shop\",\"session_id\":\"%s\",\"message\":\"%s\"}\n"
        .formatted(time, session, message);
  }

  private List<LoggedRuns.Run> read(String text) throws IOException {
    List<LoggedRuns.Run> runs = new ArrayList<>();
    LoggedRuns.read(Files.writeString(folder.resolve("log"), text), runs::add);
    return runs;
  }

  @Test
  void aDurationBelongsToTheStatementThatItsSessionLoggedBefore() throws IOException {
    assertThat(
            read(
                line("2026-11-30 09:00:01.000 UTC", "a", "statement: DROP TABLE t")
                    + line("2026-11-30 09:00:01.500 UTC", "b", "statement: SELECT 1")
                    + line("2026-11-30 09:00:02.000 +01", "a", "duration: 1000.250 ms")
                    + line("2026-11-30 09:00:02.100 CET", "a", "duration: 5.000 ms")
                    + line(
                        "2026-11-30 09:00:03.000 CET",
                        "a",
                        "duration: 2.500 ms  statement: SELECT 2")))
        .containsExactly(
            new LoggedRuns.Run(
                "DROP TABLE t",
                "shop",
                Duration.ofNanos(1_000_250_000),
                Optional.of(Instant.parse("2026-11-30T08:00:02Z"))),
            new LoggedRuns.Run("SELECT 2", "shop", Duration.ofNanos(2_500_000), Optional.empty()));
  }

  @Test
  void aFileThatIsNoLogIsRefused() {
    assertThatThrownBy(() -> read("2026-11-30 09:00:01.000 UTC [77] LOG:  hello\n"))
        .hasMessageContaining("not a csvlog or jsonlog");
  }
}
