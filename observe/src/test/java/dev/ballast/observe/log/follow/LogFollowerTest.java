package dev.ballast.observe.log.follow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.observe.log.record.LinePrefix;
import dev.ballast.observe.log.record.LogFormat;
import dev.ballast.observe.log.record.LogRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFollowerTest {
  private static final LogDetection DETECTION =
      new LogDetection(
          Optional.of(LogFormat.STDERR), Optional.of(new LinePrefix("[%p] ")), Optional.empty());

  private final List<String> seen = new ArrayList<>();
  private int second;

  @TempDir private Path folder;

  private LogFollower follower(LogFiles files, Optional<LogPosition> begin) {
    return new LogFollower(files, DETECTION, begin, (LogRecord r) -> seen.add(r.texts().message()));
  }

  private static Optional<LogPosition> fromTheFirst() {
    return Optional.of(new LogPosition("none", 0, Instant.EPOCH));
  }

  /// Later than what was written before, as far as the file system's clock is concerned.
  private void write(Path file, String text) throws IOException {
    Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    second++;
    Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1_796_000_000L + second)));
  }

  private static void drain(LogFollower follower) throws IOException {
    for (int quiet = 0; quiet < 4; quiet++) {
      while (follower.poll()) {
        quiet = 0;
      }
    }
  }

  @Test
  void aRenamedFileIsReadToItsEndAndThenItsSuccessor() throws IOException {
    Path log = folder.resolve("server.log");
    write(log, "[1] LOG:  a\n[1] LOG:  b\n[1] LOG:  half");
    try (LogFollower follower = follower(LogFiles.ofFile(log), fromTheFirst())) {
      drain(follower);
      // The half line may be a detail of b.
      assertThat(seen).containsExactly("a");
      write(log, " done\n");
      Files.move(log, folder.resolve("server.log.1"));
      write(log, "[1] LOG:  c\n");
      drain(follower);
      assertThat(seen).containsExactly("a", "b", "half done", "c");
    }
  }

  @Test
  void aFileThatIsCutOffStartsOver() throws IOException {
    Path log = folder.resolve("server.log");
    write(log, "[1] LOG:  a\n[1] LOG:  b\n");
    try (LogFollower follower = follower(LogFiles.ofFile(log), fromTheFirst())) {
      drain(follower);
      Files.writeString(log, "");
      drain(follower);
      write(log, "[1] LOG:  c\n");
      drain(follower);
      assertThat(seen).containsExactly("a", "b", "c");
    }
  }

  @Test
  void filesOfADirectoryAreReadInTheOrderOfTheirLastChange() throws IOException {
    write(folder.resolve("postgresql-Sun.log"), "[1] LOG:  a\n");
    write(folder.resolve("postgresql-Mon.log"), "[1] LOG:  b\n");
    write(folder.resolve("postgresql-Mon.csv"), "not read\n");
    Files.writeString(folder.resolve("postgresql-Sat.log.gz"), "not read");
    try (LogFollower follower = follower(LogFiles.ofDirectory(folder), fromTheFirst())) {
      drain(follower);
      write(folder.resolve("postgresql-Tue.log"), "[1] LOG:  c\n");
      drain(follower);
      assertThat(seen).containsExactly("a", "b", "c");
    }
  }

  @Test
  void readingContinuesWhereItStoppedThoughTheFileWasRenamedMeanwhile() throws IOException {
    Path log = folder.resolve("server.log");
    write(log, "[1] LOG:  a\n[1] LOG:  b\n\tmore");
    Optional<LogPosition> position;
    try (LogFollower follower = follower(LogFiles.ofFile(log), fromTheFirst())) {
      drain(follower);
      position = follower.position();
    }
    assertThat(seen).containsExactly("a");
    write(log, " of b\n[1] LOG:  c\n");
    Files.move(log, folder.resolve("server.log.1"));
    write(log, "[1] LOG:  d\n");
    try (LogFollower follower = follower(LogFiles.ofFile(log), position)) {
      drain(follower);
    }
    assertThat(seen).containsExactly("a", "b\nmore of b", "c", "d");
  }

  @Test
  void withoutAPositionOnlyWhatIsNewIsRead() throws IOException {
    Path log = folder.resolve("server.log");
    write(log, "[1] LOG:  history\n");
    try (LogFollower follower = follower(LogFiles.ofFile(log), Optional.empty())) {
      drain(follower);
      write(log, "[1] LOG:  a\n");
      drain(follower);
      assertThat(seen).containsExactly("a");
    }
  }

  @Test
  void aDirectoryWithoutALogIsWaitedFor() throws IOException {
    try (LogFollower follower = follower(LogFiles.ofDirectory(folder), fromTheFirst())) {
      drain(follower);
      assertThat(follower.position()).isEqualTo(fromTheFirst());
      write(folder.resolve("a.log"), "[1] LOG:  a\n");
      drain(follower);
      assertThat(seen).containsExactly("a");
    }
  }

  @Test
  void halfALineAtFirstDecidesNothing() throws IOException {
    Path log = folder.resolve("postgresql.json");
    String line = "{\"timestamp\":\"2026-11-29 22:59:42.123 UTC\",\"message\":\"a\"}\n";
    LogDetection ofServer =
        new LogDetection(Optional.empty(), Optional.of(new LinePrefix("[%p] ")), Optional.empty());
    try (LogFollower follower =
        new LogFollower(
            LogFiles.ofDirectory(folder),
            ofServer,
            fromTheFirst(),
            (LogRecord r) -> seen.add(r.texts().message()))) {
      write(log, line.substring(0, 20));
      drain(follower);
      write(log, line.substring(20) + line);
      drain(follower);
      assertThat(seen).containsExactly("a", "a");
    }
  }
}
