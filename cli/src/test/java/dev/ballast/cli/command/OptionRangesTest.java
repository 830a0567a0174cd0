package dev.ballast.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.cli.RootCommand;
import dev.ballast.cli.frame.CommandRun;
import dev.ballast.cli.frame.Terminal;
import dev.ballast.evidence.Clock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Numbers and names out of range are refused by code, option and range before a server is asked:
/// no server listens here.
class OptionRangesTest {
  private static final String NOWHERE = "postgresql://ballast@127.0.0.1:1/postgres";

  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path folder;

  @BeforeEach
  void makeVault() {
    assertThat(run(List.of("vault", "init", "--new-key"))).as(err::toString).isZero();
  }

  private int run(List<String> words, String... more) {
    err.reset();
    List<String> all = new ArrayList<>(words);
    all.addAll(
        List.of("--vault", folder.resolve("vault") + "", "--key", "file:" + folder.resolve("key")));
    all.addAll(List.of(more));
    return CommandRun.of(
            new RootCommand(),
            all,
            new Terminal(
                new PrintStream(new ByteArrayOutputStream(), false, UTF_8),
                new PrintStream(err, false, UTF_8),
                false,
                false,
                Map.of(),
                Clock.system()))
        .status();
  }

  @ParameterizedTest
  @CsvSource({
    "--threads, 0, 1 to 64",
    "--threads, 65, 1 to 64",
    "--level, 0, 1 to 19",
    "--level, 20, 1 to 19",
    "--max-rate, 31, 32 to 1048576",
    "--max-rate, 1048577, 32 to 1048576",
  })
  void aBackupWithANumberOutOfRangeIsRefused(String option, String number, String range) {
    for (List<String> command : List.of(List.of("backup", "run"), List.of("prove"))) {
      assertThat(run(command, "--target", NOWHERE, option, number)).isEqualTo(2);
      assertThat(err.toString(UTF_8))
          .contains(option + " is not " + range + ": " + number + " (setting-out-of-range)")
          .contains("\nhint: ");
    }
  }

  @ParameterizedTest
  @CsvSource({"--index-budget, -1", "--index-budget, 43201", "--index-budget, 999999999999999999"})
  void soIsAProofs(String option, String number) {
    assertThat(run(List.of("prove"), "--target", NOWHERE, option, number)).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .contains("is not 0 to 43200: " + number + " (setting-out-of-range)");
  }

  @Test
  void aNumberWithinItsRangeIsTaken() {
    assertThat(run(List.of("backup", "run"), "--target", NOWHERE, "--max-rate", "32")).isEqualTo(5);
  }

  @Test
  void namesThatThereAreNotAreRefused() {
    assertThat(run(List.of("prove"), "--target", NOWHERE, "--accept-undecided", "L9")).isEqualTo(2);
    assertThat(err.toString(UTF_8))
        .contains("--accept-undecided must be L0 to L6 or page-checksums-off (option-invalid)");

    assertThat(run(List.of("backup", "list"), "--vault-id", "12ab")).isEqualTo(2);
    assertThat(err.toString(UTF_8)).contains("not a vault's id: 12ab (option-invalid)");
  }
}
