package dev.ballast.vault.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DepositIndexTest {
  private static final DepositId DEPOSIT = new DepositId("20261120t072257z-3f9a1c5e");

  private static DepositIndex random(Random random) {
    List<DepositIndex.Pack> packs = new ArrayList<>();
    for (int p = random.nextInt(4); p > 0; p--) {
      List<PackEntry> entries = new ArrayList<>();
      long offset = Sealer.HEADER_BYTES;
      for (int e = random.nextInt(6); e > 0; e--) {
        int stored = 17 + random.nextInt(1 << 20);
        ChunkId id =
            new ChunkId(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
        Encoding encoding = random.nextBoolean() ? Encoding.RAW : Encoding.ZSTD;
        entries.add(
            new PackEntry(
                id, entries.size(), offset, stored, stored + random.nextInt(1 << 20), encoding));
        offset += stored;
      }
      packs.add(
          new DepositIndex.Pack(
              VaultObjectName.pack(DEPOSIT, packs.size()), random.nextLong(1L << 40), entries));
    }
    List<DepositIndex.Reuse> reused = new ArrayList<>();
    for (int r = random.nextInt(3); r > 0; r--) {
      reused.add(
          new DepositIndex.Reuse(
              VaultObjectName.pack(DEPOSIT, r), List.of(random.nextInt(100), random.nextInt(100))));
    }
    return new DepositIndex(packs, reused);
  }

  @Test
  void comesBackEqual() {
    Random random = new Random(11);
    for (int i = 0; i < 500; i++) {
      DepositIndex index = random(random);
      assertThat(DepositIndex.decode(index.encode())).isEqualTo(index);
    }
  }

  @Test
  void cutShortOrLengthenedIsRefused() {
    Random random = new Random(12);
    for (int i = 0; i < 100; i++) {
      byte[] bytes = random(random).encode();
      int length = random.nextInt(bytes.length);
      assertThatThrownBy(() -> DepositIndex.decode(Arrays.copyOf(bytes, length)))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> DepositIndex.decode(Arrays.copyOf(bytes, bytes.length + 1)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void anyBytesAreRefusedOrReadButNeverAnythingElse() {
    Random random = new Random(13);
    for (int i = 0; i < 5000; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      if (random.nextBoolean()) {
        Arrays.fill(bytes, 0, Math.min(4, bytes.length), (byte) 0);
      }
      try {
        DepositIndex index = DepositIndex.decode(bytes);
        assertThat(index.encode()).isEqualTo(bytes);
      } catch (IllegalArgumentException refused) {
        assertThat(refused).hasMessageMatching(".+");
      }
    }
  }

  @Test
  void aTableCutWithinARowIsRefused() {
    assertThatThrownBy(() -> PackTable.decode(new byte[42]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
