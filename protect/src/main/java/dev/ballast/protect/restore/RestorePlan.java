package dev.ballast.protect.restore;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a restore would do.
///
/// @param folders the data directory first, then tablespaces
/// @param log what would be replayed
/// @param room each file system that would be written to
/// @param server which server would recover it, as a sentence; empty where none would, or none can
/// @param leftOut files of databases that are restored without content
/// @param obstacles all that a restore would be refused for
/// @param notes what a restore would warn of
public record RestorePlan(
    List<Folder> folders,
    Log log,
    List<Room> room,
    Optional<String> server,
    LeftOut leftOut,
    List<Fault> obstacles,
    List<String> notes) {
  public RestorePlan {
    folders = List.copyOf(folders);
    requireNonNull(log, "log is null");
    room = List.copyOf(room);
    requireNonNull(server, "server is null");
    requireNonNull(leftOut, "leftOut is null");
    obstacles = List.copyOf(obstacles);
    notes = List.copyOf(notes);
  }

  /// A folder that would be written.
  ///
  /// @param location where the tablespace was on the source; empty for the data directory
  public record Folder(Optional<String> location, Path into, long files, long bytes) {
    public Folder {
      requireNonNull(location, "location is null");
      requireNonNull(into, "into is null");
    }
  }

  /// The write-ahead log.
  ///
  /// @param bytes what is replayed of it
  /// @param target where replay would stop; empty where no server would be started
  public record Log(long segments, long bytes, Optional<RecoveryTarget> target) {
    public Log {
      requireNonNull(target, "target is null");
    }
  }

  /// A file system.
  ///
  /// @param needed bytes, less what an interrupted restore left there
  public record Room(String fileSystem, long needed, long free) {
    public Room {
      requireNonNull(fileSystem, "fileSystem is null");
    }
  }

  /// What is not written.
  ///
  /// @param files of other databases than those that were named
  public record LeftOut(long files, long bytes) {}

  /// All that would be written, the log included.
  public long bytes() {
    return folders.stream().mapToLong(Folder::bytes).sum();
  }
}
