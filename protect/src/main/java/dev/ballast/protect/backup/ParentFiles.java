package dev.ballast.protect.backup;

import dev.ballast.protect.layer.HeldChunks;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.ChunkRef;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The files of an earlier backup by path. Only where the line of each is in the list is held in
/// memory; lines are read when they are needed, which is mostly in their order. For one thread.
final class ParentFiles {
  private static final int HELD_CHUNKS = 8;

  private final List<ChunkRef> list;
  private final Map<String, Long> lines = new HashMap<>();
  private final HeldChunks held;

  private ParentFiles(Vault vault, List<ChunkRef> list) {
    this.held = new HeldChunks(vault, HELD_CHUNKS);
    this.list = list;
  }

  /// Reads the list of a backup once.
  ///
  /// @param each sees every entry on the way
  static ParentFiles read(Vault vault, Backup backup, Consumer<FileEntry> each) {
    ParentFiles files = new ParentFiles(vault, backup.record().copy().fileList());
    files.index(vault, each);
    return files;
  }

  private void index(Vault vault, Consumer<FileEntry> each) {
    long at = 0;
    try (InputStream in = new BufferedInputStream(vault.open(list), 64 * 1024)) {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      for (int b = in.read(); b >= 0; b = in.read()) {
        if (b != '\n') {
          line.write(b);
          continue;
        }
        FileEntry entry = FileList.entry(line.toByteArray());
        if (entry.kind() == FileEntry.Kind.FILE) {
          lines.put(entry.path(), at);
        }
        each.accept(entry);
        at += line.size() + 1L;
        line.reset();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A plain file by its path.
  Optional<FileEntry> find(String path) {
    return Optional.ofNullable(lines.get(path)).map(this::entryAt);
  }

  private FileEntry entryAt(long position) {
    long at = position;
    int number = 0;
    while (at >= list.get(number).length()) {
      at -= list.get(number).length();
      number++;
    }
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    byte[] chunk = held.get(list.get(number));
    int from = (int) at;
    while (true) {
      int end = from;
      while (end < chunk.length && chunk[end] != '\n') {
        end++;
      }
      line.write(chunk, from, end - from);
      if (end < chunk.length) {
        return FileList.entry(line.toByteArray());
      }
      number++;
      chunk = held.get(list.get(number));
      from = 0;
    }
  }
}
