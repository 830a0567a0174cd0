package dev.ballast.postgres.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// Keeps what a base backup brings: names of the entries of each archive, the manifest, and, when a
/// folder is given, the files themselves. For one thread.
final class CollectingReceiver implements BaseBackupReceiver {
  private final Optional<Path> folder;
  private final Map<String, List<String>> entries = new LinkedHashMap<>();
  private final List<ArchiveHeader> headers = new ArrayList<>();
  private final List<Long> progress = new ArrayList<>();
  private final ByteArrayOutputStream manifest = new ByteArrayOutputStream();
  private Optional<BaseBackupStart> start = Optional.empty();

  private CollectingReceiver(Optional<Path> folder) {
    this.folder = folder;
  }

  static CollectingReceiver ofNames() {
    return new CollectingReceiver(Optional.empty());
  }

  /// Unpacks the base archive below `folder`.
  static CollectingReceiver into(Path folder) {
    return new CollectingReceiver(Optional.of(folder));
  }

  @Override
  public void onStart(BaseBackupStart begun) {
    start = Optional.of(begun);
  }

  @Override
  public void onArchive(ArchiveHeader header, BackupStream tar) {
    headers.add(header);
    List<String> names = new ArrayList<>();
    try {
      TarArchiveInputStream archive = new TarArchiveInputStream(tar);
      for (TarArchiveEntry e = archive.getNextEntry(); e != null; e = archive.getNextEntry()) {
        names.add(e.getName());
        if (folder.isPresent()) {
          unpack(folder.get().resolve(e.getName()), e, archive);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    entries.put(header.name(), names);
  }

  private static void unpack(Path target, TarArchiveEntry entry, TarArchiveInputStream archive)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
    } else if (entry.isFile()) {
      Files.copy(archive, target);
    }
  }

  @Override
  public void onManifest(BackupStream json) {
    try {
      json.transferTo(manifest);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void onProgress(long bytes) {
    progress.add(bytes);
  }

  BaseBackupStart start() {
    return start.orElseThrow();
  }

  List<ArchiveHeader> headers() {
    return headers;
  }

  List<String> entriesOf(String archive) {
    return entries.get(archive);
  }

  byte[] manifest() {
    return manifest.toByteArray();
  }

  List<Long> progress() {
    return progress;
  }
}
