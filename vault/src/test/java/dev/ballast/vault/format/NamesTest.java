package dev.ballast.vault.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.json.Json;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
  private static final DepositId DEPOSIT = new DepositId("20261120t072257z-3f9a1c5e");
  private static final ChunkRef REF = new ChunkRef(new ChunkId(1, -1, 0x0f, Long.MIN_VALUE), 4096);
  private static final String REF_TEXT =
      "0000000000000001" + "ffffffffffffffff" + "000000000000000f" + "8000000000000000" + ":4096";

  @Test
  void aDepositIsNamedAfterItsBeginning() {
    Instant begin = Instant.parse("2026-11-20T07:22:57.999Z");
    assertThat(DepositId.next(begin).text()).startsWith("20261120t072257z-").hasSize(25);
    assertThat(DepositId.next(begin)).isNotEqualTo(DepositId.next(begin));
  }

  @Test
  void ofTwoIdsOfOneSecondNeitherIsOlder() {
    DepositId high = new DepositId("20261130t090948z-ffffffff");
    DepositId low = new DepositId("20261130t090948z-00000000-wal");
    DepositId later = new DepositId("20261130t090949z-00000000");

    assertThat(low.isOlderThan(high)).isFalse();
    assertThat(high.isOlderThan(low)).isFalse();
    assertThat(high.isOlderThan(later)).isTrue();
    assertThat(later.isOlderThan(high)).isFalse();
  }

  @Test
  void depositsSortByTime() {
    assertThat(DepositId.next(Instant.parse("2026-11-20T07:22:57Z")))
        .isLessThan(DepositId.next(Instant.parse("2026-11-20T07:22:58Z")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-11-20T07:22:57Z", "2026-11-20T06:00:00Z"})
  void aDepositOfLogFollowsAnotherWhereTheClockStandsOrWasSetBack(String now) {
    DepositId before = new DepositId("20261120t072257z-ffffffff-wal");

    DepositId next = before.nextOfLogAfter(Instant.parse(now));

    assertThat(next.text()).startsWith("20261120t072258z-").endsWith("-wal");
    assertThat(before.nextOfLogAfter(Instant.parse("2026-11-20T08:00:00Z")).text())
        .startsWith("20261120t080000z-");
  }

  /// Anyone who can write to a vault can put them there.
  @ParameterizedTest
  @ValueSource(strings = {"20269999t999999z-00000000-wal", "99991231t235959z-00000000-wal"})
  void aNameThatNoneCanFollowIsPassedOver(String planted) {
    Instant now = Instant.parse("2026-11-20T07:22:57Z");

    assertThat(new DepositId(planted).nextOfLogAfter(now).text())
        .startsWith("20261120t072257z-")
        .endsWith("-wal");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "../../etc", "20261120T072257Z-3f9a1c5e", "20261120t072257z-3f9a1c5"})
  void refusesWhatIsNoDepositId(String text) {
    assertThatThrownBy(() -> new DepositId(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void objectNamesTellTheirDeposit() {
    assertThat(VaultObjectName.pack(DEPOSIT, 12))
        .isEqualTo("packs/20261120t072257z-3f9a1c5e-000012");
    assertThat(VaultObjectName.depositOf(VaultObjectName.pack(DEPOSIT, 12))).contains(DEPOSIT);
    assertThat(VaultObjectName.depositOf(VaultObjectName.index(DEPOSIT))).contains(DEPOSIT);
    assertThat(VaultObjectName.depositOf(VaultObjectName.record(DEPOSIT))).contains(DEPOSIT);
    assertThat(VaultObjectName.depositOf("packs/" + DEPOSIT)).isEmpty();
    assertThat(VaultObjectName.depositOf("evidence/0000000000000001")).isEmpty();
    assertThat(VaultObjectName.depositOf("indexes/readme")).isEmpty();
  }

  @Test
  void objectNamesTellTheirNumber() {
    assertThat(VaultObjectName.evidence(7)).isEqualTo("evidence/0000000000000007");
    assertThat(VaultObjectName.number(VaultObjectName.EVIDENCE, VaultObjectName.evidence(7)))
        .contains(7L);
    assertThat(VaultObjectName.number(VaultObjectName.KEYS, VaultObjectName.keyring(3)))
        .contains(3L);
    assertThat(VaultObjectName.number(VaultObjectName.KEYS, "keys/3")).isEmpty();
    assertThat(VaultObjectName.number(VaultObjectName.KEYS, VaultObjectName.evidence(7))).isEmpty();
  }

  @Test
  void aChunkReferenceIsTheSameInTextBytesAndJson() {
    assertThat(REF.toString()).isEqualTo(REF_TEXT);
    assertThat(ChunkRef.parse(REF_TEXT)).isEqualTo(REF);
    ByteBuffer bytes = ByteBuffer.allocate(ChunkRef.BYTES);
    REF.writeTo(bytes);
    assertThat(ChunkRef.readFrom(bytes.flip())).isEqualTo(REF);
    byte[] json = Json.write(REF);
    assertThat(new String(json, StandardCharsets.UTF_8)).isEqualTo('"' + REF_TEXT + '"');
    assertThat(Json.read(json, ChunkRef.class)).isEqualTo(REF);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "12:34", "zz00000000000001ffffffffffffffff000000000000000f8000000000000000:1"})
  void refusesWhatIsNoChunkReference(String text) {
    assertThatThrownBy(() -> ChunkRef.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void idsAreWrittenToJsonAsText() {
    assertThat(new String(Json.write(DEPOSIT), StandardCharsets.UTF_8))
        .isEqualTo("\"20261120t072257z-3f9a1c5e\"");
    assertThat(Json.read(Json.write(DEPOSIT), DepositId.class)).isEqualTo(DEPOSIT);
    VaultId vault = VaultId.random();
    assertThat(Json.read(Json.write(vault), VaultId.class)).isEqualTo(vault);
  }
}
