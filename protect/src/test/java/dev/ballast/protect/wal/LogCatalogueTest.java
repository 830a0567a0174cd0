package dev.ballast.protect.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.json.Json;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.WalSegment;
import dev.ballast.postgres.wire.SystemIdentifier;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.TestVault;
import dev.ballast.vault.Deposit;
import dev.ballast.vault.DepositOptions;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.ChunkRef;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.MasterKey;
import dev.ballast.vault.format.VaultError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What is noted of deposits of log, beside a vault that changed since and notes that somebody else
/// wrote.
class LogCatalogueTest {
  private static final MasterKey KEY = MasterKey.generate();
  private static final int SEGMENT = 1 << 20;
  private static final SystemIdentifier SYSTEM = new SystemIdentifier(7_000_000_000_000_000_001L);
  private static final int DEPOSITS = 17;

  @TempDir static Path noted;
  private static final List<DepositId> IDS = new ArrayList<>();

  @TempDir Path fresh;
  private Path folder;

  @BeforeAll
  static void depositsThatAreNoted() {
    IDS.clear();
    try (Vault vault = Vault.init(TestVault.settings(noted), KEY, Vault.MIN_CHUNK_SIZE)) {
      for (int segment = 1; segment <= DEPOSITS; segment++) {
        IDS.add(deposit(vault, segment));
      }
      assertThat(LogCatalogue.of(vault).deposits()).extracting(DepositedLog::id).containsAll(IDS);
    }
    assertThat(noteIn(noted)).exists();
  }

  @BeforeEach
  void copy() {
    folder = StoredFolder.copy(noted, fresh.resolve("copy"));
  }

  @Test
  void aRecordThatWasReadBeforeIsReadAgainWhereItsLogIsNeeded() {
    damage(record(5));
    try (Vault vault = open()) {
      LogCatalogue catalogue = LogCatalogue.of(vault);
      assertThat(catalogue.damage()).isEmpty();
      assertThat(catalogue.deposits()).hasSize(DEPOSITS);

      assertThat(fetched(vault, 4)).isEqualTo(segment(4));
      assertThat(fetched(vault, 6)).isEqualTo(segment(6));
      assertThatThrownBy(() -> fetched(vault, 5))
          .isInstanceOfSatisfying(
              Fault.class, fault -> assertThat(fault.code()).isEqualTo(VaultError.OBJECT_DAMAGED));
      assertThat(chain(vault, WalArchive.of(vault, SYSTEM)).end()).isEqualTo(start(5));
      assertThat(WalArchive.of(vault, SYSTEM).damage()).isEmpty();
      assertThat(WalArchive.checked(vault, SYSTEM).damage())
          .extracting(Fault::code)
          .containsExactly(VaultError.OBJECT_DAMAGED);
    }
  }

  @Test
  void whatIsDamagedIsMadeUpForByAnother() {
    damage(record(5));
    try (Vault vault = open()) {
      deposit(vault, 5);
      assertThat(fetched(vault, 5)).isEqualTo(segment(5));
      assertThat(chain(vault, WalArchive.of(vault, SYSTEM)).end()).isEqualTo(start(DEPOSITS + 1));
    }
  }

  @Test
  void theNewestThatIsDamagedIsNotWhereTheLogEnds() {
    damage(record(DEPOSITS));
    try (Vault vault = open()) {
      assertThat(WalArchive.of(vault, SYSTEM).newest())
          .contains(new WalArchive.Standing(new TimelineId(1), start(DEPOSITS)));
    }
  }

  @Test
  void whatIsGoneIsNotInventedAndWhatIsNewIsNotHidden() {
    delete(record(3));
    try (Vault vault = open()) {
      DepositId added = deposit(vault, DEPOSITS + 1);
      List<DepositId> expected = new ArrayList<>(IDS);
      expected.remove(IDS.get(2));
      expected.add(added);
      assertThat(LogCatalogue.of(vault).deposits())
          .extracting(DepositedLog::id)
          .containsExactlyInAnyOrderElementsOf(expected);
      assertThatThrownBy(() -> fetched(vault, 3))
          .isInstanceOfSatisfying(
              Fault.class,
              fault -> assertThat(fault.code()).isEqualTo(ProtectError.WAL_NOT_STORED));
      assertThat(fetched(vault, DEPOSITS + 1)).isEqualTo(segment(DEPOSITS + 1));
    }
  }

  /// What became of a note.
  enum Fate {
    GONE,
    EMPTY,
    CUT,
    ALTERED,
    OF_ANOTHER_VAULT
  }

