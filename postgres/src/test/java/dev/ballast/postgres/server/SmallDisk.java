package dev.ballast.postgres.server;

import dev.ballast.evidence.Fault;
import dev.ballast.machine.ExternalCommand;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/// A file system of a few megabytes, in memory, that can be filled to its last block. Needs the
/// right to mount; where that is missing, the test is skipped and says so. For one thread at a
/// time.
public final class SmallDisk implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final TemporaryFolder folder;
  private final Path mount;

  private SmallDisk(TemporaryFolder folder, Path mount) {
    this.folder = folder;
    this.mount = mount;
  }

  public static SmallDisk ofMegabytes(int size) {
    TemporaryFolder folder = TemporaryFolder.create("disk");
    boolean mounted = false;
    try {
      Path mount = Files.createDirectory(folder.path().resolve("mount"));
      run("mount", "-t", "tmpfs", "-o", "mode=0755,size=" + size + "m", "tmpfs", mount.toString());
      mounted = true;
      return new SmallDisk(folder, mount);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Fault e) {
      Assumptions.abort("no file system can be mounted here: " + e.detail().orElse(""));
      throw e;
    } finally {
      if (!mounted) {
        folder.close();
      }
    }
  }

  public Path path() {
    return mount;
  }

  public void grow(int megabytes) {
    run("mount", "-o", "remount,size=" + megabytes + "m", mount.toString());
  }

  public void remount(String mode) {
    run("mount", "-o", "remount," + mode, mount.toString());
  }

  /// Takes all room but some. Others may write at the same time.
  public void fillUpTo(long leftBytes) {
    byte[] block = new byte[1 << 20];
    try (OutputStream out = Files.newOutputStream(filler())) {
      for (long room = room(); room > leftBytes; room = room()) {
        out.write(block, 0, (int) Math.min(block.length, room - leftBytes));
      }
    } catch (IOException e) {
      if (!String.valueOf(e.getMessage()).contains("No space left")) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private long room() throws IOException {
    return Files.getFileStore(mount).getUsableSpace();
  }

  public void empty() {
    try {
      Files.deleteIfExists(filler());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path filler() {
    return mount.resolve("filler");
  }

  /// Keeps a folder from being removed, as another process's mount in it does.
  public static void occupy(Path folder) {
    run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", folder.toString());
  }

  public static void vacate(Path folder) {
    run("umount", folder.toString());
  }

  private static void run(String... command) {
    ExternalCommand.run(List.of(command), TIMEOUT);
  }

  @Override
  public void close() {
    run("umount", mount.toString());
    folder.close();
  }
}
