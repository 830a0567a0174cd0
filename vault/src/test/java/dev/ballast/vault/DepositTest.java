package dev.ballast.vault;

import static dev.ballast.vault.VaultFixture.CHUNK;
import static dev.ballast.vault.VaultFixture.key;
import static dev.ballast.vault.VaultFixture.noise;
import static dev.ballast.vault.VaultFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.vault.format.ChunkRef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DepositTest {
  @TempDir Path directory;
  private Vault vault;

  @BeforeEach
  void init() {
    vault = Vault.init(settings(directory), key(), CHUNK);
  }

  @AfterEach
  void close() {
    vault.close();
  }

  private static DepositOptions smallPacks() {
    return DepositOptions.defaults().withPackBytes(1 << 20);
  }

  /// Chunk `i` of the threads' common stock: any length, half of them compressible.
  private static byte[] stock(int i) {
    Random random = new Random(i);
    byte[] chunk = noise(i, 1 + random.nextInt(CHUNK));
    if (i % 2 == 0) {
      java.util.Arrays.fill(chunk, chunk.length / 4, chunk.length, (byte) i);
    }
    return chunk;
  }

  @Test
  void manyThreadsStoreEachDistinctChunkOnce() throws InterruptedException, ExecutionException {
    int threads = 8;
    int distinct = 120;
    Map<Integer, ChunkRef> refs = new ConcurrentHashMap<>();
    try (Deposit deposit = vault.beginDeposit(smallPacks())) {
      CyclicBarrier together = new CyclicBarrier(threads);
      List<Future<?>> done = new ArrayList<>();
      try (ExecutorService workers = Executors.newFixedThreadPool(threads)) {
        for (int t = 0; t < threads; t++) {
          done.add(
              workers.submit(
                  () -> {
                    together.await();
                    for (int i = 0; i < distinct; i++) {
                      byte[] chunk = stock(i);
                      ChunkRef ref = deposit.put(chunk, 0, chunk.length);
                      assertThat(refs.merge(i, ref, (a, b) -> a)).isEqualTo(ref);
                    }
                    return true;
                  }));
        }
      }
      for (Future<?> each : done) {
        each.get();
      }
      assertThat(deposit.totals().chunks()).isEqualTo((long) threads * distinct);
      assertThat(deposit.totals().newChunks()).isEqualTo(distinct);
      deposit.commit(new byte[0]);
    }
    refs.forEach((i, ref) -> assertThat(vault.read(ref)).isEqualTo(stock(i)));
    CheckReport report = vault.check(CheckDepth.CONTENT, 2);
    assertThat(report.findings()).isEmpty();
    assertThat(report.chunks()).isEqualTo(distinct);
  }

  @Test
  void thousandsOfVirtualThreadsAreServed() throws InterruptedException, ExecutionException {
    try (Deposit deposit = vault.beginDeposit(smallPacks())) {
      List<Future<ChunkRef>> refs = new ArrayList<>();
      try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
        for (int i = 0; i < 2000; i++) {
          byte[] chunk = noise(i, 500);
          refs.add(workers.submit(() -> deposit.put(chunk, 0, chunk.length)));
        }
      }
      deposit.commit(new byte[0]);
      for (int i = 0; i < 2000; i++) {
        assertThat(vault.read(refs.get(i).get())).isEqualTo(noise(i, 500));
      }
    }
  }

  @Test
  void twoDepositsAtOnceStoreTheSameChunkEachAndBothCanBeRead() {
    byte[] chunk = noise(1, CHUNK);
    ChunkRef ref;
    try (Deposit one = vault.beginDeposit(smallPacks());
        Deposit two = vault.beginDeposit(smallPacks())) {
      ref = one.put(chunk, 0, CHUNK);
      assertThat(two.put(chunk, 0, CHUNK)).isEqualTo(ref);
      one.commit(new byte[] {1});
      two.commit(new byte[] {2});
      assertThat(vault.record(one.id())).containsExactly(1);
      assertThat(vault.record(two.id())).containsExactly(2);
    }
    assertThat(vault.read(ref)).isEqualTo(chunk);
    assertThat(vault.check(CheckDepth.CONTENT, 1).chunks()).isEqualTo(2);
  }

  @Test
  void aDepositOfNothingIsADeposit() {
    try (Deposit deposit = vault.beginDeposit(smallPacks())) {
      deposit.commit(new byte[0]);
      assertThat(vault.deposits()).containsExactly(deposit.id());
    }
    assertThat(vault.check(CheckDepth.CONTENT, 1).findings()).isEmpty();
  }

  @Test
  void anotherSessionSeesADepositAtItsCommitAndNotBefore() {
    byte[] chunk = noise(1, CHUNK);
    try (Vault other = Vault.open(settings(directory), key());
        Deposit deposit = vault.beginDeposit(smallPacks())) {
      ChunkRef ref = deposit.put(chunk, 0, CHUNK);
      assertThat(other.deposits()).isEmpty();
      deposit.commit(new byte[0]);
      assertThat(other.deposits()).containsExactly(deposit.id());
      assertThat(other.read(ref)).isEqualTo(chunk);
    }
  }

  @Test
  void lengthsThatAreNoChunkAreRefused() {
    try (Deposit deposit = vault.beginDeposit(smallPacks())) {
      byte[] large = new byte[CHUNK + 1];
      assertThatThrownBy(() -> deposit.put(large, 0, large.length))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> deposit.put(large, 0, 0))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> deposit.put(large, CHUNK, 2))
          .isInstanceOf(IndexOutOfBoundsException.class);
      assertThatThrownBy(() -> deposit.commit(new byte[Deposit.MAX_RECORD_BYTES + 1]))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void nothingGoesIntoADepositThatIsDone() {
    try (Deposit deposit = vault.beginDeposit(smallPacks())) {
      deposit.commit(new byte[0]);
      assertThatThrownBy(() -> deposit.put(new byte[1], 0, 1))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> deposit.commit(new byte[0]))
          .isInstanceOf(IllegalStateException.class);
    }
  }

  @Test
  void aReferenceOfTheWrongLengthIsRefused() {
    ChunkRef ref = VaultFixture.deposit(vault, noise(1, 100)).refs().getFirst();
    assertThatThrownBy(() -> vault.read(new ChunkRef(ref.id(), 99)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void manyThreadsReadAtOnceIntoTheirOwnBuffers() throws InterruptedException, ExecutionException {
    byte[][] chunks = new byte[60][];
    for (int i = 0; i < chunks.length; i++) {
      chunks[i] = stock(i);
    }
    List<ChunkRef> refs = VaultFixture.deposit(vault, chunks).refs();
    List<Future<?>> done = new ArrayList<>();
    try (ExecutorService workers = Executors.newFixedThreadPool(8)) {
      for (int t = 0; t < 8; t++) {
        int seed = t;
        done.add(
            workers.submit(
                () -> {
                  Random random = new Random(seed);
                  byte[] into = new byte[CHUNK + 3];
                  for (int round = 0; round < 200; round++) {
                    int i = random.nextInt(chunks.length);
                    int length = vault.read(refs.get(i), into, 3);
                    assertThat(java.util.Arrays.copyOfRange(into, 3, 3 + length))
                        .isEqualTo(chunks[i]);
                  }
                  return true;
                }));
      }
    }
    for (Future<?> each : done) {
      each.get();
    }
  }

  @Test
  void optionsAreChecked() {
    assertThatThrownBy(() -> DepositOptions.defaults().withZstdLevel(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> DepositOptions.defaults().withPackBytes(1000))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(DepositOptions.defaults().withZstdLevel(9).zstdLevel()).isEqualTo(9);
  }
}
