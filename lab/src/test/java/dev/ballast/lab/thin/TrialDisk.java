package dev.ballast.lab.thin;

import dev.ballast.evidence.Fault;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.postgres.server.TemporaryFolder;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A file system of a test, in memory or in a file. Needs the right to mount and the program that
/// makes it; where that is missing, the test is skipped and says so. For one thread at a time.
public final class TrialDisk implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private final TemporaryFolder folder;
  private final Path mount;

  private TrialDisk(TemporaryFolder folder, Path mount) {
    this.folder = folder;
    this.mount = mount;
  }

  /// One whose files can share blocks: `xfs` or `btrfs`, of 512 MB in a file with holes.
  static TrialDisk sharing(String type) {
    TemporaryFolder folder = TemporaryFolder.create("disk");
    Path image = folder.path().resolve("image");
    try (RandomAccessFile file = new RandomAccessFile(image.toFile(), "rw")) {
      file.setLength(512L << 20);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return mounted(
        folder,
        List.of("mkfs." + type, "-q", image.toString()),
        List.of("mount", "-t", type, "-o", "loop", image.toString()));
  }

  /// One of a few megabytes, in memory.
  public static TrialDisk small(int megabytes) {
    return mounted(
        TemporaryFolder.create("disk"),
        List.of("true"),
        List.of("mount", "-t", "tmpfs", "-o", "mode=0755,size=" + megabytes + "m", "tmpfs"));
  }

  private static TrialDisk mounted(
      TemporaryFolder folder, List<String> make, List<String> mountWords) {
    boolean done = false;
    try {
      Path mount = Files.createDirectory(folder.path().resolve("mount"));
      ExternalCommand.run(make, TIMEOUT);
      ExternalCommand.run(
          Stream.concat(mountWords.stream(), Stream.of(mount.toString())).toList(), TIMEOUT);
      done = true;
      return new TrialDisk(folder, mount);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (Fault e) {
      Assumptions.abort("no such file system can be made here: " + e.detail().orElse(""));
      throw e;
    } finally {
      if (!done) {
        folder.close();
      }
    }
  }

  public Path path() {
    return mount;
  }

  @Override
  public void close() {
    ExternalCommand.run(List.of("umount", mount.toString()), TIMEOUT);
    folder.close();
  }
}
