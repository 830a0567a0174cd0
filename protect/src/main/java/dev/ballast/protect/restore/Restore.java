package dev.ballast.protect.restore;

import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Phase;
import dev.ballast.evidence.Progress;
import dev.ballast.postgres.server.PostgresServer;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRecord;
import dev.ballast.protect.backup.FileEntry;
import dev.ballast.protect.backup.StoredFile;
import dev.ballast.vault.Vault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/// Puts a backup back into a folder. One use; for one thread.
///
/// Order: the folder is taken and marked, room is made sure of, files and write-ahead log are
/// written in parallel, links to tablespaces last. Until the end the marker says that the folder is
/// not whole; whatever stops the restore removes what it wrote.
public final class Restore {
  private final Vault vault;
  private final Backup backup;
  private final RestoreSettings settings;
  private final Clock clock;
  private final Progress progress;

  public Restore(
      Vault vault, Backup backup, RestoreSettings settings, Clock clock, Progress progress) {
    this.vault = vault;
    this.backup = backup;
    this.settings = settings;
    this.clock = clock;
    this.progress = progress;
  }

  /// A data directory that is whole on disk and was not started yet.
  ///
  /// @param tablespaces the folders outside the data directory
  public record Restored(Path dataDirectory, List<Path> tablespaces, Phase phase) {}

  public Restored run() {
    return run(Function.identity());
  }

  /// Restores, then runs `then` on the result while the folder is still marked as not whole: where
  /// `then` fails or is killed, nothing stays either.
  <T> T run(Function<Restored, T> then) {
    BackupRecord record = backup.record();
    if (record.quarantine().isPresent() && !settings.quarantinedToo()) {
      throw Fault.of(ProtectError.BACKUP_QUARANTINED, "backup " + backup.id() + " is in quarantine")
          .detail(record.quarantine().get().reason())
          .hint("Restore an older backup, or insist with --quarantined.");
    }
    long began = clock.nanoTime();
    SortedMap<Long, Path> places = new TreeMap<>();
    record.tablespaces().forEach(t -> places.put(t.oid(), place(t)));
    requireMappingsUsed(record);
    List<RestoreFolder> taken = new ArrayList<>();
    try {
      RestoreFolder data = RestoreFolder.take(settings.into(), progress);
      taken.add(data);
      for (Path place : places.values()) {
        taken.add(RestoreFolder.take(place, progress));
      }
      requireRoom(record);
      long bytes = writeAll(record, places);
      for (RestoreFolder folder : taken) {
        PostgresServer.own(folder.path());
      }
      T result =
          then.apply(
              new Restored(
                  settings.into(),
                  List.copyOf(places.values()),
                  new Phase("restore", clock.since(began), bytes)));
      taken.forEach(RestoreFolder::keep);
      return result;
    } catch (IOException e) {
      throw ChunkWriter.fault(e);
    } finally {
      // The data directory's marker goes last, since it speaks for the whole.
      taken.reversed().forEach(RestoreFolder::close);
    }
  }

  private Path place(BackupRecord.Tablespace tablespace) {
    return settings.tablespaces().stream()
        .filter(m -> m.location().equals(tablespace.location()))
        .map(TablespaceMapping::into)
        .findFirst()
        .orElseGet(() -> Path.of(tablespace.location()));
  }

  private void requireMappingsUsed(BackupRecord record) {
    List<String> known = record.tablespaces().stream().map(t -> t.location()).toList();
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

  private void requireRoom(BackupRecord record) throws IOException {
    long walBytes = (long) record.wal().size() * record.source().walSegmentSize();
    long needed = record.totals().bytes() + walBytes;
    long free = Files.getFileStore(settings.into()).getUsableSpace();
    if (free < needed) {
      throw Fault.of(ProtectError.RESTORE_DISK_FULL, "not enough room in " + settings.into())
          .detail(new ByteSize(needed) + " are needed, " + new ByteSize(free) + " are free")
          .hint("Free space, or restore into another file system. Nothing was written.");
    }
  }

  private long writeAll(BackupRecord record, SortedMap<Long, Path> places) throws IOException {
    progress.begin("restoring", record.totals().bytes() + record.totals().walBytes());
    try (ChunkWriter writer =
        new ChunkWriter(vault, settings.threads(), settings.durable(), progress::advance)) {
      backup.forEachFile(vault, entry -> queue(writer, entry, places));
      Path walDirectory = settings.into().resolve("pg_wal");
      Files.createDirectories(walDirectory);
      for (StoredFile segment : record.wal()) {
        writer.write(
            walDirectory.resolve(segment.name()),
            segment.chunks(),
            record.source().walSegmentSize());
      }
      record
          .timelineHistory()
          .ifPresent(h -> writer.write(walDirectory.resolve(h.name()), h.chunks(), h.size()));
      writer.finish();
      linkTablespaces(places);
      return writer.written();
    }
  }

  private void queue(ChunkWriter writer, FileEntry entry, SortedMap<Long, Path> places) {
    Path path = resolve(entry.path(), places);
    try {
      if (entry.kind() == FileEntry.Kind.DIRECTORY) {
        Files.createDirectories(path);
      } else {
        Files.createDirectories(path.getParent());
        writer.write(path, entry.chunks(), entry.size());
      }
    } catch (IOException e) {
      throw ChunkWriter.fault(e);
    }
  }

  /// Files of a tablespace are written to its folder, not through a link that is not there yet.
  private Path resolve(String path, SortedMap<Long, Path> places) {
    Path root = settings.into();
    String rest = path;
    if (path.startsWith("pg_tblspc/")) {
      int end = path.indexOf('/', "pg_tblspc/".length());
      if (end > 0) {
        root = places.get(Long.parseLong(path.substring("pg_tblspc/".length(), end)));
        rest = path.substring(end + 1);
      }
    }
    Path resolved = root.resolve(rest).normalize();
    if (!resolved.startsWith(root)) {
      throw new IllegalStateException("a backed-up path leaves its folder: " + path);
    }
    return resolved;
  }

  /// The server makes its links anew from `tablespace_map` when it begins recovery, so both must
  /// name the new places.
  private void linkTablespaces(SortedMap<Long, Path> places) throws IOException {
    if (places.isEmpty()) {
      return;
    }
    Path links = settings.into().resolve("pg_tblspc");
    Files.createDirectories(links);
    StringBuilder map = new StringBuilder();
    for (var place : places.entrySet()) {
      Path link = links.resolve(place.getKey().toString());
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, place.getValue());
      map.append(place.getKey()).append(' ').append(escaped(place.getValue())).append('\n');
    }
    Path file = settings.into().resolve("tablespace_map");
    Files.writeString(file, map, StandardCharsets.UTF_8);
  }

  /// Newlines and backslashes carry a backslash; see `read_tablespace_map` in `xlogrecovery.c`.
  private static String escaped(Path path) {
    return path.toString().replace("\\", "\\\\").replace("\n", "\\\n").replace("\r", "\\\r");
  }
}
