package dev.ballast.protect.restore;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.backup.BackupRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Where each tablespace of a backup goes: where a mapping says, otherwise where it was.
final class TablespacePlaces {
  private TablespacePlaces() {}

  /// The folder of each tablespace, by its oid.
  ///
  /// Throws `tablespace-not-mapped` where a mapping names no tablespace of the backup, and
  /// `tablespace-misplaced` where a folder is in another one of the restore.
  static SortedMap<Long, Path> of(BackupRecord record, RestoreSettings settings) {
    SortedMap<Long, Path> places = new TreeMap<>();
    record.copy().tablespaces().forEach(t -> places.put(t.oid(), place(t, settings)));
    requireMappingsUsed(record, settings);
    requireApart(record, settings, places);
    return places;
  }

  private static Path place(BackupRecord.Tablespace tablespace, RestoreSettings settings) {
    return settings.tablespaces().stream()
        .filter(m -> m.location().equals(tablespace.location()))
        .map(TablespaceMapping::into)
        .findFirst()
        .orElseGet(() -> Path.of(tablespace.location()));
  }

  private static void requireMappingsUsed(BackupRecord record, RestoreSettings settings) {
    List<String> known = record.copy().tablespaces().stream().map(t -> t.location()).toList();
    Optional<TablespaceMapping> unknown =
        settings.tablespaces().stream().filter(m -> !known.contains(m.location())).findFirst();
    if (unknown.isPresent()) {
      throw Fault.of(
              ProtectError.TABLESPACE_NOT_MAPPED,
              "the backup has no tablespace at " + unknown.get().location())
          .detail(known.isEmpty() ? "it has none at all" : "it has " + String.join(", ", known))
          .hint("Write OLD=NEW with the tablespace's path on the source as OLD.");
    }
  }

  /// No server would notice a tablespace in the data directory or in another tablespace, until the
  /// next base backup has its files twice, or the one is removed and the other goes with it.
  private static void requireApart(
      BackupRecord record, RestoreSettings settings, SortedMap<Long, Path> places) {
    Path into = real(settings.into());
    Map<String, Path> seen = new TreeMap<>();
    for (BackupRecord.Tablespace tablespace : record.copy().tablespaces()) {
      Path asked = requireNonNull(places.get(tablespace.oid()));
      Path place = real(asked);
      if (place.equals(into)) {
        throw misplaced(tablespace, asked, "the data directory itself");
      }
      if (place.startsWith(into)) {
        throw misplaced(tablespace, asked, "in the data directory " + settings.into());
      }
      if (into.startsWith(place)) {
        throw misplaced(tablespace, asked, "around the data directory " + settings.into());
      }
      for (Map.Entry<String, Path> other : seen.entrySet()) {
        if (place.startsWith(other.getValue()) || other.getValue().startsWith(place)) {
          throw misplaced(
              tablespace, asked, "one with, in or around the tablespace of " + other.getKey());
        }
      }
      seen.put(tablespace.location(), place);
    }
  }

  private static Fault misplaced(BackupRecord.Tablespace tablespace, Path place, String where) {
    return Fault.of(
            ProtectError.TABLESPACE_MISPLACED,
            "the tablespace of " + tablespace.location() + " cannot be put into " + place)
        .detail("it would be " + where)
        .hint(
            "Name a folder of its own, outside of --to: --tablespace "
                + tablespace.location()
                + "=/another/folder. Nothing was written.");
  }

  /// The path without links, as far as it is there already.
  private static Path real(Path path) {
    Path rest = path.getFileSystem().getPath("");
    for (Path p = path; p != null; p = p.getParent()) {
      if (Files.exists(p, LinkOption.NOFOLLOW_LINKS)) {
        try {
          return p.toRealPath().resolve(rest).normalize();
        } catch (IOException e) {
          throw RestoreFaults.writing(p, e);
        }
      }
      rest = p.getFileName() == null ? rest : p.getFileName().resolve(rest);
    }
    return path.normalize();
  }
}
