package dev.ballast.protect.moment;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.catalog.NamedRow;
import dev.ballast.postgres.catalog.TrackedHeap;
import dev.ballast.postgres.page.PageChecksum;
import dev.ballast.postgres.page.RelationMap;
import dev.ballast.postgres.wal.RelationFile;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.FileEntry;
import dev.ballast.vault.Vault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads the catalogs of a backup from the vault: a few files of each database, and no server.
final class CatalogFiles {
  private static final long DEFAULT_TABLESPACE = 1663;
  private static final long GLOBAL_TABLESPACE = 1664;
  private static final String GLOBAL = "global";

  /// Pages in one file of a relation, of 1 GB.
  private static final long SEGMENT_PAGES = 131_072;

  private static final Pattern FOLDER =
      Pattern.compile("base/(?<base>\\d+)|pg_tblspc/(?<space>\\d+)/[^/]+/(?<database>\\d+)");
  private static final Pattern NUMBERED = Pattern.compile("(?<number>\\d+)(?:\\.(?<part>\\d+))?");

  private final Vault vault;
  private final Backup backup;

  private CatalogFiles(Vault vault, Backup backup) {
    this.vault = vault;
    this.backup = backup;
  }

  /// @param announced as in [Catalogs]
  static Catalogs read(Vault vault, Backup backup, Set<RelationFile> announced) {
    return new CatalogFiles(vault, backup).read(announced);
  }

  private Catalogs read(Set<RelationFile> announced) {
    Map<String, RelationMap> maps = new HashMap<>();
    for (FileEntry file : files(path -> path.endsWith("/" + RelationMap.NAME))) {
      String folder = file.path().substring(0, file.path().lastIndexOf('/'));
      RelationMap.parse(content(file)).ifPresent(map -> maps.put(folder, map));
    }
    RelationMap global = maps.get(GLOBAL);
    if (global == null) {
      throw Fault.of(
              ProtectError.CATALOG_UNREADABLE,
              "backup %s has no usable global/pg_filenode.map".formatted(backup.id()))
          .hint("Choose another backup; see: ballast backup list");
    }
    RelationFile database =
        new RelationFile(
            GLOBAL_TABLESPACE,
            0,
            global.file(NamedRow.DATABASE_CATALOG).orElse(NamedRow.DATABASE_CATALOG));
    Catalogs catalogs = new Catalogs(backup.record().version().major(), database, announced);
    Map<String, TrackedHeap> heaps = new HashMap<>();
    heaps.put(GLOBAL + "/" + database.number(), catalogs.shared());
    Map<String, DatabaseNames> folders = new HashMap<>();
    maps.forEach(
        (folder, map) ->
            databaseOf(folder)
                .map(of -> catalogs.add(of.tablespace(), of.database(), map))
                .ifPresent(
                    names -> {
                      folders.put(folder, names);
                      heaps.put(folder + "/" + names.classes().file().number(), names.classes());
                      heaps.put(
                          folder + "/" + names.namespaces().file().number(), names.namespaces());
                    }));
    load(heaps);
    catalogs.read();
    loadMovedNamespaces(folders);
    return catalogs;
  }

  /// `pg_namespace` has another file than at first where it was rewritten.
  private void loadMovedNamespaces(Map<String, DatabaseNames> folders) {
    Map<String, TrackedHeap> moved = new HashMap<>();
    folders.forEach(
        (folder, names) -> {
          OptionalLong file = names.namespaceFile();
          RelationFile old = names.namespaces().file();
          if (file.isPresent() && file.getAsLong() != old.number()) {
            TrackedHeap heap =
                new TrackedHeap(
                    new RelationFile(old.tablespace(), old.database(), file.getAsLong()));
            names.replace(names.classes(), heap);
            moved.put(folder + "/" + file.getAsLong(), heap);
          }
        });
    if (!moved.isEmpty()) {
      load(moved);
    }
  }

  private static Optional<RelationFile> databaseOf(String folder) {
    Matcher matcher = FOLDER.matcher(folder);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return matcher.group("base") != null
        ? Optional.of(
            new RelationFile(DEFAULT_TABLESPACE, Long.parseLong(matcher.group("base")), 0))
        : Optional.of(
            new RelationFile(
                Long.parseLong(matcher.group("space")),
                Long.parseLong(matcher.group("database")),
                0));
  }

  /// The first page of a file, and the file of which it is one; empty for other names.
  private record Part(String file, long firstPage) {
    static Optional<Part> of(String path) {
      int slash = path.lastIndexOf('/');
      Matcher name = NUMBERED.matcher(path.substring(slash + 1));
      if (slash < 0 || !name.matches()) {
        return Optional.empty();
      }
      long part = name.group("part") == null ? 0 : Long.parseLong(name.group("part"));
      String file = path.substring(0, slash + 1) + name.group("number");
      return Optional.of(new Part(file, part * SEGMENT_PAGES));
    }
  }

  private void load(Map<String, TrackedHeap> heaps) {
    Predicate<String> wanted =
        path -> Part.of(path).filter(part -> heaps.containsKey(part.file())).isPresent();
    for (FileEntry file : files(wanted)) {
      Part part = Part.of(file.path()).orElseThrow();
      TrackedHeap heap = heaps.get(part.file());
      if (heap != null) {
        load(heap, part.firstPage(), file);
      }
    }
  }

  private void load(TrackedHeap heap, long firstPage, FileEntry file) {
    try (InputStream in = file.open(vault)) {
      long page = firstPage;
      for (byte[] bytes = in.readNBytes(PageChecksum.BLOCK_SIZE);
          bytes.length == PageChecksum.BLOCK_SIZE;
          bytes = in.readNBytes(PageChecksum.BLOCK_SIZE)) {
        heap.load(page++, bytes);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<FileEntry> files(Predicate<String> wanted) {
    List<FileEntry> found = new ArrayList<>();
    backup.forEachFile(
        vault,
        file -> {
          if (file.kind() == FileEntry.Kind.FILE && wanted.test(file.path())) {
            found.add(file);
          }
        });
    return found;
  }

  private byte[] content(FileEntry file) {
    try (InputStream in = file.open(vault)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
