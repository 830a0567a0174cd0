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
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve(".one.lock");
  }

  @Test
  void manyUseACloneAndOneAloneRemovesIt() {
    CloneLock first = CloneLock.shared(file).orElseThrow();
    CloneLock second = CloneLock.shared(file).orElseThrow();
    assertThat(CloneLock.alone(file)).isEmpty();
    first.close();
    first.close();
    assertThat(CloneLock.alone(file)).isEmpty();
    second.close();
    try (CloneLock alone = CloneLock.alone(file).orElseThrow()) {
      assertThat(alone).isNotNull();
      assertThat(CloneLock.shared(file)).isEmpty();
      assertThat(CloneLock.alone(file)).isEmpty();
    }
    CloneLock.shared(file).orElseThrow().close();
  }

  /// Another process takes the lock as this one would, and says what it got.
  @Test
  void anotherProcessIsExcludedAsWell() throws IOException {
    try (CloneLock shared = CloneLock.shared(file).orElseThrow()) {
      assertThat(shared).isNotNull();
      assertThat(elsewhere("shared")).isEqualTo("taken");
      assertThat(elsewhere("alone")).isEqualTo("refused");
    }
    try (CloneLock alone = CloneLock.alone(file).orElseThrow()) {
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
            file.toString(),
            said.toString()),
        LIMIT);
    return Files.readString(said);
  }

  /// The other process.
  static final class Elsewhere {
    private Elsewhere() {}

    public static void main(String[] arguments) throws IOException {
      Path file = Path.of(arguments[1]);
      Optional<CloneLock> lock =
          arguments[0].equals("alone") ? CloneLock.alone(file) : CloneLock.shared(file);
      Files.writeString(Path.of(arguments[2]), lock.isPresent() ? "taken" : "refused");
      lock.ifPresent(CloneLock::close);
    }
  }
}
