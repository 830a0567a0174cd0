package dev.ballast.protect.restore;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.page.DatabaseFiles;
import dev.ballast.postgres.wal.DatabaseChange;
import dev.ballast.postgres.wal.WalDecoder;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRecord;
import dev.ballast.protect.backup.FileEntry;
import dev.ballast.protect.wal.LogChain;
import dev.ballast.vault.Vault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which databases of a backup are restored with their content. Of the others each file is there in
/// its size, without content and without taking room: replay changes pages of them, and would stop
/// at a file that is missing.
///
/// @param kept object identifiers of the databases with content; empty where all have it
public record DatabaseSelection(Optional<Set<Long>> kept) {
  /// A file of a database: under `base/`, or in a tablespace's folder of a version.
  private static final Pattern FILE =
      Pattern.compile("(?:base|pg_tblspc/\\d+/PG_[^/]+)/(\\d+)/(.+)");

  /// Tells a server which major a folder is of; a folder without one makes recovery stop.
  private static final String VERSION_FILE = "PG_VERSION";

  /// What new databases are made of, and what servers and tools connect to first.
  private static final Set<String> ALWAYS = Set.of("template0", "template1", "postgres");

  public DatabaseSelection {
    kept = kept.map(Set::copyOf);
  }

  /// All of them.
  static DatabaseSelection all() {
    return new DatabaseSelection(Optional.empty());
  }

  /// The named ones, and those that every cluster has.
  ///
  /// Throws `database-unknown` where the backup has none of such a name.
  ///
  /// @param names empty for all
  static DatabaseSelection of(Vault vault, Backup backup, List<String> names) {
    if (names.isEmpty()) {
      return all();
    }
    List<DatabaseFiles.Database> databases = read(vault, backup);
    Set<String> known =
        databases.stream().map(DatabaseFiles.Database::name).collect(Collectors.toSet());
    List<String> unknown = names.stream().filter(name -> !known.contains(name)).toList();
    if (!unknown.isEmpty()) {
      throw Fault.of(
              ProtectError.DATABASE_UNKNOWN,
              "backup %s has no database %s".formatted(backup.id(), String.join(", ", unknown)))
          .detail("it has " + known.stream().sorted().collect(Collectors.joining(", ")))
          .hint(
              "A database that was made while the backup was taken is restored with all others"
                  + " only: leave --database out.");
    }
    Set<String> wanted = new HashSet<>(ALWAYS);
    wanted.addAll(names);
    wanted.add(RecoveringServer.maintenanceDatabase(backup.record().origin()));
    return new DatabaseSelection(
        Optional.of(
            databases.stream()
                .filter(database -> wanted.contains(database.name()))
                .map(DatabaseFiles.Database::oid)
                .collect(Collectors.toSet())));
  }

  private static List<DatabaseFiles.Database> read(Vault vault, Backup backup) {
    String file = DatabaseFiles.file(content(vault, backup, DatabaseFiles.MAP));
    return DatabaseFiles.databases(content(vault, backup, file));
  }

  private static byte[] content(Vault vault, Backup backup, String path) {
    List<FileEntry> found = new ArrayList<>();
    backup.forEachFile(
        vault,
        file -> {
          if (file.path().equals(path)) {
            found.add(file);
          }
        });
    if (found.size() != 1) {
      throw Fault.of(ProtectError.DATABASE_UNKNOWN, "the databases of the backup cannot be read")
          .detail("backup %s lists %d files %s".formatted(backup.id(), found.size(), path))
          .hint("Restore all databases: leave --database out.");
    }
    try (InputStream in = found.getFirst().open(vault)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Throws `database-unknown` where replay makes a database with content by copying the files of
  /// one that has none.
  ///
  /// @param log up to where it is replayed
  void requireOwnContent(BackupRecord record, LogChain log) {
    if (kept.isEmpty()) {
      return;
    }
    WalDecoder decoder =
        new WalDecoder(
                record.version().major(), log.segmentSize(), log.timeline(), log.start(), _ -> {})
            .withContents(content -> DatabaseChange.of(content).ifPresent(this::requireKept));
    log.read(log.start(), log.end(), decoder::feed);
  }

  private void requireKept(DatabaseChange change) {
    Set<Long> with = kept.orElseThrow();
    if (change.kind() == DatabaseChange.Kind.COPIED
        && with.contains(change.database())
        && !with.contains(change.source())) {
      throw Fault.of(
              ProtectError.DATABASE_UNKNOWN,
              "a database to be restored was made while the backup was taken")
          .detail(
              "the one with oid %d was copied from oid %d, which would be left out"
                  .formatted(change.database(), change.source()))
          .hint("Restore all databases, leaving --database out, or name its template too.");
    }
  }

  /// Whether a file is restored without its content.
  ///
  /// @param path as in the list of files
  boolean leavesOut(String path) {
    if (kept.isEmpty()) {
      return false;
    }
    Matcher file = FILE.matcher(path);
    return file.matches()
        && !kept.get().contains(Long.parseLong(file.group(1)))
        && !requireNonNull(file.group(2)).equals(VERSION_FILE);
  }
}
