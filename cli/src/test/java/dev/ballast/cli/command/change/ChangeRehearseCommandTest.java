package dev.ballast.cli.command.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeRehearseCommandTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a.sql | no data to rehearse on is named | (--target), or a clone (--clone)",
        "--clone c --undo x a.sql | --undo goes with --statement | is read where its tool keeps it",
        "--clone c --statement x a.sql | --statement goes with neither files nor --git-range | one",
        "--clone c --wal-limit much --statement x | --wal-limit much cannot be used | as in 38GB",
        "--clone c --disk-limit 9999999TB --statement x | cannot be used | less than 2^63",
        "--clone c --standby-lag 31d --statement x | --standby-lag 31d | from 0ms to 30d",
        "--clone c --longest-blocking 2 --statement x | --longest-blocking 2 | as in 90s",
        "--clone c --rollback no --statement x | --rollback no | must be required or optional",
        "--clone c --statement-limit 0ms --statement x | --statement-limit must be | at least 1s",
        "--clone c --report sarif --statement x | no report format sarif | One of markdown, junit",
        "--clone c --traffic log --statement x | there is no traffic log | --traffic script:FILE",
        "--clone c --traffic statements --statement x | statements needs --target | Name the server",
        "--clone c --traffic statements --traffic script:a --statement x | only scripts | recording",
        "--clone c --traffic script:x --traffic-rate 0 --statement x | --traffic-rate 0.0 | above 0",
        "--clone c --traffic script:x --traffic-sessions 0 --statement x | sessions 0 | from 1 to 1000",
        "--clone c --traffic script:x --traffic-idle 1ms --statement x | --traffic-idle | at least 1s",
        "--clone c --forecast --statement x | --forecast needs --target | that the change is for",
        "--clone c --statement x | the lab has no clone c | ballast lab list",
        "--clone c --statement ; | there is nothing to rehearse | with --statement"
      })
  void whatCannotBeMeantIsWrongUsage(String options, String primary, String further) {
    String[] words = ("rehearse --lab " + folder + " " + options).split(" ");

    ChangeRun run = ChangeRun.of(words);

    assertThat(run.status()).as(run.err()).isEqualTo(2);
    assertThat(run.err()).contains(primary).contains(further);
  }

  @Test
  void theCommandToRunAgainIsTheOneThatWasTypedButForHowItIsShown() {
    assertThat(
            TypedCommandProbe.again(
                "rehearse",
                "--output",
                "json",
                "--report=junit",
                "-q",
                "--clone",
                "a clone",
                "--report",
                "markdown",
                "x.sql"))
        .isEqualTo("ballast change rehearse --clone \"a clone\" x.sql");
  }
}
