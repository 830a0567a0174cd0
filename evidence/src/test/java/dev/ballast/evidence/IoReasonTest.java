package dev.ballast.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.junit.jupiter.api.Test;

final class IoReasonTest {
  @Test
  void aKindThatOnlyTheClassNamesIsSaidInWords() {
    assertThat(IoReason.of(new NoSuchFileException("/a"))).isEqualTo("no such file or folder: /a");
    assertThat(IoReason.of(new NotDirectoryException("/a"))).isEqualTo("not a folder: /a");
    assertThat(IoReason.withoutFile(new AccessDeniedException("/a")))
        .isEqualTo("permission denied");
    assertThat(IoReason.of(new ClosedChannelException())).isEqualTo("closed channel");
  }

  @Test
  void whatTheSystemSaysIsRepeated() {
    assertThat(IoReason.of(new FileSystemException("/a", null, "Is a directory")))
        .isEqualTo("Is a directory: /a");
    assertThat(IoReason.of(new IOException("File too large"))).isEqualTo("File too large");
  }

  @Test
  void aLimitOnTheSizeOfFilesIsKnown() {
    assertThat(IoReason.isOverLimit(new IOException("File too large"))).isTrue();
    assertThat(IoReason.isOverLimit(new IOException("No space left on device"))).isFalse();
    assertThat(IoReason.isOverLimit(new IOException())).isFalse();
  }
}
