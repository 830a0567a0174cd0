package dev.ballast.vault;

import static dev.ballast.vault.VaultFixture.CHUNK;
import static dev.ballast.vault.VaultFixture.key;
import static dev.ballast.vault.VaultFixture.noise;
import static dev.ballast.vault.VaultFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.log.ChainReport;
import dev.ballast.vault.store.FolderStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.AnnotatedElementContext;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.io.TempDirFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Real processes, killed with signal 9.
class KilledProcessIT {
  /// A killed process leaves what it wrote, flushed or not, so nothing has to reach a disk.
  private static final class InMemory implements TempDirFactory {
    @Override
    public Path createTempDirectory(
        AnnotatedElementContext elementContext, ExtensionContext extensionContext)
        throws IOException {
      Path memory = Path.of("/dev/shm");
      return Files.isWritable(memory)
          ? Files.createTempDirectory(memory, "ballast-")
          : Files.createTempDirectory("ballast-");
    }
  }

  @TempDir(factory = InMemory.class)
  Path directory;

  @BeforeEach
  void vaultWithOneDeposit() {
    try (Vault vault = Vault.init(settings(directory), key(), CHUNK)) {
      VaultFixture.deposit(vault, noise(1, CHUNK));
    }
  }

  private List<String> packs() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("vault/packs"))) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 3, 40, 300})
  void aDepositIsSweptAfterItsProcessWasKilledAndNotBefore(int chunks)
      throws IOException, InterruptedException, ExecutionException {
    List<String> packsBefore = packs();
    try (ExecutorService background = Executors.newSingleThreadExecutor()) {
      Future<?> child =
          background.submit(
              () -> ChildProcess.runAndKill(directory, "deposit", Integer.toString(chunks)));
      ChildProcess.awaitReady(directory);
      try (Vault vault = Vault.open(settings(directory), key())) {
        for (int i = 0; i < 20; i++) {
          assertThat(vault.sweep())
              .isEqualTo(new SweepReport(List.of(), List.of(), List.of(), 0, 0, List.of()));
        }
        assertThat(vault.deposits()).hasSize(1);
        Files.createFile(directory.resolve("kill"));
        child.get();
        SweepReport swept = vault.sweep();
        assertThat(swept.deposits()).hasSize(1);
        assertThat(swept.objects()).isPositive();
        assertThat(swept.bytes()).isPositive();
        assertThat(vault.sweep().objects()).isZero();
      }
    }
    assertThat(packs()).isEqualTo(packsBefore);
    assertThat(directory.resolve("vault/tmp")).isEmptyDirectory();
    try (Vault vault = Vault.open(settings(directory), key())) {
      VaultFixture.deposit(vault, noise(1000, CHUNK));
      assertThat(vault.check(CheckDepth.CONTENT, 2).findings()).isEmpty();
    }
  }

  @Test
  void anEvidenceLogIsSoundAfterItsWriterWasKilled()
      throws IOException, InterruptedException, ExecutionException {
    try (ExecutorService background = Executors.newSingleThreadExecutor()) {
      Future<?> child = background.submit(() -> ChildProcess.runAndKill(directory, "append"));
      ChildProcess.awaitReady(directory);
      Files.createFile(directory.resolve("kill"));
      child.get();
    }
    try (Vault vault = Vault.open(settings(directory), key())) {
      ChainReport report = vault.evidence().verify();
      assertThat(report.verdict().isProved()).isTrue();
      assertThat(report.entries()).isGreaterThanOrEqualTo(6);
      vault.evidence().append("note", new ChildProcess.Note("after"));
      vault.sweep();
      assertThat(vault.evidence().verify().entries()).isEqualTo(report.entries() + 1);
    }
    assertThat(directory.resolve("vault/tmp")).isEmptyDirectory();
  }

  @Test
  void processesThatAppendAtOnceFormOneChain() throws InterruptedException, ExecutionException {
    try (ExecutorService background = Executors.newFixedThreadPool(2)) {
      Future<?> a = background.submit(() -> ChildProcess.run(directory, "append-20", "a"));
      Future<?> b = background.submit(() -> ChildProcess.run(directory, "append-20", "b"));
      a.get();
      b.get();
    }
    try (Vault vault = Vault.open(settings(directory), key())) {
      ChainReport report = vault.evidence().verify();
      assertThat(report.verdict().isProved()).isTrue();
      assertThat(report.entries()).isEqualTo(41);
      assertThat(vault.evidence().list().stream().filter(entry -> entry.kind().equals("note")))
          .extracting(entry -> entry.as(ChildProcess.Note.class).text())
          .contains("a0", "a19", "b0", "b19")
          .doesNotHaveDuplicates();
    }
  }

  /// A removal stands still before one of its steps on the store, and is killed there.
  @Test
  void aRemovalThatIsKilledAtAStepCostsNobodyAnythingAndTheNextRunDoesTheRest()
      throws IOException, InterruptedException, ExecutionException {
    Path rehearsal = directory.resolve("rehearsal");
    int steps = stepsToRemove(rehearsal, threeDeposits(rehearsal));
    for (int stop : new int[] {steps / 3, steps - 2}) {
      Path folder = directory.resolve("stopped-at-" + stop);
      DepositId oldest = threeDeposits(folder);
      runUntil(
          folder, () -> Files.createFile(folder.resolve("kill")), "remove", stop + "", oldest + "");
      assertNothingIsLostAndThenTidy(folder, "stopped before step " + stop + " of " + steps);
      try (Vault vault = Vault.open(settings(folder), key())) {
        assertThat(vault.deposits()).hasSize(2).doesNotContain(oldest);
      }
    }
  }

  /// Deposits and removals, one after the other, until the kill, which comes whenever it comes.
  @Test
  void depositsAndRemovalsThatAreKilledAtAnyMomentLeaveWholeDeposits()
      throws IOException, InterruptedException, ExecutionException {
    Path folder = directory.resolve("churn");
    try (Vault vault = Vault.init(settings(folder), key(), CHUNK)) {
      assertThat(vault.deposits()).isEmpty();
    }
    long seed = Clock.system().nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 2; round++) {
      Duration after = Duration.ofMillis(random.nextInt(250));
      runUntil(
          folder,
          () -> {
            Clock.system().pause(after);
            Files.createFile(folder.resolve("kill"));
          },
          "churn",
          10_000 * round + "");
      assertNothingIsLostAndThenTidy(folder, "seed " + seed + ", round " + round);
      Files.delete(folder.resolve("kill"));
      Files.delete(folder.resolve("ready"));
    }
  }

  /// The oldest of three, of which the second needs a third and the newest a sixth.
  private static DepositId threeDeposits(Path folder) {
    try (Vault vault = Vault.init(settings(folder), key(), CHUNK)) {
      DepositId oldest = DescribedDeposit.make(vault, 1, 2, 3, 4, 5, 6);
      DescribedDeposit.make(vault, 1, 2, 10);
      DescribedDeposit.make(vault, 1, 11);
      return oldest;
    }
  }

  private static int stepsToRemove(Path folder, DepositId deposit) {
    int enough = 1000;
    FaultyStore store =
        new FaultyStore(new FolderStore(settings(folder).folder()), FaultyStore.Mode.DEAD, enough);
    try (Vault vault = Vault.open(settings(folder), key(), store)) {
      vault.remove(Map.of(deposit, "too old"), known -> DescribedDeposit.needs(vault, known));
    }
    return enough - (int) store.left();
  }

  /// Lets a child be killed.
  private interface Kill {
    void now() throws IOException;
  }

  /// Starts a child, and does something once it is ready: it ends when the file `kill` is there.
  private static void runUntil(Path folder, Kill once, String... work)
      throws IOException, InterruptedException, ExecutionException {
    try (ExecutorService background = Executors.newSingleThreadExecutor()) {
      Future<?> child = background.submit(() -> ChildProcess.runAndKill(folder, work));
      ChildProcess.awaitReady(folder);
      once.now();
      child.get();
    }
  }

  /// By a process that knew nothing before: all that is listed is whole; after a sweep and a
  /// removal of nothing there is nothing left over, and the chain is as it should be.
  private static void assertNothingIsLostAndThenTidy(Path folder, String when) {
    try (Vault vault = Vault.open(settings(folder), key())) {
      for (DepositId deposit : vault.deposits()) {
        if (vault.evidence().ledger().removal(deposit).isEmpty()) {
          DescribedDeposit.assertWhole(vault, deposit);
        }
      }
      assertThat(vault.sweep().findings()).as(when).isEmpty();
      vault.remove(Map.of(), known -> DescribedDeposit.needs(vault, known));
      vault.deposits().forEach(deposit -> DescribedDeposit.assertWhole(vault, deposit));
      CheckReport report = vault.check(CheckDepth.CONTENT, 1);
      assertThat(report.findings()).as(when).isEmpty();
      assertThat(report.unneeded()).as(when).isEmpty();
      assertThat(report.evidence().orElseThrow().isProved()).as(when).isTrue();
    }
    assertThat(folder.resolve("vault/tmp")).as(when).isEmptyDirectory();
  }
}
