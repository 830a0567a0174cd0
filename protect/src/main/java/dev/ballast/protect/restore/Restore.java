package dev.ballast.protect.restore;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Phase;
import dev.ballast.evidence.Progress;
import dev.ballast.postgres.page.ControlFile;
import dev.ballast.postgres.page.LabelRequirement;
import dev.ballast.postgres.server.PostgresServer;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRecord;
import dev.ballast.protect.backup.FileEntry;
import dev.ballast.protect.backup.Quarantine;
import dev.ballast.protect.backup.StoredFile;
import dev.ballast.vault.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Function;

/// Puts a backup back into a folder. One use; for one thread.
///
/// Order: room is made sure of, the folder is taken and marked, files and write-ahead log are
/// written in parallel, links to tablespaces last. Until the end the marker says that the folder is
/// not whole; whatever stops the restore removes what it wrote. Over an existing cluster it removes
/// nothing then, but no server starts on the folder until a restore was completed.
public final class Restore {
  private final Vault vault;
  private final Backup backup;
  private final RestoreSettings settings;
  private final Clock clock;
  private final Progress progress;
  private Optional<Supplied> log = Optional.empty();
  private boolean hashed;

  public Restore(
      Vault vault, Backup backup, RestoreSettings settings, Clock clock, Progress progress) {
    this.vault = vault;
    this.backup = backup;
    this.settings = settings;
    this.clock = clock;
    this.progress = progress;
  }

  private record Supplied(RestoreLog log, LogSupply supply) {}

  /// Restores this log with the files, in place of the one that was stored with the backup.
  public Restore along(RestoreLog other) {
    return along(
        other, LogSupply.atOnce(other.chain().segments().size(), other.chain().segmentSize()));
  }

  /// The same with log that goes through a window where it is long: then only the histories are
  /// restored.
  Restore along(RestoreLog other, LogSupply supply) {
    log = Optional.of(new Supplied(other, supply));
    return this;
  }

  /// Has every chunk compared with its id, as L0 of a proof needs it. Without that a chunk counts
  /// if its authentication tag is right and the file has the checksum that the server sent.
  public Restore hashing() {
    hashed = true;
    return this;
  }

  /// A data directory that is whole on disk and was not started yet.
  ///
  /// @param tablespaces the folders outside the data directory
  /// @param delta what was found of the cluster that was there, where it was restored over one
  public record Restored(
      Path dataDirectory, List<Path> tablespaces, Phase phase, Optional<Delta> delta) {}

  public Restored run() {
    return run(Function.identity());
  }

  /// Restores, then runs `then` on the result while the folder is still marked as not whole: where
  /// `then` fails or is killed, nothing stays either.
  <T> T run(Function<Restored, T> then) {
    requireTrusted();
    BackupRecord record = backup.record();
    DatabaseSelection databases = databases();
    long began = clock.nanoTime();
    SortedMap<Long, Path> places = TablespacePlaces.of(record, settings);
    try (TakenFolders taken = new TakenFolders()) {
      if (settings.delta()) {
        // Before what is there is counted: it may be anything.
        claims(record, places).forEach(RestoreFolder::requireClaim);
      }
      requireRoom(record, places, databases);
      take(taken, record, places);
      Delta delta = writeAll(record, places, databases);
      taken.paths().forEach(PostgresServer::own);
      T result =
          then.apply(
              new Restored(
                  settings.into(),
                  List.copyOf(places.values()),
                  new Phase(Phase.RESTORE, clock.since(began), delta.written()),
                  settings.delta() ? Optional.of(delta) : Optional.empty()));
      taken.keep();
      return result;
    } catch (IOException e) {
      throw RestoreFaults.writing(settings.into(), e);
    } catch (UncheckedIOException e) {
      throw RestoreFaults.writing(settings.into(), e.getCause());
    }
  }

