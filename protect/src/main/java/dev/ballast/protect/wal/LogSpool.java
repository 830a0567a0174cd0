package dev.ballast.protect.wal;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.postgres.WalSegment;
import dev.ballast.protect.ProtectError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The folder between a server's commands and Ballast: segments that were fetched before the server
/// asked for them, and marks of files that were pushed before their turn, so that not each command
/// has to start a JVM. For one thread.
public final class LogSpool {
  /// A mark that is newer than its file stands for a push of that file.
  public static final String PUSHED = ".pushed";

  private static final String READY = ".ready";

  private final Path folder;

  private LogSpool(Path folder) {
    this.folder = folder;
  }

  /// Makes the folder, for this user alone, where it is missing.
  public static LogSpool of(Path folder) {
    try {
      if (Files.notExists(folder)) {
        Files.createDirectories(
            folder,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      }
      return new LogSpool(folder);
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  private static Fault unusable(Path folder, IOException e) {
    return Fault.of(ProtectError.WAL_SPOOL_UNUSABLE, "spool folder " + folder + " cannot be used")
        .detail(IoReason.of(e))
        .hint("Name a folder that this user may write: --spool <folder>.")
        .cause(e);
  }

  /// The other files that wait for archive_command in the folder of `file`, oldest first: those of
  /// which the server says that they are ready.
  ///
  /// @param most so many
  public static List<Path> waiting(Path file, int most) {
    Path status = file.resolveSibling("archive_status");
    if (!Files.isDirectory(status)) {
      return List.of();
    }
    try (Stream<Path> marks = Files.list(status)) {
      return marks
          .map(mark -> mark.getFileName().toString())
          .filter(name -> name.endsWith(READY))
          .map(name -> name.substring(0, name.length() - READY.length()))
          .filter(name -> WalFileName.parse(name) instanceof WalFileName.Segment)
          .filter(name -> !name.equals(file.getFileName().toString()))
          .sorted()
          .limit(most)
          .map(file::resolveSibling)
          .toList();
    } catch (IOException e) {
      throw unusable(status, e);
    }
  }

  /// Marks files that are durable in the vault.
  public void mark(List<String> names) {
    try {
      for (String name : names) {
        Path mark = folder.resolve(name + PUSHED);
        Files.deleteIfExists(mark);
        Files.createFile(mark);
      }
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  /// Removes the segments of earlier calls that are not among these.
  void keepOnly(List<WalSegment> segments) {
    Set<String> kept = segments.stream().map(WalSegment::fileName).collect(Collectors.toSet());
    List<Path> old = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .filter(
              file ->
                  WalFileName.parse(file.getFileName().toString()) instanceof WalFileName.Segment)
          .filter(file -> !kept.contains(file.getFileName().toString()))
          .forEach(old::add);
      for (Path file : old) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }
}
