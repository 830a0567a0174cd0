package dev.ballast.postgres.wal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WalDecoderTest {
  private static final long SEGMENT_3 = 3L * WalBuilder.SEGMENT;
  private static final long MID_PAGE = SEGMENT_3 + 8192 + 512;

  private final List<WalRecord> records = new ArrayList<>();

  private WalDecoder decoder(int major, long start) {
    return decoder(major, start, 1);
  }

  private WalDecoder decoder(int major, long start, int timeline) {
    return new WalDecoder(
        major, WalBuilder.SEGMENT, new TimelineId(timeline), new Lsn(start), records::add);
  }

  private WalStatus decode(WalBuilder log, long start) {
    byte[] bytes = log.bytes();
    return decoder(17, start).feed(bytes, 0, bytes.length);
  }

  private static WalDefect defect(WalStatus status) {
    assertThat(status).isInstanceOf(WalStatus.Ended.class);
    return ((WalStatus.Ended) status).defect();
  }

  @Test
  void handsOnRecordsWithTheirPositions() {
    WalBuilder log =
        new WalBuilder(17, MID_PAGE)
            .record(10, 0x30, 700, new byte[7])
            .record(11, 0, 0, new byte[8]);
    WalStatus status = decode(log, MID_PAGE);
    assertThat(records)
        .containsExactly(
            new WalRecord(new Lsn(MID_PAGE), new Lsn(MID_PAGE + 32), 10, 0x30, 700, 0),
            new WalRecord(new Lsn(MID_PAGE + 32), new Lsn(MID_PAGE + 64), 11, 0, 0, 0));
    assertThat(status).isEqualTo(new WalStatus.Reading(new Lsn(MID_PAGE + 64)));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 24, 8192, 1 << 22})
  void decodesTheSameHoweverTheBytesArrive(int piece) {
    WalBuilder log = new WalBuilder(17, MID_PAGE);
    Random random = new Random(5);
    for (int i = 0; i < 400; i++) {
      log.record(10, 0, i + 3, new byte[random.nextInt(20000)]);
    }
    byte[] bytes = log.bytes();
    WalDecoder decoder = decoder(17, MID_PAGE);
    for (int at = 0; at < bytes.length; at += piece) {
      decoder.feed(bytes, at, Math.min(piece, bytes.length - at));
    }
    assertThat(records.stream().map(r -> r.start().value()).toList()).isEqualTo(log.starts);
    assertThat(decoder.status().decodedThrough()).isEqualTo(new Lsn(log.position()));
  }

  @Test
  void skipsTheTailOfARecordThatStartedEarlier() {
    WalBuilder log =
        new WalBuilder(17, SEGMENT_3)
            .page(PageHeader.CONTINUES, 13)
            .zeroes(16)
            .record(10, 0, 9, new byte[4]);
    decode(log, SEGMENT_3);
    assertThat(records).extracting(WalRecord::start).containsExactly(new Lsn(SEGMENT_3 + 56));
  }

  @Test
  void aSwitchRecordLeavesTheRestOfItsSegmentUnread() {
    WalBuilder log = new WalBuilder(17, MID_PAGE).record(0, 0x40, 0, new byte[0]);
    byte[] rest = new byte[(int) (SEGMENT_3 + WalBuilder.SEGMENT - log.position())];
    new Random(1).nextBytes(rest);
    WalBuilder next = new WalBuilder(17, SEGMENT_3 + WalBuilder.SEGMENT);
    WalDecoder decoder = decoder(17, MID_PAGE);
    decoder.feed(log.bytes(), 0, 24);
    decoder.feed(rest, 0, rest.length);
    byte[] header = next.page(0, 0).bytes();
    WalStatus status = decoder.feed(header, 0, header.length);
    assertThat(records)
        .extracting(WalRecord::end)
        .containsExactly(new Lsn(SEGMENT_3 + WalBuilder.SEGMENT));
    assertThat(status).isInstanceOf(WalStatus.Reading.class);
  }

  @Test
  void aRecordCutOffByACrashIsVoidWhereThePageSaysSo() {
    long start = SEGMENT_3 + 8192 * 2 - 64;
    WalBuilder log =
        new WalBuilder(17, start)
            .cutOff(64)
            .page(PageHeader.OVERWRITES, 0)
            .record(0, 0xD0, 0, new byte[16]);
    decode(log, start);
    assertThat(records).extracting(WalRecord::info).containsExactly(0xD0);
  }

  @Test
  void namesTheTransactionOfACommit() {
    decode(new WalBuilder(17, MID_PAGE).record(1, 0x80, -2, new byte[40]), MID_PAGE);
    assertThat(records.getFirst().commit())
        .contains(new CommitRecord(0xFFFF_FFFEL, new Lsn(MID_PAGE)));
  }

  @Test
  void anAbortIsNoCommit() {
    decode(new WalBuilder(17, MID_PAGE).record(1, 0x20, 5, new byte[40]), MID_PAGE);
    assertThat(records.getFirst().commit()).isEmpty();
  }

  /// A payload with an origin, a database, subtransactions, dropped files, statistics and
  /// invalidations before the prepared transaction's id.
  private static byte[] preparedCommit(int statisticsSize, int xid) {
    ByteBuffer main =
        ByteBuffer.allocate(8 + 4 + 8 + 12 + 16 + 4 + statisticsSize + 36 + 4)
            .order(ByteOrder.LITTLE_ENDIAN);
    main.putLong(1).putInt(1 | 2 | 4 | 8 | 16 | 256).putInt(5).putInt(1663);
    main.putInt(2).putInt(801).putInt(802);
    main.putInt(1).putInt(1663).putInt(5).putInt(16384);
    main.putInt(1).put(new byte[statisticsSize]);
    main.putInt(2).put(new byte[32]);
    main.putInt(xid);
    return ByteBuffer.allocate(3 + 2 + main.capacity())
        .put((byte) 253)
        .putShort((short) 1)
        .put((byte) 255)
        .put((byte) main.capacity())
        .put(main.array())
        .array();
  }

  @ParameterizedTest
  @ValueSource(ints = {15, 16, 17, 18})
  void namesThePreparedTransactionOfACommitPrepared(int major) {
    byte[] payload = preparedCommit(major == 18 ? 16 : 12, 4711);
    byte[] log = new WalBuilder(major, MID_PAGE).record(1, 0xB0, 0, payload).bytes();
    decoder(major, MID_PAGE).feed(log, 0, log.length);
    assertThat(records.getFirst().committedXid()).isEqualTo(4711);
  }

  @Test
  void endsAtAPreparedCommitWithoutAShape() {
    assertThat(
            defect(decode(new WalBuilder(17, MID_PAGE).record(1, 0xB0, 0, new byte[9]), MID_PAGE)))
        .isEqualTo(WalDefect.COMMIT_SHAPE);
    assertThat(records).isEmpty();
  }

  @Test
  void endsAtZeroesBehindTheLastRecord() {
    WalBuilder log = new WalBuilder(17, MID_PAGE).record(10, 0, 9, new byte[8]).zeroes(4096);
    assertThat(decode(log, MID_PAGE))
        .isEqualTo(
            new WalStatus.Ended(
                new Lsn(MID_PAGE + 32),
                new Lsn(MID_PAGE + 32),
                WalDefect.ZEROES,
                "no record starts here"));
  }

  @Test
  void endsAtAZeroPage() {
    WalBuilder log = new WalBuilder(17, SEGMENT_3).zeroes(8192);
    assertThat(defect(decode(log, SEGMENT_3))).isEqualTo(WalDefect.ZEROES);
  }

  @Test
  void endsAtAPageOfAnotherMajor() {
    byte[] log = new WalBuilder(16, SEGMENT_3).page(0, 0).bytes();
    assertThat(defect(decoder(17, SEGMENT_3).feed(log, 0, log.length)))
        .isEqualTo(WalDefect.PAGE_MAGIC);
  }

  @Test
  void endsAtARecycledSegment() {
    byte[] log = new WalBuilder(17, SEGMENT_3).page(0, 0).bytes();
    assertThat(defect(decoder(17, SEGMENT_3 + WalBuilder.SEGMENT).feed(log, 0, log.length)))
        .isEqualTo(WalDefect.PAGE_ADDRESS);
  }

  @Test
  void endsWhereTheLengthOfAContinuationDiffers() {
    long start = SEGMENT_3 + 8192 * 2 - 64;
    WalBuilder log = new WalBuilder(17, start).cutOff(64).page(PageHeader.CONTINUES, 8).zeroes(8);
    assertThat(defect(decode(log, start))).isEqualTo(WalDefect.CONTINUATION);
  }

  @Test
  void takesPagesOfAnAncestorTimelineButNoneThatGoBack() {
    WalBuilder log = new WalBuilder(17, SEGMENT_3).record(10, 0, 3, new byte[8000]);
    log.timeline = 2;
    log.record(10, 0, 3, new byte[8100]);
    log.timeline = 1;
    log.record(10, 0, 3, new byte[8100]);
    byte[] bytes = log.bytes();
    assertThat(defect(decoder(17, SEGMENT_3, 2).feed(bytes, 0, bytes.length)))
        .isEqualTo(WalDefect.TIMELINE);
    assertThat(records).hasSize(2);
    assertThat(defect(decoder(17, SEGMENT_3, 1).feed(bytes, 0, bytes.length)))
        .isEqualTo(WalDefect.TIMELINE);
  }

  @Test
  void anyFlippedBitOfARecordEndsTheLogAtThatRecord() {
    byte[] good =
        new WalBuilder(17, MID_PAGE)
            .record(10, 0, 9, new byte[32])
            .record(10, 0, 9, new byte[32])
            .bytes();
    for (int bit = 56 * 8; bit < good.length * 8; bit++) {
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << bit % 8);
      records.clear();
      WalStatus status = decoder(17, MID_PAGE).feed(bad, 0, bad.length);
      if (status instanceof WalStatus.Ended ended) {
        assertThat(ended.at()).isEqualTo(new Lsn(MID_PAGE + 56));
      }
      // A longer length leaves the record unfinished: nothing is handed on either.
      assertThat(records).as("bit %d", bit).hasSize(1);
    }
  }

  @Test
  void anyBytesGiveAStatusAndNeverAnException() {
    WalBuilder log = new WalBuilder(17, SEGMENT_3);
    Random random = new Random(11);
    for (int i = 0; i < 60; i++) {
      boolean prepared = i % 7 == 0;
      log.record(
          prepared ? 1 : 10,
          prepared ? 0xB0 : 0,
          i + 3,
          prepared ? preparedCommit(12, i + 3) : new byte[random.nextInt(9000)]);
    }
    byte[] good = log.bytes();
    for (int round = 0; round < 3000; round++) {
      byte[] bad = good.clone();
      int changes = 1 + random.nextInt(4);
      for (int i = 0; i < changes; i++) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      WalDecoder decoder = decoder(17, SEGMENT_3);
      int at = 0;
      while (at < bad.length) {
        int piece = Math.min(1 + random.nextInt(30000), bad.length - at);
        decoder.feed(bad, at, piece);
        at += piece;
      }
      assertThat(decoder.status().decodedThrough()).isLessThanOrEqualTo(new Lsn(log.position()));
      records.clear();
    }
    byte[] noise = new byte[100_000];
    random.nextBytes(noise);
    assertThat(decoder(17, MID_PAGE).feed(noise, 0, noise.length))
        .isInstanceOf(WalStatus.Ended.class);
  }
}