  /// Shown by a record that is damaged meanwhile: only a note that counts spares reading it.
  @ParameterizedTest
  @EnumSource(Fate.class)
  void aNoteThatIsNotAsItWasWrittenIsNone(Fate fate) {
    byte[] note = read(note());
    switch (fate) {
      case GONE -> delete(note());
      case EMPTY -> write(note(), new byte[0]);
      case CUT -> write(note(), Arrays.copyOf(note, note.length - 1));
      case ALTERED -> damage(note());
      case OF_ANOTHER_VAULT -> write(note(), noteOfAnotherVault());
    }
    damage(record(5));
    try (Vault vault = open()) {
      LogCatalogue catalogue = LogCatalogue.of(vault);
      assertThat(catalogue.damage()).hasSize(1);
      assertThat(catalogue.deposits()).hasSize(DEPOSITS - 1);
    }
  }

  @Test
  void aNoteThatARetiredKeySealedIsNone() {
    MasterKey next = MasterKey.generate();
    try (Vault vault = open()) {
      vault.rotateMasterKey(next);
    }
    damage(record(5));
    try (Vault vault = Vault.open(TestVault.settings(folder), next)) {
      assertThat(LogCatalogue.of(vault).damage()).hasSize(1);
    }
  }

  /// A folder is in the note's place.
  @Test
  void aNoteThatCannotBeKeptChangesNothing() throws IOException {
    Path note = note();
    delete(note);
    Files.createDirectories(note.resolve("in the way"));
    try (Vault vault = open()) {
      assertThat(LogCatalogue.of(vault).deposits()).hasSize(DEPOSITS);
      assertThat(LogCatalogue.of(vault).damage()).isEmpty();
    }
    try (Stream<Path> state = Files.list(folder.resolve("state"))) {
      assertThat(state.map(file -> file.getFileName().toString()))
          .as("nothing half-written stays")
          .hasSize(2);
    }
  }

  private byte[] noteOfAnotherVault() {
    Path other = folder.resolve("another");
    try (Vault vault = Vault.init(TestVault.settings(other), KEY, Vault.MIN_CHUNK_SIZE)) {
      vault.notes().keep(LogCatalogue.NOTE, LogNote.encode(List.of()));
    }
    return read(noteIn(other));
  }

  private Path note() {
    return noteIn(folder);
  }

  private static Path noteIn(Path folder) {
    try (Stream<Path> files = Files.list(folder.resolve("state"))) {
      return files
          .filter(file -> file.toString().endsWith("." + LogCatalogue.NOTE))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path record(int segment) {
    return folder.resolve("vault/backups").resolve(IDS.get(segment - 1).text());
  }

  private Vault open() {
    return Vault.open(TestVault.settings(folder), KEY);
  }

  private static Lsn start(int segment) {
    return new Lsn((long) segment * SEGMENT);
  }

  private static byte[] segment(int number) {
    byte[] bytes = new byte[SEGMENT];
    byte[] noise = new byte[100];
    new Random(number).nextBytes(noise);
    System.arraycopy(noise, 0, bytes, 0, noise.length);
    return bytes;
  }

  private static DepositId deposit(Vault vault, int number) {
    byte[] bytes = segment(number);
    try (Deposit deposit = vault.beginLogDeposit(DepositOptions.defaults())) {
      List<ChunkRef> chunks = new ArrayList<>();
      for (int at = 0; at < SEGMENT; at += Vault.MIN_CHUNK_SIZE) {
        chunks.add(deposit.put(bytes, at, Vault.MIN_CHUNK_SIZE));
      }
      deposit.commit(
          Json.write(
              new LogRecord(
                  "shop",
                  SYSTEM.toString(),
                  18,
                  SEGMENT,
                  1,
                  start(number),
                  start(number + 1),
                  chunks,
                  List.of(),
                  Instant.EPOCH)));
      return deposit.id();
    }
  }

  private static LogChain chain(Vault vault, WalArchive archive) {
    return LogChain.along(
        new LogChain.Path(start(1), List.of(), new TimelineId(1)),
        archive.stretches(),
        SEGMENT,
        vault);
  }

  private byte[] fetched(Vault vault, int segment) {
    Path to = folder.resolve("fetched");
    String name = new WalSegment(new TimelineId(1), segment, SEGMENT).fileName();
    LogFetch.of(vault, "shop").fetch(name, to, folder.resolve("spool"), 0);
    return read(to);
  }

  private static byte[] read(Path file) {
    return StoredFolder.read(file);
  }

  private static void write(Path file, byte[] bytes) {
    StoredFolder.write(file, bytes);
  }

  private static void damage(Path file) {
    byte[] bytes = read(file);
    bytes[bytes.length - 1] ^= 1;
    write(file, bytes);
  }

  private static void delete(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
