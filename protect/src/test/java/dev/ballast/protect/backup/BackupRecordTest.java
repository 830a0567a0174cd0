package dev.ballast.protect.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ballast.evidence.Phase;
import dev.ballast.evidence.json.Json;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.TimelineId;
import dev.ballast.protect.layer.PageSums;
import dev.ballast.protect.surroundings.Surroundings;
import dev.ballast.vault.format.ChunkRef;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

/// The files were written before the record had parts.
final class BackupRecordTest {
  private static ChunkRef chunk(String digits, int length) {
    return ChunkRef.parse(digits.repeat(32) + ":" + length);
  }

  private static StoredFile stored(String name, long size, String digits, int length) {
    return new StoredFile(name, size, List.of(chunk(digits, length)));
  }

  private static BackupRecord record(
      Optional<StoredFile> history,
      BackupRecord.StoredReading reading,
      Optional<Quarantine> quarantine) {
    SourceFacts facts =
        new SourceFacts(
            -1,
            ServerVersion.parse("17.5"),
            16 << 20,
            true,
            false,
            "postgres",
            List.of("postgres", "shop"),
            List.of(new SourceFacts.Parameter("max_connections", "60")),
            List.of("pg_trgm"),
            List.of("pg_stat_statements"));
    return new BackupRecord(
        new BackupRecord.Origin(
            "shop",
            Instant.parse("2026-11-20T07:22:57.123456Z"),
            Instant.parse("2026-11-20T07:25:00Z"),
            facts),
        new BackupRecord.WalSpan(
            new TimelineId(2),
            Lsn.parse("0/2000028"),
            Lsn.parse("0/2000120"),
            Lsn.parse("0/3000060")),
        new BackupRecord.StoredCopy(
            List.of(new BackupRecord.Tablespace(16400, "/srv/fast")),
            List.of(chunk("aa", 1000)),
            stored("backup_manifest", 900, "bb", 900)),
        new BackupRecord.StoredWal(
            List.of(stored("000000020000000000000002", 16777216, "cc", 2097152)), history),
        reading,
        quarantine,
        new BackupRecord.Totals(7, 1000000, 16777216, 500000, 250000),
        List.of(new Phase("backup", Duration.ofMillis(1500), 1000000)));
  }

  private static BackupRecord plain() {
    return record(
        Optional.empty(),
        BackupRecord.StoredReading.skipped("the source is a standby"),
        Optional.empty());
  }

  private static BackupRecord quarantined() {
    return record(
        Optional.of(stored("00000002.history", 42, "dd", 42)),
        new BackupRecord.StoredReading(List.of(chunk("ee", 500)), Optional.empty()),
        Optional.of(new Quarantine("checksum verification failure", List.of("base/5/1259"))));
  }

  private static String file(String name) throws IOException {
    try (InputStream in =
        BackupRecordTest.class.getResourceAsStream("BackupRecordTest/" + name + ".json")) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }

  @Test
  void isStoredByteForByteAsBefore() throws IOException {
    assertThat(new String(Json.write(plain()), UTF_8)).isEqualTo(file("plain"));
    assertThat(new String(Json.write(quarantined()), UTF_8)).isEqualTo(file("quarantined"));
  }

  @Test
  void whatWasStoredBeforeIsRead() throws IOException {
    assertThat(Json.read(file("plain").getBytes(UTF_8), BackupRecord.class)).isEqualTo(plain());
    assertThat(Json.read(file("quarantined").getBytes(UTF_8), BackupRecord.class))
        .isEqualTo(quarantined());
  }

  @Test
  void surroundingsComeLastAndRaiseTheFormat() {
    Surroundings beside =
        new Surroundings(
            new Surroundings.Files(
                Optional.of("/data"),
                Optional.of("/etc/postgresql.conf"),
                Optional.empty(),
                Optional.empty()),
            List.of(
                new Surroundings.Setting(
                    "archive_command", "secret", Optional.of("/etc/postgresql.conf"), 7)),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of("pg_hba.conf: no privilege"));
    BackupRecord plain = plain();
    BackupRecord.Origin origin = plain.origin();
    BackupRecord record =
        new BackupRecord(
            new BackupRecord.Origin(
                origin.target(),
                origin.startedAt(),
                origin.endedAt(),
                origin.source(),
                Optional.of(beside)),
            plain.span(),
            plain.copy(),
            plain.wal(),
            plain.reading(),
            plain.quarantine(),
            plain.totals(),
            plain.phases());

    String json = new String(Json.write(record), UTF_8);

    assertThat(json).startsWith("{\"format\":2,").contains("],\"surroundings\":{\"files\"");
    assertThat(Json.read(json.getBytes(UTF_8), BackupRecord.class)).isEqualTo(record);
    assertUnreadable(json.replace("\"format\":2", "\"format\":1"));
    assertThat(beside.filesOutside()).containsExactly("/etc/postgresql.conf");
    assertThat(beside.lines())
        .contains("outside of the data directory: /etc/postgresql.conf")
        .noneMatch(line -> line.contains("secret"));
  }

  @Test
  void whenEveryPageWasReadRaisesTheFormatOfALineage() {
    Lineage before =
        new Lineage(Lineage.Method.FULL, Optional.empty(), Optional.empty(), 9, PageSums.CHECKSUMS);
    Lineage after =
        new Lineage(
            Lineage.Method.FULL,
            Optional.empty(),
            Optional.empty(),
            9,
            PageSums.CHECKSUMS,
            Optional.of(Instant.parse("2026-11-20T07:22:57Z")));

    String old = new String(Json.write(of(before)), UTF_8);
    String json = new String(Json.write(of(after)), UTF_8);

    assertThat(old).startsWith("{\"format\":3,").doesNotContain("wholeReadAt");
    assertThat(json)
        .startsWith("{\"format\":4,")
        .endsWith(",\"wholeReadAt\":\"2026-11-20T07:22:57Z\"}}");
    assertThat(Json.read(old.getBytes(UTF_8), BackupRecord.class)).isEqualTo(of(before));
    assertThat(Json.read(json.getBytes(UTF_8), BackupRecord.class)).isEqualTo(of(after));
    assertUnreadable(json.replace("\"format\":4", "\"format\":3"));
  }

  private static BackupRecord of(Lineage lineage) {
    BackupRecord plain = plain();
    return new BackupRecord(
        plain.origin(),
        plain.span(),
        new BackupRecord.StoredCopy(
            plain.copy().tablespaces(),
            plain.copy().fileList(),
            plain.copy().manifest(),
            Optional.of(lineage)),
        plain.wal(),
        plain.reading(),
        plain.quarantine(),
        plain.totals(),
        plain.phases());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"timelineHistory\":null,",
        "\"start\":\"0/2000028\",",
        "\"target\":\"shop\",",
        "\"reading\":[],",
        "\"format\":1,",
      })
  void aRecordWithoutOneOfItsKeysIsNotRead(String key) throws IOException {
    String without = file("plain").replace(key, "");

    assertThat(without).isNotEqualTo(file("plain"));
    assertUnreadable(without);
  }

  @Test
  void aRecordOfAnotherFormatOrWithAnotherKeyIsNotRead() throws IOException {
    assertUnreadable(file("plain").replace("\"format\":1", "\"format\":2"));
    assertUnreadable(file("plain").replace("{\"format\"", "{\"more\":1,\"format\""));
  }

  private static void assertUnreadable(String json) {
    assertThatExceptionOfType(JacksonException.class)
        .isThrownBy(() -> Json.read(json.getBytes(UTF_8), BackupRecord.class));
  }
}
