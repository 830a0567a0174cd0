package dev.ballast.cli.command.change;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.forecast.Interval;
import dev.ballast.change.forecast.MeasuredStatement;
import dev.ballast.change.forecast.PredictionRecord;
import dev.ballast.change.forecast.StatementForecast;
import dev.ballast.cli.frame.CommandRun;
import dev.ballast.cli.frame.Terminal;
import dev.ballast.evidence.Clock;
import dev.ballast.machine.Places;
import dev.ballast.vault.Vault;
import dev.ballast.vault.VaultSettings;
import dev.ballast.vault.format.MasterKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChangeOutcomeCommandTest {
  private static final String KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @TempDir private Path folder;
  private String entry = "";

  @BeforeEach
  void aPrediction() throws IOException {
    Path key = Files.writeString(folder.resolve("key"), KEY);
    assertThat(key.toFile().setReadable(false, false)).isTrue();
    assertThat(key.toFile().setReadable(true, true)).isTrue();
    VaultSettings settings =
        new VaultSettings(folder.resolve("vault"), Places.state().resolve("heads"), Clock.system());
    try (Vault vault = Vault.init(settings, MasterKey.parse(KEY), Vault.MIN_CHUNK_SIZE)) {
      entry =
          Long.toString(
              new PredictionRecord(vault.evidence())
                  .predicted("V2.sql", "shop", forecasts(), Optional.empty(), Optional.empty()));
    }
  }

  private static List<StatementForecast> forecasts() {
    MeasuredStatement measured =
        new MeasuredStatement(
            "CREATE INDEX i ON orders (a)",
            Optional.empty(),
            List.of(Duration.ofSeconds(1)),
            Duration.ZERO,
            OptionalLong.empty(),
            OptionalLong.empty(),
            0,
            0,
            0,
            OptionalDouble.empty(),
            Duration.ZERO);
    return List.of(
        new StatementForecast.Undecided(measured, "nothing is known"),
        new StatementForecast.Predicted(
            measured,
            new Interval(5, 10, 20),
            new Interval(0, 0, 0),
            Optional.empty(),
            StatementForecast.Dominating.INDEX_BUILD,
            "basis",
            List.of()));
  }

  @Test
  void anOutcomeIsComparedStoredAndPublishedForItsKind() {
    assertThat(outcome(entry)).isZero();
    assertThat(text()).contains("V2.sql on shop").contains("10.0 s (5.0 s to 20.0 s)");

    assertThat(outcome(entry, "--statement", "2", "--took", "12.5")).isZero();
    assertThat(text())
        .contains("took 12.5 s on shop, predicted 10.0 s (5.0 s to 20.0 s)")
        .contains("within the interval, off by a factor of 1.25");
    assertThat(outcome(entry, "--statement", "2", "--took", "40")).isZero();
    assertThat(text()).contains("outside of the interval, off by a factor of 4.00");

    // Of 1.25 and 4 the first is the median and the second the ninth decile, by nearest rank.
    assertThat(outcome("--list")).isZero();
    assertThat(text()).containsPattern("create index +2 +1\\.25 +4\\.00");
    assertThat(outcome(entry, "--statement", "2", "--took", "0.0005")).isZero();
    assertThat(text()).contains("took 0.5 ms on shop");
  }

  @Test
  void aLogTellsWhatAStatementTookAndItIsStoredOnce() throws IOException {
    Path log =
        Files.writeString(
            folder.resolve("log.json"),
            logged("duration: 30000.000 ms  statement: create index i\\n on orders(a)")
                + logged("duration: 1.000 ms  statement: CREATE INDEX other ON orders (a)"));

    assertThat(outcome(entry, "--log", log.toString(), "--since", "2026-11-30T11:00:00Z")).isZero();
    assertThat(text())
        .isEqualTo(
            """
            2  CREATE INDEX i ON orders (a)
               took 30.0 s (log), predicted 10.0 s (5.0 s to 20.0 s): outside of the interval, off by a factor of 3.00
            """);
    assertThat(outcome(entry, "--log", log.toString(), "--since", "2026-11-30T11:00:00Z")).isZero();
    assertThat(outcome("--list")).isZero();
    assertThat(text()).containsPattern("create index +1 +3\\.00 +3\\.00");
  }

  @Test
  void whatALogDoesNotTellIsNotKnownAndEndsWith3() throws IOException {
    Path log =
        Files.writeString(
            folder.resolve("log.json"),
            logged("duration: 30000.000 ms  statement: CREATE INDEX i ON orders (a)"));

    assertThat(outcome(entry, "--log", log.toString(), "--since", "2026-11-30T12:00:01Z"))
        .isEqualTo(3);
    assertThat(text())
        .contains(
            "not known: the log says of no run of it how long it took since 2026-11-30T12:00:01Z");
    assertThat(outcome(entry, "--log", log.toString(), "--took", "3")).isEqualTo(2);
    assertThat(outcome(entry, "--since", "2026-11-30T12:00:01Z")).isEqualTo(2);
  }

  private static String logged(String message) {
    return "{\"timestamp\":\"2026-11-30 12:00:00.000 UTC\",\"dbname\":\"shop\",\"session_id\":\"a\","
        + "\"message\":\"%s\"}\n".formatted(message);
  }

  @Test
  void whatIsNotThereIsNamed() {
    assertThat(outcome("4711")).isEqualTo(2);
    assertThat(errors()).contains("no prediction has that number").contains("there are " + entry);
    assertThat(outcome(entry, "--took", "3")).isEqualTo(2);
    assertThat(errors()).contains("Asked for statement 1").contains("predicts 2");
    assertThat(outcome(entry, "--took", "0")).isEqualTo(2);
    assertThat(errors()).contains("not a duration");
    assertThat(outcome(entry, "--list")).isEqualTo(2);
    assertThat(outcome()).isEqualTo(2);
    assertThat(outcome(entry, "--statement", "2")).isEqualTo(2);
  }

  private String text() {
    return out.toString(UTF_8);
  }

  private String errors() {
    return err.toString(UTF_8);
  }

  private int outcome(String... arguments) {
    out.reset();
    err.reset();
    List<String> line = new ArrayList<>(List.of("outcome"));
    line.addAll(List.of(arguments));
    line.addAll(
        List.of("--vault", folder.resolve("vault") + "/", "--key", "file:" + folder + "/key"));
    return CommandRun.of(
            new ChangeCommand(),
            line,
            new Terminal(
                new PrintStream(out, false, UTF_8),
                new PrintStream(err, false, UTF_8),
                false,
                false,
                Map.of(),
                Clock.system()))
        .status();
  }
}
