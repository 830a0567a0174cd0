package dev.ballast.protect.restore;

import static java.util.Objects.requireNonNull;

import dev.ballast.protect.backup.BackupRecord;
import dev.ballast.protect.backup.FileEntry;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Adds up what a restore writes into each of its folders. For one thread at a time.
final class PlannedFiles {
  private static final class Tally {
    private long files;
    private long bytes;
  }

  private final RestorePaths paths;
  private final DatabaseSelection databases;
  private final RestoreRoom room = new RestoreRoom();
  private final Map<Path, Tally> tallies = new HashMap<>();
  private long leftOutFiles;
  private long leftOutBytes;

  /// Nothing yet.
  PlannedFiles(RestorePaths paths, DatabaseSelection databases) throws IOException {
    this.paths = paths;
    this.databases = databases;
    folder(paths.into());
    for (Path place : paths.places().values()) {
      folder(place);
    }
  }

  private void folder(Path folder) throws IOException {
    room.folder(folder);
    room.freed(folder, RestoreFolder.leftIn(folder));
    tallies.put(folder, new Tally());
  }

  /// The most that is there at a time.
  void addLog(LogSupply supply, int segmentSize) {
    for (long bytes = 0; bytes < supply.mostBytes(); bytes += segmentSize) {
      add(paths.into(), segmentSize);
    }
  }

  void add(FileEntry file) {
    if (file.kind() == FileEntry.Kind.DIRECTORY) {
      return;
    }
    if (databases.leavesOut(file.path())) {
      leftOutFiles++;
      leftOutBytes += file.size();
    } else {
      add(paths.root(file.path()), file.size());
    }
  }

  private void add(Path folder, long bytes) {
    room.need(folder, bytes);
    Tally tally = requireNonNull(tallies.get(folder));
    tally.files++;
    tally.bytes += bytes;
  }

  /// What each file system has to hold.
  RestoreRoom room() {
    return room;
  }

  RestorePlan.LeftOut leftOut() {
    return new RestorePlan.LeftOut(leftOutFiles, leftOutBytes);
  }

  /// The data directory, then the tablespaces in the order of the record.
  List<RestorePlan.Folder> folders(BackupRecord record) {
    List<RestorePlan.Folder> folders = new ArrayList<>();
    folders.add(planned(Optional.empty(), paths.into()));
    record
        .copy()
        .tablespaces()
        .forEach(
            tablespace ->
                folders.add(
                    planned(
                        Optional.of(tablespace.location()),
                        requireNonNull(paths.places().get(tablespace.oid())))));
    return folders;
  }

  private RestorePlan.Folder planned(Optional<String> location, Path into) {
    Tally tally = requireNonNull(tallies.get(into));
    return new RestorePlan.Folder(location, into, tally.files, tally.bytes);
  }
}
