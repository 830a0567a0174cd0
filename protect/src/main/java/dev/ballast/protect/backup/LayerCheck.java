package dev.ballast.protect.backup;

import dev.ballast.evidence.Fault;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.layer.PageSums;
import dev.ballast.vault.Vault;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.CRC32C;

/// Compares what an incremental backup was put together of with the checksums of its files. The
/// server's manifest has none for a file of which it sent a few pages; that one was computed from
/// the sums of all its pages when the backup was taken, and is computed here from the pages. For
/// one thread, once.
final class LayerCheck {
  private static final int AHEAD_PER_THREAD = 2;
  private static final int BUFFER = 256 * 1024;

  private final Vault vault;
  private final Backup backup;
  private final boolean content;
  private final Deque<Future<Boolean>> running = new ArrayDeque<>();
  private long layered;

  /// @param content whether the files are read, too, and not only the sums of their pages
  LayerCheck(Vault vault, Backup backup, boolean content) {
    this.vault = vault;
    this.backup = backup;
    this.content = content;
  }

  /// Returns how many files were put together; throws `backup-manifest-mismatch` where a file, or
  /// the sums of its pages, do not have its checksum.
  long run(int threads) {
    try (ExecutorService crew =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name("layers-", 1).daemon().factory())) {
      backup.forEachFile(
          vault,
          file -> {
            if (!file.isPutTogether() && file.sums().isEmpty()) {
              return;
            }
            layered += file.isPutTogether() ? 1 : 0;
            while (running.size() >= AHEAD_PER_THREAD * threads) {
              PendingEntry.result(running.remove());
            }
            running.add(crew.submit(() -> check(file)));
          });
      while (!running.isEmpty()) {
        PendingEntry.result(running.remove());
      }
      return layered;
    }
  }

  private boolean check(FileEntry file) throws IOException {
    if (!file.sums().isEmpty()) {
      requireSums(file);
    }
    if (content && file.isPutTogether()) {
      requireContent(file);
    }
    return true;
  }

  private void requireSums(FileEntry file) throws IOException {
    PageSums kind =
        backup
            .record()
            .copy()
            .lineage()
            .map(Lineage::sums)
            .orElseThrow(() -> mismatch(file, "it has sums of pages, and the record no lineage"));
    try (InputStream in = vault.open(file.sums())) {
      byte[] sums = in.readAllBytes();
      if (sums.length != file.size() / PageSums.PAGE * kind.width()) {
        throw mismatch(file, "there are %d bytes of sums of its pages".formatted(sums.length));
      }
      requireEqual(file, kind.whole(sums), "of the sums of its pages");
    }
  }

  private void requireContent(FileEntry file) {
    CRC32C crc = new CRC32C();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = file.open(vault)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        crc.update(buffer, 0, count);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    requireEqual(file, (int) crc.getValue(), "of its pieces");
  }

  private static void requireEqual(FileEntry file, int found, String of) {
    if (found != file.crc32c()) {
      throw mismatch(file, "the CRC-32C %s is %08X, not %08X".formatted(of, found, file.crc32c()));
    }
  }

  private static Fault mismatch(FileEntry file, String detail) {
    return Fault.of(
            ProtectError.BACKUP_MANIFEST_MISMATCH,
            file.path() + " is not what it was when it was backed up")
        .detail(detail)
        .hint("Restore another backup, take a full one, and report this.");
  }
}
