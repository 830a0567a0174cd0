package dev.ballast.protect.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.wire.SystemIdentifier;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.TestVault;
import dev.ballast.vault.CheckDepth;
import dev.ballast.vault.Vault;
import dev.ballast.vault.VaultSettings;
import dev.ballast.vault.format.MasterKey;
import dev.ballast.vault.format.VaultError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A store of log at the moments at which its process may be killed, and beside files that are not
/// as they were written.
class LogStoreTest {
  private static final MasterKey KEY = MasterKey.generate();
  private static final int SEGMENT = 1 << 20;
  private static final TimelineId FIRST = new TimelineId(1);
  private static final LogShape SHAPE =
      new LogShape("db1:5432", new SystemIdentifier(0x7a1f03c2b8d9e471L), 18, SEGMENT);

  /// In the middle of the last segment before the high half of a position changes.
  private static final Lsn START = new Lsn(0x1_0000_0000L - SEGMENT / 2);

  private static final byte[] LOG = noise(1, 3 * SEGMENT);

  @TempDir Path folder;
  private final List<String> failures = new CopyOnWriteArrayList<>();

  @BeforeEach
  void vault() {
    Vault.init(TestVault.settings(live()), KEY, Vault.MIN_CHUNK_SIZE).close();
  }

  private Path live() {
    return folder.resolve("live");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 5, 500, -1})
  void aKillInTheMiddleOfAFrameCostsNothingThatWasForced(int written) {
    Path killed = folder.resolve("killed");
    int forced = SEGMENT / 4;
    try (Vault vault = open(live());
        LogStore store = store(vault)) {
      store.begin(FIRST, START);
      store.append(START, LOG, forced);
      assertThat(store.force()).isEqualTo(START.plus(forced));
      long before = StoredFolder.read(StoredFolder.tails(live()).getFirst()).length;
      store.append(START.plus(forced), Arrays.copyOfRange(LOG, forced, forced + 1000), 1000);
      StoredFolder.copy(live(), killed);
      Path tail = StoredFolder.tails(killed).getFirst();
      byte[] all = StoredFolder.read(tail);
      int kept = written < 0 ? all.length : (int) before + written;
      StoredFolder.write(tail, Arrays.copyOf(all, kept));
    }
    assertThat(storedAfter(killed)).isEqualTo(log(written < 0 ? forced + 1000 : forced));
    assertThat(failures).isEmpty();
  }

  /// Header and name are two steps, and the name alone may survive a loss of power.
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 75, 76})
  void aTailThatWasBegunAndNeverWrittenIsNoObstacle(int bytes) {
    Path killed = folder.resolve("killed");
    try (Vault vault = open(live());
        LogStore store = store(vault)) {
      store.begin(FIRST, START);
      store.append(START, LOG, SEGMENT / 2);
      store.force();
      StoredFolder.copy(live(), killed);
    }
    String next = "7a1f03c2b8d9e471-00000001-0000000100000000-00000000";
    byte[] header = Arrays.copyOf(StoredFolder.read(StoredFolder.tails(killed).getFirst()), bytes);
    StoredFolder.write(killed.resolve("vault/tails").resolve(next), header);

    assertThat(storedAfter(killed)).isEqualTo(log(SEGMENT / 2));
    assertThat(failures).isEmpty();
    try (Vault vault = open(killed)) {
      assertThat(vault.check(CheckDepth.CONTENT, 1).findings()).isEmpty();
    }
  }

  /// The vault asks for the time before each of its larger steps.
  @Test
  void aKillAtAnyStepOfADepositCostsNothing() {
    List<Killed> killed = new ArrayList<>();
    AtomicInteger forced = new AtomicInteger();
    Clock each = new StepClock(() -> photo(killed, forced.get()));
    VaultSettings settings =
        new VaultSettings(live().resolve("vault"), live().resolve("state"), each);
    try (Vault vault = Vault.open(settings, KEY)) {
      LogStore store =
          LogStore.open(
              vault,
              SHAPE,
              new DepositPolicy(1, Duration.ofHours(1)),
              new LogStore.Reports(each, this::fail, this::fail));
      store.begin(FIRST, START);
      store.append(START, LOG, SEGMENT);
      store.force();
      forced.set(SEGMENT);
      store.append(START.plus(SEGMENT), Arrays.copyOfRange(LOG, SEGMENT, LOG.length), SEGMENT);
      store.force();
      forced.set(2 * SEGMENT);
      store.close();
    }
    assertThat(killed).filteredOn(k -> k.forced() == 2 * SEGMENT).hasSizeGreaterThan(3);
    for (Killed then : killed) {
      byte[] stored = storedAfter(then.folder());
      assertThat(stored).as(then.toString()).hasSizeGreaterThanOrEqualTo(then.forced());
      assertThat(stored).as(then.toString()).isEqualTo(log(stored.length));
    }
    assertThat(failures).isEmpty();
  }

  /// What a kill left.
  ///
  /// @param forced so much was confirmed by then
  private record Killed(Path folder, int forced) {}

  /// For one thread after the other.
  private synchronized void photo(List<Killed> taken, int forced) {
    Path to = folder.resolve("killed-" + taken.size());
    taken.add(new Killed(StoredFolder.copy(live(), to), forced));
  }

  @Test
  void aKillBetweenADepositAndTheRemovalOfItsTailsStoresNothingTwice() {
    Path tails = folder.resolve("tails");
    try (Vault vault = open(live());
        LogStore store = store(vault)) {
      store.begin(FIRST, START);
      store.append(START, LOG, 2 * SEGMENT);
      store.force();
      StoredFolder.copy(live().resolve("vault/tails"), tails);
    }
    StoredFolder.copy(tails, delete(live().resolve("vault/tails")));
    long packs = bytesOf(live().resolve("vault/packs"));

    assertThat(storedAfter(live())).isEqualTo(log(2 * SEGMENT));
    assertThat(bytesOf(live().resolve("vault/packs"))).isEqualTo(packs);
  }

  /// What is behind an altered frame cannot be read, and nobody takes that for the end.
  @Test
  void aFrameThatWasAlteredIsNamedAndWhatIsBeforeItIsKept() {
    Path killed = folder.resolve("killed");
    try (Vault vault = open(live());
        LogStore store = store(vault)) {
      store.begin(FIRST, START);
      for (int part = 0; part < 3; part++) {
        store.append(
            START.plus(part * 1000L),
            Arrays.copyOfRange(LOG, part * 1000, part * 1000 + 1000),
            1000);
        store.force();
      }
      StoredFolder.copy(live(), killed);
    }
    Path tail = StoredFolder.tails(killed).getFirst();
    StoredFolder.write(tail, flipped(StoredFolder.read(tail), StoredFolder.read(tail).length / 2));

    try (Vault vault = open(killed)) {
      assertThat(vault.check(CheckDepth.CONTENT, 1).findings())
          .extracting(finding -> finding.object())
          .containsExactly("tails/" + tail.getFileName());
      assertThat(WalArchive.of(vault, SHAPE.system()).damage())
          .singleElement()
          .satisfies(fault -> assertThat(fault.code()).isEqualTo(VaultError.OBJECT_DAMAGED));
    }
    assertThat(storedAfter(killed)).isEqualTo(Arrays.copyOf(LOG, 1000));
    assertThat(failures).isNotEmpty().allMatch("object-damaged"::equals);
    assertThat(StoredFolder.tails(killed)).containsExactly(tail);
  }

  @Test
  void aDamagedTailIsReportedAndStaysAndTheNextLogIsTaken() {
    Path killed = folder.resolve("killed");
    try (Vault vault = open(live());
        LogStore store = store(vault)) {
      store.begin(FIRST, START);
      store.append(START, LOG, SEGMENT / 2);
      store.force();
      StoredFolder.copy(live(), killed);
    }
    Path tail = StoredFolder.tails(killed).getFirst();
    StoredFolder.write(tail, flipped(StoredFolder.read(tail), 40));

    assertThat(storedAfter(killed)).isEmpty();
    assertThat(failures).isNotEmpty().allMatch("object-damaged"::equals);
    assertThat(StoredFolder.tails(killed)).containsExactly(tail);
    try (Vault vault = open(killed)) {
      assertThat(vault.check(CheckDepth.STRUCTURE, 1).findings())
          .extracting(finding -> finding.object())
          .containsExactly("tails/" + tail.getFileName());
      try (LogStore store = store(vault)) {
        store.begin(FIRST, START);
        store.append(START, LOG, 100);
        assertThat(store.force()).isEqualTo(START.plus(100));
      }
    }
    assertThat(storedAfter(killed)).isEqualTo(log(100));
  }

  /// What is behind a hole is kept, and what is in it is requested once more.
  @Test
  void aHoleIsNotPassedOff() {
    Path killed = folder.resolve("killed");
    try (Vault vault = open(live());
        LogStore store = store(vault)) {
      store.begin(FIRST, START);
      store.append(START, LOG, 1000);
      store.append(START.plus(1000), Arrays.copyOfRange(LOG, 1000, SEGMENT), SEGMENT - 1000);
      store.force();
      StoredFolder.copy(live(), killed);
    }
    Path tail = StoredFolder.tails(killed).getFirst();
    StoredFolder.write(tail, flipped(StoredFolder.read(tail), 76 + 4 + 30 + 1000 + 60));

    try (Vault vault = open(killed)) {
      try (LogStore store = store(vault)) {
        assertThat(store.standing()).contains(new WalArchive.Standing(FIRST, START.plus(1000)));
      }
      // The altered tail stays, beside the deposit of what is sound in it.
      assertThat(
              WalArchive.of(vault, SHAPE.system()).stretches().stream()
                  .map(s -> tuple(s.start(), s.end()))
                  .distinct())
          .containsExactly(
              tuple(START, START.plus(1000)), tuple(START.plus(SEGMENT / 2), START.plus(SEGMENT)));
    }
  }

  @Test
  void theSameLogOnceMoreIsPassedOverAndOtherLogIsRefused() {
    try (Vault vault = open(live())) {
      try (LogStore store = store(vault)) {
        store.begin(FIRST, START);
        store.append(START, LOG, SEGMENT);
      }
      try (LogStore store = store(vault)) {
        store.begin(FIRST, START.plus(SEGMENT / 2));
        store.append(
            START.plus(SEGMENT / 2),
            Arrays.copyOfRange(LOG, SEGMENT / 2, 2 * SEGMENT),
            3 * SEGMENT / 2);
        assertThat(store.force()).isEqualTo(START.plus(2 * SEGMENT));
      }
      byte[] other = flipped(LOG, 2 * SEGMENT - 5);
      try (LogStore store = store(vault)) {
        store.begin(FIRST, START);
        store.append(START, other, SEGMENT);
        assertThatThrownBy(
                () ->
                    store.append(
                        START.plus(SEGMENT),
                        Arrays.copyOfRange(other, SEGMENT, LOG.length),
                        2 * SEGMENT))
            .isInstanceOfSatisfying(
                Fault.class,
                fault -> {
                  assertThat(fault.code()).isEqualTo(ProtectError.WAL_FORKED);
                  assertThat(fault.detail().orElseThrow())
                      .contains(START.plus(2 * SEGMENT - 5).toString());
                });
      }
    }
    assertThat(storedAfter(live())).isEqualTo(log(2 * SEGMENT));
  }

  @Test
  void aTailThatIsRemovedWhileItIsWrittenIsNotConfirmed() {
    try (Vault vault = open(live());
        LogStore store = store(vault)) {
      store.begin(FIRST, START);
      store.append(START, LOG, 100);
      store.force();
      delete(live().resolve("vault/tails"));
      store.append(START.plus(100), LOG, 100);
      for (int attempt = 0; attempt < 2; attempt++) {
        assertThatThrownBy(store::force)
            .isInstanceOfSatisfying(
                Fault.class,
                fault -> assertThat(fault.code()).isEqualTo(VaultError.VAULT_NOT_WRITABLE));
      }
      assertThatThrownBy(store::close).isInstanceOf(Fault.class);
    }
    assertThat(storedAfter(live())).isEmpty();
  }

  @Test
  void aVaultThatFailsIsLeftOutWhileAnotherReceives() {
    Path second = folder.resolve("second");
    Vault.init(TestVault.settings(second), KEY, Vault.MIN_CHUNK_SIZE).close();
    RecordedEvents events = new RecordedEvents();
    try (Vault sound = open(live());
        Vault failing = open(second);
        LogStores stores = stores(events, sound, failing)) {
      stores.begin(
          FIRST,
          START,
          _ -> {
            throw new AssertionError("timeline 1 has no history");
          });
      stores.append(START, LOG, 100);
      assertThat(stores.force()).isEqualTo(START.plus(100));
      assertThat(stores.complete()).isTrue();

      delete(second.resolve("vault/tails"));
      assertThat(stores.force()).isEqualTo(START.plus(100));
      assertThat(stores.complete()).isFalse();
      assertThat(stores.due()).isTrue();
      stores.append(START.plus(100), Arrays.copyOfRange(LOG, 100, 300), 200);
      assertThat(stores.force()).isEqualTo(START.plus(300));
      assertThat(events.lines()).containsExactly("interrupted vault-not-writable");
    }
    assertThat(storedAfter(live())).isEqualTo(log(300));
    try (Vault sound = open(live());
        Vault failing = open(second);
        LogStores stores = stores(events, sound, failing)) {
      assertThat(stores.standing()).contains(new WalArchive.Standing(FIRST, START.plus(300)));
      assertThat(stores.complete()).isTrue();
    }
  }

  private static LogStores stores(RecordedEvents events, Vault... vaults) {
    return LogStores.open(
        List.of(vaults),
        SHAPE,
        DepositPolicy.defaults(),
        new LogStores.Surroundings(events, Clock.system(), Duration.ZERO));
  }

  /// The system frees the room of a removed file once nobody has it open.
  @Test
  void nothingOfARemovedTailStaysOpen() throws IOException {
    Path descriptors = Path.of("/proc/self/fd");
    assumeTrue(Files.isDirectory(descriptors));
    try (Vault vault = open(live())) {
      try (LogStore store = store(vault)) {
        store.begin(FIRST, START);
        store.append(START, LOG, LOG.length);
      }
      try (Stream<Path> open = Files.list(descriptors)) {
        assertThat(open.map(LogStoreTest::target).filter(t -> t.contains("/tails/"))).isEmpty();
      }
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closedMeanwhile) {
      return "";
    }
  }

  /// Removes what is in a folder.
  private static Path delete(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(folder);
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long bytesOf(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.mapToLong(file -> file.toFile().length()).sum();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What another process finds after a kill: opens the vault, puts into deposits what is left, and
  /// reads all from the start on. Afterwards no tail that is sound is left.
  private byte[] storedAfter(Path killed) {
    try (Vault vault = open(killed)) {
      store(vault).close();
      WalArchive archive = WalArchive.of(vault, SHAPE.system());
      LogChain chain =
          LogChain.along(
              new LogChain.Path(START, List.of(), FIRST), archive.stretches(), SEGMENT, vault);
      ByteArrayOutputStream read = new ByteArrayOutputStream();
      chain.read(START, chain.end(), read::write);
      return read.toByteArray();
    }
  }

  private static Vault open(Path where) {
    return Vault.open(TestVault.settings(where), KEY);
  }

  private LogStore store(Vault vault) {
    return LogStore.open(
        vault,
        SHAPE,
        DepositPolicy.defaults(),
        new LogStore.Reports(Clock.system(), this::fail, this::fail));
  }

  private void fail(Fault fault) {
    failures.add(fault.code().id());
  }

  private static byte[] log(int length) {
    return Arrays.copyOf(LOG, length);
  }

  private static byte[] flipped(byte[] bytes, int at) {
    byte[] changed = bytes.clone();
    changed[at] ^= 1;
    return changed;
  }

  private static byte[] noise(long seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /// Does something whenever the time is requested.
  private record StepClock(Runnable step) implements Clock {
    @Override
    public Instant now() {
      step.run();
      return Clock.system().now();
    }

    @Override
    public long nanoTime() {
      step.run();
      return Clock.system().nanoTime();
    }

    @Override
    public void pause(Duration duration) {
      Clock.system().pause(duration);
    }
  }
}
