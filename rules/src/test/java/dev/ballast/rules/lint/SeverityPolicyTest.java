package dev.ballast.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.evidence.Severity;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.catalogue.AllRules;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class SeverityPolicyTest {
  private static final String FOREIGN_KEY =
      "ALTER TABLE orders ADD CONSTRAINT fk FOREIGN KEY (customer_id) REFERENCES customers (id)";

  private record Sized(Map<String, Long> sizes, Map<String, Long> bytesOf) implements Workload {
    @Override
    public OptionalLong rows(QualifiedName table) {
      Long rows = sizes.get(table.name());
      return rows == null ? OptionalLong.empty() : OptionalLong.of(rows);
    }

    @Override
    public OptionalLong bytes(QualifiedName table) {
      Long bytes = bytesOf.get(table.name());
      return bytes == null ? OptionalLong.empty() : OptionalLong.of(bytes);
    }

    @Override
    public OptionalLong statementsPerSecond(QualifiedName table) {
      return OptionalLong.empty();
    }

    @Override
    public Optional<String> source() {
      return Optional.of("ballast.yaml");
    }
  }

  @Test
  void fewRowsOnBothSidesMakeAScanARemarkThatSaysWhy() {
    Hazard hazard =
        foreignKey(options(new Sized(Map.of("orders", 9_999L, "customers", 12L), Map.of())));

    assertThat(hazard.severity()).isEqualTo(Severity.INFO);
    assertThat(hazard.what()).endsWith("orders has 9,999 rows (ballast.yaml): over in an instant.");
  }

  @Test
  void aTableOfWhichNothingIsKnownKeepsASmallOneFromCalming() {
    Hazard hazard = foreignKey(options(new Sized(Map.of("orders", 9_999L), Map.of())));

    assertThat(hazard.severity()).isEqualTo(Severity.ERROR);
    assertThat(hazard.what()).doesNotContain("9,999");
  }

  @Test
  void aBigTableIsToldWithItsRowsAndBytes() {
    Hazard hazard =
        foreignKey(
            options(
                new Sized(
                    Map.of("orders", 250_000_000L, "customers", 12L),
                    Map.of("orders", 38L << 30))));

    assertThat(hazard.severity()).isEqualTo(Severity.ERROR);
    assertThat(hazard.what()).endsWith("orders has 250,000,000 rows, 38 GB (ballast.yaml).");
  }

  @Test
  void aSeverityThatAConfigurationSetsIsNotMoved() {
    LintOptions options =
        new LintOptions(
            18,
            new Sized(Map.of("orders", 1L, "customers", 1L), Map.of()),
            Map.of("add-foreign-key", Optional.of(Severity.WARNING)));

    assertThat(foreignKey(options).severity()).isEqualTo(Severity.WARNING);
  }

  @Test
  void aRuleThatAConfigurationTurnsOffSaysNothing() {
    LintOptions options =
        new LintOptions(18, Workload.UNKNOWN, Map.of("add-foreign-key", Optional.empty()));

    assertThat(hazards(options)).noneMatch(hazard -> hazard.rule().equals("add-foreign-key"));
  }

  private static LintOptions options(Workload workload) {
    return new LintOptions(18, workload, Map.of());
  }

  private static Hazard foreignKey(LintOptions options) {
    return hazards(options).stream()
        .filter(hazard -> hazard.rule().equals("add-foreign-key"))
        .findFirst()
        .orElseThrow();
  }

  private static List<Hazard> hazards(LintOptions options) {
    MigrationScript script =
        new MigrationScript(
            "1.sql",
            ScriptSplitter.split(SourceText.of(FOREIGN_KEY)),
            TransactionMode.PER_STATEMENT);
    Migration migration =
        new Migration(Migration.Kind.VERSIONED, "1", "one", script, Optional.empty(), true);
    return new Linter(AllRules.catalogue(), options, KnownSchema.unknown())
        .check(new MigrationSet(Tool.PLAIN_SQL, List.of(migration), List.of()))
        .scripts()
        .getFirst()
        .hazards();
  }
}
