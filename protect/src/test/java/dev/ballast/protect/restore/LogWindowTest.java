package dev.ballast.protect.restore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.WalSegment;
import dev.ballast.protect.TestVault;
import dev.ballast.protect.wal.LogChain;
import dev.ballast.protect.wal.Stretch;
import dev.ballast.vault.Deposit;
import dev.ballast.vault.DepositOptions;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.ChunkRef;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A window whose server does not ask in order, as at the start of a recovery whose checkpoint took
/// long.
class LogWindowTest {
  private static final int SEGMENT = 1 << 20;
  private static final int COUNT = 12;
  private static final int MOST = 3;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir Path folder;
  private Path window;

  @Test
  void aSegmentFarAheadIsThereAtOnceAndThenTheFirstOnesAre() throws IOException {
    try (Vault vault = TestVault.in(folder);
        LogWindow _ = LogWindow.open(folder, chain(vault), MOST, Clock.system())) {
      window = folder.resolve(LogWindow.FOLDER);
      awaitSegments(0, 1, 2);
      want(9);
      awaitSegments(9, 10, 11);
      assertThat(Files.readAllBytes(file(9))).isEqualTo(content(9));
      give(9);
      want(0);
      awaitSegments(0, 1, 2);
      give(0);
      give(1);
      awaitSegments(2, 3, 4);
      want(5);
      awaitSegments(5, 6, 7);
    }
    assertThat(window).doesNotExist();
  }

  /// What the server's user wrote there is no name of a segment.
  @Test
  void whatIsNoSegmentOfTheLogIsNotServed() throws IOException {
    try (Vault vault = TestVault.in(folder);
        LogWindow opened = LogWindow.open(folder, chain(vault), MOST, Clock.system())) {
      window = folder.resolve(LogWindow.FOLDER);
      Files.writeString(window.resolve("wanted"), "../../etc/passwd");
      awaitSegments(0, 1, 2);
      assertThat(opened.failure()).isEmpty();
    }
  }

  private void want(int place) throws IOException {
    Path fresh = window.resolve("wanted.new");
    Files.writeString(fresh, name(place));
    Files.move(fresh, window.resolve("wanted"), StandardCopyOption.REPLACE_EXISTING);
  }

  private void give(int place) throws IOException {
    Files.delete(file(place));
    Files.createFile(window.resolve("given." + name(place)));
  }

  private void awaitSegments(int... places) throws IOException {
    List<String> expected = new ArrayList<>();
    for (int place : places) {
      expected.add(name(place));
    }
    Clock clock = Clock.system();
    long began = clock.nanoTime();
    while (!segments().equals(expected)) {
      assertThat(clock.since(began)).as("%s, not %s", segments(), expected).isLessThan(LIMIT);
      clock.pause(Duration.ofMillis(5));
    }
  }

  private List<String> segments() throws IOException {
    try (Stream<Path> files = Files.list(window)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.matches("[0-9A-F]{24}"))
          .sorted()
          .toList();
    }
  }

  private Path file(int place) {
    return window.resolve(name(place));
  }

  private static String name(int place) {
    return new WalSegment(new TimelineId(1), 1 + place, SEGMENT).fileName();
  }

  private static byte[] content(int place) {
    byte[] bytes = new byte[SEGMENT];
    bytes[place] = 1;
    return bytes;
  }

  private static LogChain chain(Vault vault) {
    List<ChunkRef> chunks = new ArrayList<>();
    try (Deposit deposit = vault.beginLogDeposit(DepositOptions.defaults())) {
      for (int place = 0; place < COUNT; place++) {
        chunks.add(deposit.put(content(place), 0, SEGMENT));
      }
      deposit.commit(new byte[0]);
    }
    Lsn start = new Lsn(SEGMENT);
    TimelineId first = new TimelineId(1);
    return LogChain.along(
        new LogChain.Path(start, List.of(), first),
        List.of(Stretch.ofChunks(first, start, chunks)),
        SEGMENT,
        vault);
  }
}
