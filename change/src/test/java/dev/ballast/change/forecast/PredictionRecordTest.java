package dev.ballast.change.forecast;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.change.actual.StatementPrint;
import dev.ballast.evidence.ChangeOutcome;
import dev.ballast.evidence.ChangePrediction;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.json.Json;
import dev.ballast.vault.Vault;
import dev.ballast.vault.VaultSettings;
import dev.ballast.vault.format.MasterKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionRecordTest {
  @Test
  void anOutcomeRefersToItsPredictionAndSurvivesReopening(@TempDir Path folder) {
    VaultSettings settings =
        new VaultSettings(folder.resolve("vault"), folder.resolve("heads"), Clock.system());
    MasterKey key = MasterKey.parse("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    long entry;
    try (Vault vault = Vault.init(settings, key, Vault.MIN_CHUNK_SIZE)) {
      PredictionRecord record = new PredictionRecord(vault.evidence());
      entry =
          record.predicted(
              "V1",
              "shop",
              List.of(predicted("UPDATE t SET a = 1")),
              Optional.empty(),
              Optional.empty());
      record.took(entry, 1, Duration.ofSeconds(30), PredictionRecord.GIVEN);
    }
    try (Vault vault = Vault.open(settings, key)) {
      PredictionRecord record = new PredictionRecord(vault.evidence());

      assertThat(record.outcomes())
          .containsExactly(
              new ChangeOutcome(
                  "update",
                  "UPDATE t SET a = 1",
                  "shop",
                  Duration.ofMillis(500),
                  Duration.ofSeconds(10),
                  Duration.ofSeconds(20),
                  Duration.ofSeconds(30),
                  PredictionRecord.GIVEN,
                  Optional.of(new ChangeOutcome.Of(entry, 1))));
      assertThat(record.errors().kinds()).containsExactly(new PastErrors.OfKind("update", 1, 3, 3));
      assertThatThrownBy(() -> record.took(entry, 2, Duration.ofSeconds(1), "given"))
          .hasMessageContaining("no statement of that prediction has that number");
      assertThatThrownBy(() -> record.prediction(entry + 1))
          .hasMessageContaining("no prediction has that number");
    }
  }

  @Test
  void entriesWithoutFingerprintsAreReadAndSayThatTheyHaveNone() {
    ChangePrediction old =
        Json.read(
            """
            {"change": "V1", "target": "shop", "statements": [{"number": 1, "kind": "update",
             "text": "UPDATE t", "low": "PT1S", "expected": "PT2S", "high": "PT3S"}]}
            """
                .getBytes(UTF_8),
            ChangePrediction.class);

    assertThat(old.statements().getFirst().fingerprint()).isEmpty();
    assertThat(old.statements().getFirst().before()).isEmpty();
  }

  @Test
  void aLongStatementKeepsItsKindAndIsStoredByItsBeginning(@TempDir Path folder) {
    VaultSettings settings =
        new VaultSettings(folder.resolve("vault"), folder.resolve("heads"), Clock.system());
    MasterKey key = MasterKey.parse("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
    String text = "CREATE INDEX i ON t (a) WHERE a NOT IN (" + "1000, ".repeat(40) + "1)";
    try (Vault vault = Vault.init(settings, key, Vault.MIN_CHUNK_SIZE)) {
      PredictionRecord record = new PredictionRecord(vault.evidence());
      long entry =
          record.predicted(
              "V1", "shop", List.of(predicted(text)), Optional.empty(), Optional.empty());

      ChangePrediction.Statement stored =
          record.prediction(entry).prediction().statements().getFirst();
      assertThat(stored.kind()).isEqualTo("create index");
      assertThat(stored.text()).hasSize(163).endsWith("...");
      assertThat(stored.fingerprint()).isEqualTo(StatementPrint.of(text)).isPresent();
    }
  }

  private static StatementForecast predicted(String text) {
    return new StatementForecast.Predicted(
        new MeasuredStatement(
            text,
            Optional.empty(),
            List.of(Duration.ofSeconds(1)),
            Duration.ZERO,
            OptionalLong.empty(),
            OptionalLong.empty(),
            0,
            0,
            0,
            OptionalDouble.empty(),
            Duration.ZERO),
        new Interval(0.5, 10, 20),
        new Interval(1, 2, 3),
        Optional.empty(),
        StatementForecast.Dominating.ROWS,
        "basis",
        List.of());
  }
}
