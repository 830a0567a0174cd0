package dev.ballast.protect.backup;

import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.page.PageChecksum;
import dev.ballast.vault.Vault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// The damaged pages of a quarantined backup, read back from the vault. The server names five a
/// file at most; this names them all.
public final class DamagedPages {
  /// Files of relation forks, the only ones whose pages carry checksums.
  private static final Pattern RELATION =
      Pattern.compile("^(base|global|pg_tblspc)/(.*/)?\\d+(_(fsm|vm|init))?(\\.\\d+)?$");

  private DamagedPages() {}

  /// One damaged page.
  ///
  /// @param file relative to the data directory
  /// @param block from 0, within the file, as the server counts in its warnings
  public record Page(String file, long block, int expected, int found) {
    @Override
    public String toString() {
      return "%s block %d (checksum %04X, expected %04X)".formatted(file, block, found, expected);
    }
  }

  public static List<Page> of(Vault vault, Backup backup) {
    if (backup.record().quarantine().isEmpty()) {
      return List.of();
    }
    Set<String> named = new HashSet<>(backup.record().quarantine().get().files());
    List<Page> found = new ArrayList<>();
    backup.forEachFile(
        vault,
        file -> {
          // A server that speaks another language names none that are understood: then look at all.
          if (named.isEmpty()
              ? RELATION.matcher(file.path()).find()
              : named.contains(file.path())) {
            scan(vault, file, backup.record().span().start(), found);
          }
        });
    return List.copyOf(found);
  }

  private static void scan(Vault vault, FileEntry file, Lsn start, List<Page> found) {
    long firstBlock = segmentNumber(file.path()) * (long) ((1 << 30) / PageChecksum.BLOCK_SIZE);
    byte[] page = new byte[PageChecksum.BLOCK_SIZE];
    try (InputStream in = file.open(vault)) {
      for (long block = 0; in.readNBytes(page, 0, page.length) == page.length; block++) {
        if (!PageChecksum.isNew(page, 0) && lsn(page).isBefore(start)) {
          int expected = PageChecksum.of(page, 0, (int) (firstBlock + block));
          int stored = PageChecksum.stored(page, 0);
          if (expected != stored) {
            found.add(new Page(file.path(), block, expected, stored));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A page written after the backup began may be torn; replay puts it right. See `sendFile` in
  /// `backup/basebackup.c`.
  private static Lsn lsn(byte[] page) {
    ByteBuffer header = ByteBuffer.wrap(page, 0, 8).order(ByteOrder.nativeOrder());
    long high = Integer.toUnsignedLong(header.getInt());
    return new Lsn(high << 32 | Integer.toUnsignedLong(header.getInt()));
  }

  private static int segmentNumber(String path) {
    int dot = path.lastIndexOf('.');
    return dot > path.lastIndexOf('/') ? Integer.parseInt(path, dot + 1, path.length(), 10) : 0;
  }
}
