package dev.ballast.protect.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.backup.ArchiveUnpacker.FileSum;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ManifestTest {
  private static final String BODY =
      """
      { "PostgreSQL-Backup-Manifest-Version": 2,
      "System-Identifier": 18446744073709551615,
      "Files": [
      { "Path": "PG_VERSION", "Size": 3, "Last-Modified": "2026-11-20 07:00:00 GMT", "Checksum-Algorithm": "CRC32C", "Checksum": "04030201" },
      { "Encoded-Path": "62e9", "Size": 0, "Last-Modified": "2026-11-20 07:00:00 GMT" }
      ],
      "WAL-Ranges": [
      { "Timeline": 3, "Start-LSN": "0/2000028", "End-LSN": "16/B374D848" }
      ],
      """;

  private static byte[] signed(String body) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8));
      String last = "\"Manifest-Checksum\": \"" + HexFormat.of().formatHex(digest) + "\"}\n";
      return (body + last).getBytes(StandardCharsets.UTF_8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void readsFilesRangesAndAnIdentifierAboveTheSignedRange() {
    Manifest manifest = Manifest.parse(signed(BODY));

    assertThat(manifest.version()).isEqualTo(2);
    assertThat(manifest.systemIdentifier()).contains(-1L);
    assertThat(manifest.files()).hasSize(2);
    // The server prints the checksum's bytes as they are in memory, lowest first.
    assertThat(manifest.files().getFirst().crc32c()).contains(0x01020304);
    assertThat(manifest.files().get(1).path()).isEqualTo("bé");
    assertThat(manifest.walRanges())
        .containsExactly(
            new Manifest.WalRange(3, Lsn.parse("0/2000028"), Lsn.parse("16/B374D848")));
  }

  @Test
  void anAlteredByteBreaksTheManifestsOwnChecksum() {
    byte[] altered = signed(BODY);
    altered[100]++;

    assertThatThrownBy(() -> Manifest.parse(altered))
        .isInstanceOfSatisfying(
            Fault.class,
            f -> assertThat(f.code()).isEqualTo(ProtectError.BACKUP_MANIFEST_MISMATCH));
  }

  @Test
  void aManifestCutShortIsRefused() {
    byte[] whole = signed(BODY);
    byte[] half = java.util.Arrays.copyOf(whole, whole.length - 30);

    assertThatThrownBy(() -> Manifest.parse(half)).isInstanceOf(Fault.class);
    assertThatThrownBy(() -> Manifest.parse(new byte[0])).isInstanceOf(Fault.class);
  }

  @Test
  void namesWhatIsMissingLongerAlteredAndUnlisted() {
    Manifest manifest = Manifest.parse(signed(BODY));

    assertThat(
            manifest.differences(
                Map.of("PG_VERSION", new FileSum(3, 0x01020304), "bé", new FileSum(0, 0))))
        .isEmpty();
    assertThat(
            manifest.differences(
                Map.of(
                    "PG_VERSION",
                    new FileSum(3, 7),
                    "bé",
                    new FileSum(1, 0),
                    "extra",
                    new FileSum(1, 1))))
        .containsExactly(
            "PG_VERSION has another CRC-32C",
            "bé has 1 bytes, not 0",
            "extra is not in the manifest");
    assertThat(manifest.differences(Map.of()))
        .containsExactly("PG_VERSION is missing", "bé is missing");
  }
}
