package dev.ballast.postgres.wal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordContentTest {
  private static final long START = 3L * WalBuilder.SEGMENT;

  private static void decode(WalBuilder log, int major, Consumer<RecordContent> reader) {
    byte[] bytes = log.bytes();
    new WalDecoder(major, WalBuilder.SEGMENT, new TimelineId(1), new Lsn(START), record -> {})
        .withContents(reader)
        .feed(bytes, 0, bytes.length);
  }

  /// Block 0 with three bytes of data, block 2 of the same relation's visibility map, two bytes of
  /// the record's own.
  private static byte[] twoBlocks() {
    return ByteBuffer.allocate(4 + 16 + 4 + 4 + 2 + 3 + 2)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 0)
        .put((byte) 0x20)
        .putShort((short) 3)
        .putInt(1663)
        .putInt(5)
        .putInt(16384)
        .putInt(42)
        .put((byte) 2)
        .put((byte) 0x82)
        .putShort((short) 0)
        .putInt(7)
        .put((byte) 255)
        .put((byte) 2)
        .put(new byte[] {1, 2, 3, 9, 8})
        .array();
  }

  @Test
  void blocksAndDataAreWhereTheHeadersSay() {
    int[] records = {0};
    decode(
        new WalBuilder(17, START).record(10, 0, 700, twoBlocks()),
        17,
        content -> {
          records[0]++;
          assertThat(content.isReadable()).isTrue();
          assertThat(content.lastBlock()).isEqualTo(2);
          assertThat(content.hasBlock(1)).isFalse();
          assertThat(content.relation(2)).isEqualTo(new RelationFile(1663, 5, 16384));
          assertThat(content.fork(2)).isEqualTo(2);
          assertThat(content.block(0)).isEqualTo(42);
          assertThat(content.data(0).remaining()).isEqualTo(3);
          assertThat(content.data(0).get(2)).isEqualTo((byte) 3);
          assertThat(content.mainShort(0)).isEqualTo(0x0809);
          assertThat(content.mainByte(2)).isEqualTo(-1);
        });
    assertThat(records[0]).isEqualTo(1);
  }

  /// Their checksums are right: a server with a fault, or one that lies.
  @ParameterizedTest
  @ValueSource(ints = {14, 17, 18})
  void noContentMakesAReaderThrow(int major) {
    Random random = new Random(7);
    int[] managers = {0, 1, 4, 7, 8, 9, 10};
    long[] seen = {0, 0};
    for (int round = 0; round < 300; round++) {
      WalBuilder log = new WalBuilder(major, START);
      for (int i = 0; i < 40; i++) {
        byte[] payload = twoBlocks();
        if (i % 3 == 0) {
          payload = new byte[random.nextInt(200)];
          random.nextBytes(payload);
        }
        for (int change = random.nextInt(3); change > 0 && payload.length > 0; change--) {
          payload[random.nextInt(payload.length)] = (byte) random.nextInt();
        }
        int info = random.nextInt(256) & 0xF0;
        int manager = managers[random.nextInt(managers.length)];
        // A commit of a prepared transaction that names none ends the log, and a switch skips it.
        boolean ends = (manager == 1 && (info & 0x70) == 0x30) || (manager == 0 && info == 0x40);
        log.record(manager, ends ? 0 : info, i, payload);
      }
      decode(
          log,
          major,
          content -> {
            seen[0]++;
            seen[1] += content.isReadable() ? 1 : 0;
            TransactionEnd.of(content);
            LogMark.of(content);
            HeapChange.of(content);
            DatabaseChange.of(content);
            RelationMapChange.of(content);
            for (int id = 0; id <= content.lastBlock(); id++) {
              if (content.hasBlock(id)) {
                content.image(id);
                content.data(id);
              }
            }
          });
    }
    assertThat(seen[0]).isEqualTo(12_000);
    assertThat(seen[1]).isBetween(2_000L, 11_000L);
  }
}
