package dev.ballast.lab.clone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.machine.ExternalCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloneLockTest {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir private Path folder;
  private CloneFolder place;

  @BeforeEach
  void name() {
    place = new CloneFolder(folder.resolve("one"));
  }

  @Test
  void manyUseACloneAndOneAloneRemovesIt() {
    CloneLock first = CloneLock.shared(place).orElseThrow();
    CloneLock second = CloneLock.shared(place).orElseThrow();
    assertThat(CloneLock.alone(place)).isEmpty();
    first.close();
    first.close();
    assertThat(CloneLock.alone(place)).isEmpty();
    second.close();
    try (CloneLock alone = CloneLock.alone(place).orElseThrow()) {
      assertThat(alone).isNotNull();
      assertThat(CloneLock.shared(place)).isEmpty();
      assertThat(CloneLock.alone(place)).isEmpty();
    }
    CloneLock.shared(place).orElseThrow().close();
  }

  @Test
  void theFileStaysWithTheCloneAndGoesWithIt() throws IOException {
    CloneLock.alone(place).orElseThrow().close();
    CloneLock.shared(place).orElseThrow().close();
    assertThat(folder).isEmptyDirectory();

    Files.createDirectory(place.path());
    Path clone = Files.createFile(place.path().resolve("clone.json"));
    CloneLock.alone(place).orElseThrow().close();
    assertThat(place.lock()).exists();
    try (CloneLock removing = CloneLock.alone(place).orElseThrow()) {
      assertThat(removing).isNotNull();
      Files.delete(clone);
    }
    assertThat(place.lock()).doesNotExist();
  }

  /// Another process takes the lock as this one would, and says what it got.
  @Test
  void anotherProcessIsExcludedAsWell() throws IOException {
    try (CloneLock shared = CloneLock.shared(place).orElseThrow()) {
      assertThat(shared).isNotNull();
      assertThat(elsewhere("shared")).isEqualTo("taken");
      assertThat(elsewhere("alone")).isEqualTo("refused");
    }
    try (CloneLock alone = CloneLock.alone(place).orElseThrow()) {
      assertThat(alone).isNotNull();
      assertThat(elsewhere("shared")).isEqualTo("refused");
    }
    assertThat(elsewhere("alone")).isEqualTo("taken");
  }

  private String elsewhere(String how) throws IOException {
    Path said = folder.resolve("said");
    ExternalCommand.run(
        List.of(
            ProcessHandle.current().info().command().orElseThrow(),
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            System.getProperty("java.class.path"),
            Elsewhere.class.getName(),
            how,
            place.path().toString(),
            said.toString()),
        LIMIT);
    return Files.readString(said);
  }

  /// The other process.
  static final class Elsewhere {
    private Elsewhere() {}

    public static void main(String[] arguments) throws IOException {
      CloneFolder place = new CloneFolder(Path.of(arguments[1]));
      Optional<CloneLock> lock =
          arguments[0].equals("alone") ? CloneLock.alone(place) : CloneLock.shared(place);
      Files.writeString(Path.of(arguments[2]), lock.isPresent() ? "taken" : "refused");
      lock.ifPresent(CloneLock::close);
    }
  }
}
