package dev.ballast.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What an ended process leaves between any two steps of making and removing a folder; the lock of
/// a living one is in the tests of copies that are killed.
final class TemporaryFolderTest {
  private TemporaryFolder outer;
  private Path root;

  @BeforeEach
  void makeRoot() {
    outer = TemporaryFolder.create("folders");
    root = outer.path().resolve("root");
    TemporaryFolder.create(root, "first").close();
  }

  @AfterEach
  void removeRoot() {
    outer.close();
  }

  @Test
  void nothingStaysOfOneThatIsClosed() throws IOException {
    TemporaryFolder folder = TemporaryFolder.create(root, "x");
    Files.writeString(folder.path().resolve("file"), "content");
    folder.close();
    folder.close();
    assertThat(inside()).isEmpty();
  }

  @Test
  void nothingStaysOfOneWhoseMakingIsInterrupted() throws IOException {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(() -> TemporaryFolder.create(root, "x")).isInstanceOf(Fault.class);
    } finally {
      Thread.interrupted();
    }
    assertThat(inside()).isEmpty();
  }

  @Test
  void aHeldFolderStays() {
    try (TemporaryFolder folder = TemporaryFolder.create(root, "x")) {
      assertThat(TemporaryFolder.sweep(root)).isEmpty();
      assertThat(folder.path()).isDirectory();
    }
  }

  @Test
  void endedBeforeTheFolderWasMade() throws IOException {
    Files.createFile(root.resolve("x-1.lock"));
    assertThat(TemporaryFolder.sweep(root)).isEmpty();
    assertThat(inside()).isEmpty();
  }

  @Test
  void endedWhileTheFolderWasThere() throws IOException {
    Files.createFile(root.resolve("x-1.lock"));
    Files.createDirectories(root.resolve("x-1/inner/folder"));
    assertThat(TemporaryFolder.sweep(root)).containsExactly(root.resolve("x-1"));
    assertThat(inside()).isEmpty();
  }

  @Test
  void theLockOfAClonesFolderStays() throws IOException {
    Files.createFile(root.resolve(".one.lock"));
    assertThat(TemporaryFolder.sweep(root)).isEmpty();
    assertThat(inside()).hasSize(1);
  }

  @Test
  void whatHasNoLockIsSomebodyElses() throws IOException {
    Files.createDirectory(root.resolve("x-1"));
    Files.createFile(root.resolve(".lock"));
    Files.createFile(root.resolve(".one.lock"));
    assertThat(TemporaryFolder.sweep(root)).isEmpty();
    assertThat(inside()).hasSize(3);
  }

  private List<Path> inside() throws IOException {
    try (Stream<Path> all = Files.list(root)) {
      return all.toList();
    }
  }
}
