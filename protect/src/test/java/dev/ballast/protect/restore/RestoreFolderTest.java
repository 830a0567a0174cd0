package dev.ballast.protect.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.protect.ProtectError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RestoreFolderTest {
  @TempDir Path temp;

  private static final class Notes implements Progress {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void begin(String phase, long total) {}

    @Override
    public void advance(long done) {}

    @Override
    public void note(String line) {
      lines.add(line);
    }
  }

  @Test
  void anAbsentFolderIsMadeAndGoesAgainUnlessKept() throws IOException {
    Path into = temp.resolve("a/b");
    try (RestoreFolder folder = RestoreFolder.take(into, Progress.NONE)) {
      Files.writeString(folder.path().resolve("half"), "x");
    }
    assertThat(into).doesNotExist();

    try (RestoreFolder folder = RestoreFolder.take(into, Progress.NONE)) {
      Files.writeString(folder.path().resolve("whole"), "x");
      folder.keep();
    }
    assertThat(into).isDirectoryContaining(p -> p.endsWith("whole"));
    assertThat(into.resolve(".ballast-restore")).doesNotExist();
  }

  @Test
  void whatAKilledRestoreLeftIsCountedAndNothingElse() throws IOException {
    Path into = Files.createDirectories(temp.resolve("killed/base"));
    Files.write(into.resolve("1"), new byte[5000]);
    Files.createSymbolicLink(into.resolve("link"), Files.write(temp.resolve("far"), new byte[99]));
    assertThat(RestoreFolder.leftIn(temp.resolve("killed"))).isZero();
    assertThat(RestoreFolder.leftIn(temp.resolve("absent"))).isZero();

    Files.createFile(temp.resolve("killed/.ballast-restore"));

    assertThat(RestoreFolder.leftIn(temp.resolve("killed"))).isEqualTo(5000);
  }

  @Test
  void anInterruptWhileItIsTakenLeavesNothing() {
    Path into = temp.resolve("a/b");
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> RestoreFolder.take(into, Progress.NONE))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.code()).isEqualTo(CommonError.INTERRUPTED));

    assertThat(temp).isEmptyDirectory();
    RestoreFolder.take(into, Progress.NONE).close();
  }

  @Test
  void anEmptyFolderThatWasThereStaysEmptyAfterAFailure() throws IOException {
    Path into = Files.createDirectory(temp.resolve("there"));
    try (RestoreFolder folder = RestoreFolder.take(into, Progress.NONE)) {
      Files.createDirectory(folder.path().resolve("base"));
    }
    assertThat(into).isEmptyDirectory();
  }

  @Test
  void aFolderThatHoldsSomethingIsRefusedAndLeftAsItWas() throws IOException {
    Files.writeString(temp.resolve("precious"), "x");
    assertThatThrownBy(() -> RestoreFolder.take(temp, Progress.NONE))
        .isInstanceOfSatisfying(
            Fault.class,
            f -> {
              assertThat(f.code()).isEqualTo(ProtectError.RESTORE_TARGET_NOT_EMPTY);
              assertThat(f.detail()).contains("it holds precious");
            });
    assertThat(temp.resolve("precious")).hasContent("x");
  }

  @Test
  void whereNoFolderCanBeMadeTheReasonIsToldInWords() throws IOException {
    Path file = Files.writeString(temp.resolve("file"), "x");
    for (Path nowhere : List.of(Path.of("/proc/ballast"), file.resolve("below"))) {
      assertThatThrownBy(() -> RestoreFolder.take(nowhere, Progress.NONE))
          .isInstanceOfSatisfying(
              Fault.class,
              f -> {
                assertThat(f.code()).isEqualTo(ProtectError.RESTORE_TARGET_NOT_WRITABLE);
                assertThat(f.detail().orElseThrow()).doesNotContain("java.", "Exception");
              });
    }
  }

  @Test
  void theRestOfAKilledRestoreIsClearedAndSaid() throws IOException {
    // A killed process leaves its marker, and the operating system has freed the lock.
    Files.createFile(temp.resolve(".ballast-restore"));
    Files.writeString(temp.resolve("half"), "x");
    Notes notes = new Notes();
    try (RestoreFolder folder = RestoreFolder.take(temp, notes)) {
      assertThat(folder.path().resolve("half")).doesNotExist();
    }
    assertThat(notes.lines).containsExactly("removing what an interrupted restore left in " + temp);
  }

  @Test
  void aFolderThatAnotherRestoreHoldsIsRefused() {
    Path into = temp.resolve("busy");
    try (RestoreFolder first = RestoreFolder.take(into, Progress.NONE)) {
      assertThatThrownBy(() -> RestoreFolder.take(first.path(), Progress.NONE))
          .isInstanceOfSatisfying(
              Fault.class, f -> assertThat(f.getMessage()).contains("another restore into"));
    }
  }
}
