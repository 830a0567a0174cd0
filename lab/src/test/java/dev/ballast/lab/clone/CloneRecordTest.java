package dev.ballast.lab.clone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class CloneRecordTest {
  /// As Ballast wrote it before there were twins.
  private static final String OLDER =
      """
      {"name":"one","target":"shop","backup":"20261120t072200-3f9a1c5e","server":"17.11",
       "createdAt":"2026-11-20T08:00:00Z","lastCommit":null,"bytes":5,"budget":null,
       "tablespaces":[],"isolation":"none","stamp":{"text":"STAMP"},"phases":[]}
      """;

  @Test
  void aCloneOfBeforeThereWereTwinsHasRows() {
    String older = OLDER.replace("STAMP", "0".repeat(64));

    CloneRecord record = Json.read(older.getBytes(StandardCharsets.UTF_8), CloneRecord.class);

    assertThat(record.hasRows()).isTrue();
    assertThat(CloneRecord.isTwinsId(record.backup())).isFalse();
  }

  @Test
  void aTwinsIdSaysWhenItsTargetWasRead() {
    String id = CloneRecord.twinsId(Instant.parse("2026-11-30T12:35:07Z"));

    assertThat(id).isEqualTo("twin-20261130t123507");
    assertThat(CloneRecord.isTwinsId(id)).isTrue();
  }
}