  private void take(TakenFolders taken, BackupRecord record, SortedMap<Long, Path> places) {
    if (!settings.delta()) {
      taken.take(settings.into(), progress);
      places.values().forEach(place -> taken.take(place, progress));
      return;
    }
    // All before the first: taking one keeps the cluster from being started.
    claims(record, places).forEach(RestoreFolder::requireClaim);
    claims(record, places).forEach(claim -> taken.over(claim, progress));
  }

  private List<ClusterClaim> claims(BackupRecord record, SortedMap<Long, Path> places) {
    List<ClusterClaim> claims = new ArrayList<>();
    long system = record.source().systemIdentifier();
    claims.add(new ClusterClaim(settings.into(), settings.into(), Optional.empty(), system));
    places.forEach(
        (oid, place) ->
            claims.add(new ClusterClaim(place, settings.into(), Optional.of(oid), system)));
    return claims;
  }

  void requireTrusted() {
    requireTrusted(backup, settings);
  }

  /// Throws `backup-quarantined` unless the operator insists.
  static void requireTrusted(Backup backup, RestoreSettings settings) {
    Optional<Quarantine> quarantine = backup.record().quarantine();
    if (quarantine.isPresent() && !settings.quarantinedToo()) {
      throw Fault.of(ProtectError.BACKUP_QUARANTINED, "backup " + backup.id() + " is in quarantine")
          .detail(quarantine.get().reason())
          .hint("Restore an older backup, or use --quarantined.");
    }
  }

  /// Which databases are restored with their content.
  DatabaseSelection databases() {
    return DatabaseSelection.of(vault, backup, settings.databases());
  }

  /// Before any folder is made or taken. Where the most that the backup can take in one folder
  /// fits, its list of files need not be read for that.
  private void requireRoom(
      BackupRecord record, SortedMap<Long, Path> places, DatabaseSelection databases)
      throws IOException {
    RestorePaths paths = new RestorePaths(settings.into(), places);
    if (places.isEmpty()) {
      RestoreRoom most = roomForLog(paths, record);
      most.need(settings.into(), RestoreRoom.most(record));
      if (most.lack().isEmpty()) {
        return;
      }
    }
    RestoreRoom room = roomForLog(paths, record);
    backup.forEachFile(
        vault,
        file ->
            room.need(paths.root(file.path()), databases.leavesOut(file.path()) ? 0 : file.size()));
    room.require();
  }

  private RestoreRoom roomForLog(RestorePaths paths, BackupRecord record) throws IOException {
    RestoreRoom room = new RestoreRoom();
    room.folder(settings.into());
    room.freed(settings.into(), freed(settings.into()));
    for (Path place : paths.places().values()) {
      room.folder(place);
      room.freed(place, freed(place));
    }
    long ownLog = (long) record.wal().segments().size() * record.source().walSegmentSize();
    room.need(settings.into(), log.map(l -> l.supply().mostBytes()).orElse(ownLog));
    return room;
  }

  private long freed(Path folder) throws IOException {
    return settings.delta() ? RestoreFolder.bytesIn(folder) : RestoreFolder.leftIn(folder);
  }

  private Delta writeAll(
      BackupRecord record, SortedMap<Long, Path> places, DatabaseSelection databases)
      throws IOException {
    progress.begin("restoring", record.totals().bytes() + record.totals().walBytes());
    RestorePaths paths = new RestorePaths(settings.into(), places);
    PresentFiles present = present(paths);
    List<FileEntry> last = new ArrayList<>();
    try (ChunkWriter writer =
        new ChunkWriter(vault, settings, hashed, present, progress::advance)) {
      backup.forEachFile(
          vault,
          entry -> {
            if (entry.path().equals(ControlFile.NAME)) {
              last.add(entry);
            } else {
              queue(writer, entry, paths, databases);
            }
          });
      Path walDirectory = settings.into().resolve("pg_wal");
      writer.folder(walDirectory);
      if (log.isEmpty()) {
        writeOwnLog(writer, record, walDirectory);
      }
      writer.await();
      long logBytes = 0;
      if (log.isPresent()) {
        logBytes = writeLog(log.get(), walDirectory);
      }
      linkTablespaces(places);
      // A server starts with it, and without it on nothing.
      last.forEach(entry -> queue(writer, entry, paths, databases));
      writer.finish();
      LabelRequirement.in(settings.into(), settings.durable());
      return writer.delta().withLog(logBytes);
    }
  }

