package dev.ballast.server.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.forecast.PredictionRecord;
import dev.ballast.evidence.ChangeOutcome;
import dev.ballast.evidence.Severity;
import dev.ballast.evidence.json.Json;
import dev.ballast.pages.proof.SchemaChange;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import dev.ballast.vault.format.VaultId;
import dev.ballast.vault.log.EvidenceEntry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SchemaDriftTest {
  private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");

  /// Seen at noon, and not yet five minutes before.
  private static final Event ADDED =
      Event.of(
              "shop",
              NOON,
              EventSource.SCHEMA,
              Severity.INFO,
              "table public.orders",
              "table public.orders: column note is new")
          .with("unchanged_at", NOON.minusSeconds(300).toString());

  private static Event deployment(String target, Instant at) {
    return Event.of(
        target, at, EventSource.DEPLOYMENT, Severity.INFO, "deployment", "shop 4.2 was deployed");
  }

  private static VaultBook outcome(String statement, String target, Instant at) {
    ChangeOutcome outcome =
        new ChangeOutcome(
            "alter table",
            statement,
            target,
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(3),
            PredictionRecord.GIVEN,
            Optional.empty());
    EvidenceEntry entry =
        new EvidenceEntry(
            7,
            at,
            new VaultId("0123456789abcdef0123456789abcdef"),
            "",
            PredictionRecord.OUTCOME,
            new String(Json.write(outcome), StandardCharsets.UTF_8),
            "");
    return new VaultBook(
        "main",
        List.of("shop"),
        Optional.of(NOON),
        Optional.empty(),
        List.of(entry),
        List.of(),
        List.of(),
        List.of());
  }

  private static Optional<SchemaChange.Known> known(List<Event> events, VaultBook... books) {
    return new SchemaDrift(events, List.of(books)).of(ADDED).known();
  }

  @Test
  void withoutARecordedChangeItIsOutsideOfOne() {
    SchemaChange change = new SchemaDrift(List.of(), List.of()).of(ADDED);

    assertThat(change.known()).isEmpty();
    assertThat(change.since()).isEqualTo(NOON.minusSeconds(300));
    assertThat(change.line())
        .isEqualTo(
            "table public.orders: column note is new (changed outside of a recorded change)");
  }

  /// From 15 minutes before it was as before, at 11:40, until 15 minutes after it was seen.
  @Test
  void aDeploymentOfTheTargetAboutThenIsItsChange() {
    assertThat(known(List.of(deployment("shop", NOON.minusSeconds(1_200)))))
        .contains(new SchemaChange.Known("deployment: shop 4.2 was deployed", Optional.empty()));
    assertThat(known(List.of(deployment("shop", NOON.minusSeconds(1_201))))).isEmpty();
    assertThat(known(List.of(deployment("shop", NOON.plusSeconds(901))))).isEmpty();
    assertThat(known(List.of(deployment("billing", NOON)))).isEmpty();
  }

  @Test
  void anOutcomeWhoseStatementNamesTheRelationIsItsChange() {
    String statement = "ALTER TABLE \"orders\" ADD note text";
    assertThat(known(List.of(), outcome(statement, "shop", NOON.plusSeconds(3_600))))
        .contains(
            new SchemaChange.Known("applied change: " + statement, Optional.of("/proofs/main/7")));
    assertThat(known(List.of(), outcome("ALTER TABLE orders2 ADD x int", "shop", NOON))).isEmpty();
    assertThat(known(List.of(), outcome("SELECT 'orders'", "shop", NOON))).isEmpty();
    assertThat(known(List.of(), outcome(statement, "billing", NOON))).isEmpty();
    assertThat(known(List.of(), outcome(statement, "shop", NOON.plusSeconds(86_401)))).isEmpty();
  }
}
