package dev.ballast.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Properties;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/// Archives that want more than to be unpacked.
final class ServerArchiveTest {
  @TempDir private Path folder;

  private Path into;

  @BeforeEach
  void emptyFolder() throws IOException {
    into = Files.createDirectory(folder.resolve("server"));
  }

  @Test
  void anArchiveWithThePinnedDigestIsUnpacked() throws Exception {
    byte[] archive = archive(tar -> add(tar, "bin/postgres", 0755, "#!/bin/sh\n"));

    ServerArchive.unpack(new ByteArrayInputStream(archive), sha256(archive), into);

    assertThat(into.resolve("bin/postgres")).hasContent("#!/bin/sh").isExecutable();
    assertThat(folder.toFile().list()).containsExactly("server");
  }

  @Test
  void nothingOfAnArchiveWithAnotherDigestIsUnpacked() throws Exception {
    byte[] pinned = archive(tar -> add(tar, "bin/postgres", 0755, "#!/bin/sh\n"));
    byte[] served = archive(tar -> add(tar, "bin/postgres", 0755, "#!/bin/sh\nevil\n"));

    assertThatThrownBy(
            () -> ServerArchive.unpack(new ByteArrayInputStream(served), sha256(pinned), into))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(sha256(served))
        .hasMessageContaining(sha256(pinned));
    assertThat(into).isEmptyDirectory();
    assertThat(folder.toFile().list()).containsExactly("server");
  }

  @Test
  void noEntryLeavesTheFolder() throws Exception {
    refused("leaves its folder", tar -> add(tar, "../outside", 0644, "x"));
    refused("links out of its folder", tar -> link(tar, "lib", "../..", TarConstants.LF_SYMLINK));
    refused("links to a fixed place", tar -> link(tar, "lib", "/etc", TarConstants.LF_SYMLINK));
    refused("is not a plain file", tar -> link(tar, "lib", "/etc/passwd", TarConstants.LF_LINK));
    refused("is not a plain file", tar -> link(tar, "pipe", "", TarConstants.LF_FIFO));
    refused(
        "goes through a link",
        tar -> {
          add(tar, "real/x", 0644, "x");
          link(tar, "lib", "real", TarConstants.LF_SYMLINK);
          add(tar, "lib/y", 0644, "y");
        });
    assertThat(folder.resolve("outside")).doesNotExist();
  }

  @Test
  void noEntryChangesWhoRunsIt() throws Exception {
    refused("changes who runs it", tar -> add(tar, "bin/su", 04755, "x"));
    refused("changes who runs it", tar -> add(tar, "bin/wall", 02755, "x"));
  }

  @Test
  void everyVersionHasAPinnedDigestForTheUsualPlatform() throws IOException {
    Properties pinned = new Properties();
    try (InputStream in = ServerArchive.class.getResourceAsStream("embedded-servers.properties")) {
      pinned.load(in);
    }
    for (int major = 14; major <= 18; major++) {
      String version = pinned.getProperty(Integer.toString(major));
      assertThat(pinned.getProperty("sha256." + version + ".linux-amd64"))
          .as(version)
          .matches("[0-9a-f]{64}");
    }
  }

  private void refused(String why, Consumer<TarArchiveOutputStream> entries) throws Exception {
    byte[] archive = archive(entries);
    Path fresh = Files.createTempDirectory(folder, "try");
    assertThatThrownBy(
            () -> ServerArchive.unpack(new ByteArrayInputStream(archive), sha256(archive), fresh))
        .isInstanceOf(IOException.class)
        .hasMessageContaining(why);
  }

  private static byte[] archive(Consumer<TarArchiveOutputStream> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar =
        new TarArchiveOutputStream(new XZOutputStream(bytes, new LZMA2Options(0)))) {
      entries.accept(tar);
    }
    return bytes.toByteArray();
  }

  private static void add(TarArchiveOutputStream tar, String name, int mode, String text) {
    byte[] content = text.getBytes(StandardCharsets.UTF_8);
    TarArchiveEntry entry = new TarArchiveEntry(name, TarConstants.LF_NORMAL, true);
    entry.setMode(mode);
    entry.setSize(content.length);
    put(tar, entry, content);
  }

  private static void link(TarArchiveOutputStream tar, String name, String target, byte kind) {
    TarArchiveEntry entry = new TarArchiveEntry(name, kind, true);
    entry.setLinkName(target);
    put(tar, entry, new byte[0]);
  }

  private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, byte[] content) {
    try {
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of()
        .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(bytes));
  }
}
