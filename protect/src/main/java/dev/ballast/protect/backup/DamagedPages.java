package dev.ballast.protect.backup;

import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.page.PageChecksum;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.ChunkRef;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The damaged pages of a quarantined backup, read back from the vault. The server names five a
/// file at most; this names them all.
public final class DamagedPages {
  private DamagedPages() {}

  /// One damaged page.
  ///
  /// @param file relative to the data directory
  /// @param block from 0, within the whole relation fork's segment file
  public record Page(String file, long block, int expected, int found) {
    @Override
    public String toString() {
      return "%s block %d (checksum %04X, expected %04X)".formatted(file, block, found, expected);
    }
  }

  public static List<Page> of(Vault vault, Backup backup) {
    Set<String> named =
        new HashSet<>(backup.record().quarantine().map(Quarantine::files).orElse(List.of()));
    List<Page> found = new ArrayList<>();
    if (!named.isEmpty()) {
      backup.forEachFile(
          vault,
          file -> {
            if (named.contains(file.path())) {
              scan(vault, file, backup.record().start(), found);
            }
          });
    }
    return List.copyOf(found);
  }

  private static void scan(Vault vault, FileEntry file, Lsn start, List<Page> found) {
    long firstBlock = segmentNumber(file.path()) * (long) ((1 << 30) / PageChecksum.BLOCK_SIZE);
    long block = 0;
    for (ChunkRef ref : file.chunks()) {
      byte[] pages = vault.read(ref);
      for (int at = 0;
          at + PageChecksum.BLOCK_SIZE <= pages.length;
          at += PageChecksum.BLOCK_SIZE) {
        if (!PageChecksum.isNew(pages, at) && lsn(pages, at).isBefore(start)) {
          int expected = PageChecksum.of(pages, at, (int) (firstBlock + block));
          int stored = PageChecksum.stored(pages, at);
          if (expected != stored) {
            found.add(new Page(file.path(), block, expected, stored));
          }
        }
        block++;
      }
    }
  }

  /// A page written after the backup began may be torn; replay puts it right. See `sendFile` in
  /// `backup/basebackup.c`.
  private static Lsn lsn(byte[] pages, int at) {
    ByteBuffer header = ByteBuffer.wrap(pages, at, 8).order(ByteOrder.nativeOrder());
    long high = Integer.toUnsignedLong(header.getInt());
    return new Lsn(high << 32 | Integer.toUnsignedLong(header.getInt()));
  }

  private static int segmentNumber(String path) {
    int dot = path.lastIndexOf('.');
    return dot > path.lastIndexOf('/') ? Integer.parseInt(path, dot + 1, path.length(), 10) : 0;
  }
}