  private long writeLog(Supplied supplied, Path walDirectory) throws IOException {
    SegmentFiles files = new SegmentFiles(supplied.log(), settings);
    if (supplied.supply().inWindow()) {
      files.writeHistories(walDirectory);
      return 0;
    }
    return files.write(walDirectory);
  }

  /// What of a cluster that is there may be right; the rest of it goes.
  private PresentFiles present(RestorePaths paths) throws IOException {
    PresentFiles present = new PresentFiles();
    if (!settings.delta()) {
      return present;
    }
    backup.forEachFile(
        vault,
        entry -> {
          Path path = paths.resolve(entry.path());
          if (entry.kind() == FileEntry.Kind.DIRECTORY) {
            present.expectFolder(path);
          } else if (!entry.path().equals(ControlFile.NAME)) {
            present.expectFile(path);
          }
        });
    present.expectFolder(paths.into().resolve("global"));
    present.expectFolder(paths.into().resolve("pg_wal"));
    present.clear(paths.into(), RestoreFolder.MARKER);
    for (Path place : paths.places().values()) {
      present.clear(place, RestoreFolder.MARKER);
    }
    return present;
  }

  private static void writeOwnLog(ChunkWriter writer, BackupRecord record, Path walDirectory) {
    for (StoredFile segment : record.wal().segments()) {
      writer.write(
          walDirectory.resolve(segment.name()), segment.chunks(), record.source().walSegmentSize());
    }
    record
        .wal()
        .timelineHistory()
        .ifPresent(h -> writer.write(walDirectory.resolve(h.name()), h.chunks(), h.size()));
  }

  private void queue(
      ChunkWriter writer, FileEntry entry, RestorePaths paths, DatabaseSelection databases) {
    Path path = paths.resolve(entry.path());
    try {
      if (entry.kind() == FileEntry.Kind.DIRECTORY) {
        writer.folder(path);
      } else {
        writer.folder(requireNonNull(path.getParent(), "a restored file has no folder"));
        if (databases.leavesOut(entry.path())) {
          writer.write(path, List.of(), entry.size());
        } else {
          writer.write(path, entry);
        }
      }
    } catch (IOException e) {
      throw RestoreFaults.writing(settings.into(), e);
    }
  }

  /// The server creates its links again from `tablespace_map` when it begins recovery, so both must
  /// name the new places.
  private void linkTablespaces(SortedMap<Long, Path> places) throws IOException {
    if (places.isEmpty()) {
      return;
    }
    Path links = settings.into().resolve("pg_tblspc");
    Files.createDirectories(links, ChunkWriter.OWNER_ONLY_FOLDER);
    StringBuilder map = new StringBuilder();
    for (var place : places.entrySet()) {
      Path link = links.resolve(place.getKey().toString());
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, place.getValue());
      map.append(place.getKey()).append(' ').append(escaped(place.getValue())).append('\n');
    }
    Path file = settings.into().resolve("tablespace_map");
    Files.writeString(file, map, StandardCharsets.UTF_8);
    if (settings.durable()) {
      ChunkWriter.flush(file);
      ChunkWriter.flush(links);
      ChunkWriter.flush(settings.into());
    }
  }

  /// Newlines and backslashes carry a backslash; see `read_tablespace_map` in `xlogrecovery.c`.
  private static String escaped(Path path) {
    return path.toString().replace("\\", "\\\\").replace("\n", "\\\n").replace("\r", "\\\r");
  }
}
