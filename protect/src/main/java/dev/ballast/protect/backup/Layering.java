package dev.ballast.protect.backup;

import dev.ballast.evidence.Fault;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.layer.BlockMap;
import dev.ballast.protect.layer.HeldChunks;
import dev.ballast.protect.layer.PageSums;
import dev.ballast.vault.Deposit;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.ChunkRef;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// How the files of a new backup refer to those of its parent. For the thread that receives.
final class Layering {
  private static final int PAGE = PageSums.PAGE;

  /// Enough for the chunks of as many backups to take turns in a file.
  private static final int HELD_CHUNKS = 8;

  private static final String LABEL = "backup_label";
  private static final String FROM_LSN = "INCREMENTAL FROM LSN: ";
  private static final String FROM_TLI = "INCREMENTAL FROM TLI: ";

  private final Vault vault;
  private final Deposit deposit;
  private final Basis basis;
  private long rewritten;

  Layering(Vault vault, Deposit deposit, Basis basis) {
    this.vault = vault;
    this.deposit = deposit;
    this.basis = basis;
  }

  /// A file of the parent, page by page.
  ///
  /// @param chunks how many chunks of the map are the parent's
  record ParentFile(FileEntry entry, BlockMap map, int chunks) {}

  Basis basis() {
    return basis;
  }

  PageSums sums() {
    return basis.sums();
  }

  /// Bytes of pages that were stored again because few others of their chunk are needed.
  long rewritten() {
    return rewritten;
  }

  /// Whether sums are kept of the pages of a file: not of a small one, which is stored whole.
  boolean keepsSums(long size) {
    return basis.pagesFit() && size > IntakeCrew.SMALL_BYTES && PageSums.pages(size);
  }

  /// The parent's file, where pages of a file that was sent whole are to be compared with it.
  Optional<FileEntry> comparable(String path, long size) {
    if (basis.method() != Lineage.Method.PAGES || !keepsSums(size)) {
      return Optional.empty();
    }
    return ofParent(() -> basis.files().find(path)).filter(entry -> !entry.sums().isEmpty());
  }

  /// The parent's file that a server's increment refers to.
  FileEntry required(String path) {
    return ofParent(() -> basis.files().find(path))
        .orElseThrow(() -> unusable("it has no file " + path));
  }

  ParentFile paged(FileEntry entry) {
    return new ParentFile(entry, BlockMap.of(entry.layers()), entry.layers().chunks().size());
  }

  /// The sums of a file of the parent; they must agree with the checksum of the whole.
  byte[] sumsOf(FileEntry entry) {
    return ofParent(
        () -> {
          byte[] sums = entry.sums().isEmpty() ? summed(entry) : content(vault.open(entry.sums()));
          long pages = entry.size() / PAGE;
          if (sums.length != pages * sums().width()
              || (PageSums.pages(entry.size()) && sums().whole(sums) != entry.crc32c())) {
            throw unusable(
                "the sums of the pages of " + entry.path() + " are not those of the file");
          }
          return sums;
        });
  }

  private byte[] summed(FileEntry entry) {
    byte[] page = new byte[PAGE];
    byte[] sums = new byte[Math.toIntExact(entry.size() / PAGE) * sums().width()];
    try (InputStream in = entry.open(vault)) {
      for (int i = 0; in.readNBytes(page, 0, PAGE) == PAGE; i++) {
        sums().sum(page, PAGE, sums, i);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sums;
  }

  /// The whole of a small file of the parent.
  byte[] contentOf(FileEntry entry) {
    return ofParent(() -> content(entry.open(vault)));
  }

  private static byte[] content(InputStream stream) {
    try (stream) {
      return stream.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  List<ChunkRef> store(byte[] sums) {
    List<ChunkRef> stored = new ArrayList<>();
    for (int at = 0; at < sums.length; at += vault.chunkSize()) {
      stored.add(deposit.put(sums, at, Math.min(vault.chunkSize(), sums.length - at)));
    }
    return stored;
  }

  /// Whether a file says that it is of an incremental backup.
  boolean rewrites(String path) {
    return basis.method() == Lineage.Method.SERVER && path.equals(LABEL);
  }

  /// The label without the lines by which a server knows an incremental backup; they must name the
  /// parent.
  byte[] wholeLabel(byte[] label) {
    BackupRecord.WalSpan parent = basis.parent().orElseThrow().backup().record().span();
    String from = FROM_LSN + parent.start() + "\n" + FROM_TLI + parent.timeline() + "\n";
    String text = new String(label, StandardCharsets.UTF_8);
    int at = text.indexOf(from);
    if (at < 0) {
      throw unusable("the server's increment is not to it: " + text.replace('\n', ';'));
    }
    return (text.substring(0, at) + text.substring(at + from.length()))
        .getBytes(StandardCharsets.UTF_8);
  }

  /// Makes sure of the parent's chunks that the file needs, once all pages have their place.
  ///
  /// @param chunks how many chunks of the map are the parent's
  void settle(BlockMap map, int chunks) {
    rewriteSparse(map, chunks);
    for (ChunkRef chunk : map.needed(chunks)) {
      if (!deposit.reuse(chunk)) {
        throw unusable("no sound pack has its chunk " + chunk.id());
      }
    }
  }

  private void rewriteSparse(BlockMap map, int chunks) {
    boolean[] sparse = map.sparse(chunks);
    HeldChunks held = new HeldChunks(vault, HELD_CHUNKS);
    byte[] buffer = new byte[0];
    List<Integer> collected = new ArrayList<>();
    for (int page = 0; page < map.pages(); page++) {
      int chunk = map.chunkOf(page);
      if (chunk < 0 || chunk >= chunks || !sparse[chunk]) {
        continue;
      }
      if (buffer.length == 0) {
        buffer = new byte[vault.chunkSize()];
      }
      byte[] from = ofParent(() -> held.get(map.chunk(chunk)));
      System.arraycopy(from, map.pageOf(page) * PAGE, buffer, collected.size() * PAGE, PAGE);
      collected.add(page);
      if ((collected.size() + 1) * PAGE > buffer.length) {
        putCollected(map, buffer, collected);
      }
    }
    putCollected(map, buffer, collected);
  }

  private void putCollected(BlockMap map, byte[] buffer, List<Integer> pages) {
    if (pages.isEmpty()) {
      return;
    }
    int number = map.add(deposit.put(buffer, 0, pages.size() * PAGE));
    for (int i = 0; i < pages.size(); i++) {
      map.place(pages.get(i), number, i);
    }
    rewritten += (long) pages.size() * PAGE;
    pages.clear();
  }

  /// What is damaged of the parent does not speak against the source: a full backup can be taken.
  private <T> T ofParent(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (Fault fault) {
      if (fault.code() == ProtectError.PARENT_UNUSABLE || !BasisSearch.speaksAgainstParent(fault)) {
        throw fault;
      }
      throw unusable(fault.getMessage()).cause(fault);
    } catch (IllegalArgumentException e) {
      throw unusable(String.valueOf(e.getMessage())).cause(e);
    }
  }

  private Fault unusable(String why) {
    return Fault.of(
            ProtectError.PARENT_UNUSABLE,
            "backup %s cannot be built on"
                .formatted(basis.parentId().map(Object::toString).orElse("")))
        .detail(why)
        .hint(
            "Take a full backup: ballast backup run --full. `ballast backup verify` says what is"
                + " damaged.");
  }
}
