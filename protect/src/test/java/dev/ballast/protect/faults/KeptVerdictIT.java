package dev.ballast.protect.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Progress;
import dev.ballast.machine.MachineError;
import dev.ballast.postgres.server.SmallDisk;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.prove.Proving;
import dev.ballast.protect.prove.ProvingSettings;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.log.EvidenceEntry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What fails once the verdict is there: the vault cannot take it, the copy cannot be removed.
final class KeptVerdictIT {
  /// The last thing a proof does before it has all verdicts.
  private static final String LAST = "checking page checksums";

  /// The last thing it does where an object of the backup is damaged: no server is started then.
  private static final String LAST_OF_DAMAGED = "reading every chunk";

  /// A folder of this test's own: others restore copies beside it.
  private static TemporaryFolder copies;

  private static SmallDisk disk;
  private static FaultBench bench;
  private static Backup backup;
  private static Backup damaged;

  @BeforeAll
  static void backUp() {
    copies = TemporaryFolder.create("copies");
    disk = SmallDisk.ofMegabytes(64);
    bench =
        FaultBench.of(
            TemporaryCluster.of(FaultBench.MAJOR, Clock.system()).tcp().start(), disk.path());
    backup = bench.backup(bench.source().settings(), FaultBench.withDigest(), Progress.NONE);
    damaged = bench.backup();
    flipAByte(bench.vault().folder().resolve("packs/" + damaged.id() + "-000000"));
  }

  private static void flipAByte(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      Files.delete(file);
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterAll
  static void remove() {
    if (bench != null) {
      bench.close();
      disk.close();
    }
    if (copies != null) {
      copies.close();
    }
  }

  @Test
  void aVaultThatBecameReadOnlyDoesNotCostIt() {
    Proving.Outcome outcome = prove(damaged, LAST_OF_DAMAGED, () -> disk.remount("ro"));
    disk.remount("rw");

    assertThat(outcome.proof().verdict().isRefuted()).isTrue();
    assertKept(outcome, VaultError.VAULT_NOT_WRITABLE);
  }

  @Test
  void aVaultThatIsFullDoesNotCostIt() {
    Proving.Outcome outcome = prove(damaged, LAST_OF_DAMAGED, () -> disk.fillUpTo(0));
    disk.empty();

    assertThat(outcome.proof().verdict().isRefuted()).isTrue();
    assertKept(outcome, VaultError.VAULT_FULL);
  }

  @Test
  void aVaultThatWasMovedAwayDoesNotCostIt() {
    Path vault = bench.vault().folder();
    Path elsewhere = vault.resolveSibling("elsewhere");
    Proving.Outcome outcome = prove(() -> move(vault, elsewhere));
    remove(vault);
    move(elsewhere, vault);

    assertThat(outcome.proof().verdict().isProved()).isTrue();
    assertKept(outcome, VaultError.VAULT_NOT_WRITABLE);
  }

  @Test
  void aCopyThatCannotBeRemovedIsReportedBehindTheProofAndRemovedByTheNextRun() {
    long entries = proofs();
    List<Path> occupied = new ArrayList<>();
    Proving.Outcome outcome =
        prove(
            () -> {
              for (Path folder : restored()) {
                Path inner = folder.resolve("work/busy");
                make(inner);
                SmallDisk.occupy(inner);
                occupied.add(inner);
              }
            });
    List<Path> left = restored();
    occupied.forEach(SmallDisk::vacate);

    assertThat(outcome.proof().verdict().isProved()).isTrue();
    assertThat(outcome.evidence()).isPresent();
    assertThat(proofs()).isEqualTo(entries + 1);
    assertThat(left).hasSize(1);
    assertThat(outcome.afterwards())
        .hasValueSatisfying(
            fault -> {
              assertThat(fault.code()).isEqualTo(MachineError.TEMPORARY_FOLDER_LEFT);
              assertThat(fault.getMessage()).contains(left.getFirst().toString());
            });
    assertThat(TemporaryFolder.sweep(copies.path())).containsAll(left);
    assertThat(left.getFirst()).doesNotExist();
  }

  private static Proving.Outcome prove(Runnable fault) {
    return prove(backup, LAST, fault);
  }

  private static Proving.Outcome prove(Backup of, String last, Runnable fault) {
    Trigger trigger = Trigger.at(last, fault);
    Proving.Outcome outcome =
        new Proving(bench.vault(), of, settings(), Clock.system(), trigger).run();
    assertThat(trigger.fired()).isTrue();
    return outcome;
  }

  private static ProvingSettings settings() {
    ProvingSettings usual = ProvingSettings.of("ballast prove");
    return new ProvingSettings(
        usual.threads(),
        usual.recoveryTimeout(),
        usual.digest(),
        usual.checks(),
        usual.invariants(),
        usual.servers(),
        usual.confinement(),
        copies.path(),
        usual.rerun(),
        usual.source());
  }

  private static void assertKept(Proving.Outcome outcome, VaultError expected) {
    assertThat(outcome.evidence()).isEmpty();
    assertThat(outcome.afterwards())
        .hasValueSatisfying(
            fault -> {
              assertThat(fault.code()).as(fault.toString()).isEqualTo(expected);
              assertThat(fault.detail().orElseThrow())
                  .startsWith("the finished proof is not in the evidence log");
            });
  }

  private static long proofs() {
    return bench.vault().evidence().list().stream().filter(EvidenceEntry::isProof).count();
  }

  /// The folders that the proofs of this test restore into.
  private static List<Path> restored() {
    try (Stream<Path> all = Files.list(copies.path())) {
      return all.filter(f -> f.getFileName().toString().startsWith("proof-"))
          .filter(Files::isDirectory)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void make(Path folder) {
    try {
      Files.createDirectory(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void move(Path from, Path to) {
    try {
      Files.move(from, to);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What the proof may have made where the vault was.
  private static void remove(Path folder) {
    dev.ballast.machine.Directories.delete(folder);
  }
}
