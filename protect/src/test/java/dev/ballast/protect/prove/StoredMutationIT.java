package dev.ballast.protect.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.json.Json;
import dev.ballast.protect.DocumentedScore;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRecord;
import dev.ballast.protect.backup.ChosenBackup;
import dev.ballast.protect.backup.StoredFile;
import dev.ballast.vault.Deposit;
import dev.ballast.vault.DepositOptions;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.ChunkRef;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Backups whose every object is sound, decrypts and hashes right, but which do not hold together:
/// L1 must refute each. Damage to the objects themselves is the vault's own mutation test.
class StoredMutationIT {
  private static final int MAJOR = 18;

  @TempDir Path folder;

  private record Fraud(String what, BiFunction<BackupRecord, Workshop, BackupRecord> commit) {}

  private static final List<Fraud> FRAUDS =
      List.of(
          new Fraud(
              "the first WAL segment left out",
              (r, w) -> withWal(r, r.wal().segments().subList(1, r.wal().segments().size()))),
          new Fraud(
              "the last WAL segment left out",
              (r, w) -> withWal(r, r.wal().segments().subList(0, r.wal().segments().size() - 1))),
          new Fraud("no WAL at all", (r, w) -> withWal(r, List.of())),
          new Fraud(
              "two WAL segments under each other's name",
              (r, w) -> withWal(r, swapped(r.wal().segments()))),
          new Fraud(
              "a WAL segment with a flipped byte",
              (r, w) -> withWal(r, w.altered(r.wal().segments(), 0, bytes -> bytes[100] ^= 1))),
          new Fraud(
              "the last WAL segment cut to its page header",
              (r, w) -> withWal(r, w.cut(r.wal().segments(), r.wal().segments().size() - 1))),
          new Fraud(
              "a file of the list left out",
              (r, w) -> withList(r, w.lines(r, lines -> lines.removeFirst()))),
          new Fraud(
              "a file listed that the server never sent",
              (r, w) ->
                  withList(
                      r,
                      w.lines(
                          r,
                          lines -> lines.add(lines.getLast().replace("pg_control", "pg_extra"))))),
          new Fraud(
              "a file listed with another size",
              (r, w) ->
                  withList(
                      r,
                      w.lines(
                          r,
                          lines ->
                              lines.replaceAll(
                                  l -> l.replaceFirst("\"size\":8192", "\"size\":8191"))))),
          new Fraud(
              "a file listed with another checksum",
              (r, w) ->
                  withList(
                      r,
                      w.lines(
                          r,
                          lines ->
                              lines.replaceAll(
                                  l -> l.replaceFirst("\"crc32c\":-?[0-9]+", "\"crc32c\":77"))))),
          new Fraud(
              "a manifest with a flipped byte",
              (r, w) ->
                  withManifest(r, w.alteredFile(r.copy().manifest(), bytes -> bytes[200] ^= 1))),
          new Fraud(
              "a manifest cut short",
              (r, w) -> withManifest(r, w.halvedFile(r.copy().manifest()))));

  @Test
  void whatDoesNotHoldTogetherIsRefutedThoughEveryObjectIsSound() {
    MutationScore score = new MutationScore();
    try (ProvedShop shop = ProvedShop.make(MAJOR, folder)) {
      for (Fraud fraud : FRAUDS) {
        try (Deposit deposit = shop.vault().beginDeposit(DepositOptions.defaults())) {
          Workshop workshop = new Workshop(shop.vault(), deposit);
          BackupRecord forged = fraud.commit().apply(shop.backup().record(), workshop);
          assertThat(forged).as(fraud.what()).isNotEqualTo(shop.backup().record());
          deposit.commit(Json.write(forged));
          Backup backup =
              ChosenBackup.find(shop.vault(), deposit.id().text(), Optional.empty()).backup();
          score.record(
              fraud.what(),
              Level.L1,
              new StoredCheck(shop.vault(), backup, 2, Clock.system(), Progress.NONE).run());
        }
      }
    } finally {
      score.write("stored-mutations");
    }
    assertThat(score.survivors()).isEmpty();
    DocumentedScore.assertRow(StoredMutationIT.class, FRAUDS.size());
  }

  /// Makes altered copies of stored files.
  private record Workshop(Vault vault, Deposit deposit) {
    /// What a segment begins with; see `XLogLongPageHeaderData` in `access/xlog_internal.h`.
    private static final int LONG_PAGE_HEADER = 40;

    private interface Change {
      void on(byte[] bytes);
    }

    private interface LineChange {
      void on(List<String> lines);
    }

    StoredFile alteredFile(StoredFile file, Change change) {
      byte[] bytes = content(file.chunks());
      change.on(bytes);
      return store(file.name(), bytes);
    }

    StoredFile halvedFile(StoredFile file) {
      byte[] bytes = content(file.chunks());
      return store(file.name(), java.util.Arrays.copyOf(bytes, bytes.length / 2));
    }

    List<StoredFile> altered(List<StoredFile> files, int at, Change change) {
      List<StoredFile> copy = new ArrayList<>(files);
      copy.set(at, alteredFile(files.get(at), change));
      return copy;
    }

    List<StoredFile> cut(List<StoredFile> files, int at) {
      byte[] start = java.util.Arrays.copyOf(content(files.get(at).chunks()), LONG_PAGE_HEADER);
      List<StoredFile> copy = new ArrayList<>(files);
      copy.set(at, store(files.get(at).name(), start));
      return copy;
    }

    List<ChunkRef> lines(BackupRecord record, LineChange change) {
      String text = new String(content(record.copy().fileList()), StandardCharsets.UTF_8);
      List<String> lines = new ArrayList<>(text.lines().toList());
      change.on(lines);
      String joined = String.join("\n", lines) + "\n";
      return store("list", joined.getBytes(StandardCharsets.UTF_8)).chunks();
    }

    private byte[] content(List<ChunkRef> chunks) {
      int total = chunks.stream().mapToInt(ChunkRef::length).sum();
      byte[] all = new byte[total];
      int at = 0;
      for (ChunkRef chunk : chunks) {
        byte[] bytes = vault.read(chunk);
        System.arraycopy(bytes, 0, all, at, bytes.length);
        at += bytes.length;
      }
      return all;
    }

    private StoredFile store(String name, byte[] bytes) {
      List<ChunkRef> chunks = new ArrayList<>();
      for (int at = 0; at < bytes.length; at += vault.chunkSize()) {
        chunks.add(deposit.put(bytes, at, Math.min(vault.chunkSize(), bytes.length - at)));
      }
      return new StoredFile(name, bytes.length, chunks);
    }
  }

  private static List<StoredFile> swapped(List<StoredFile> wal) {
    StoredFile first = wal.getFirst();
    StoredFile last = wal.getLast();
    return Stream.concat(
            Stream.of(new StoredFile(first.name(), last.size(), last.chunks())),
            Stream.concat(
                wal.subList(1, wal.size() - 1).stream(),
                Stream.of(new StoredFile(last.name(), first.size(), first.chunks()))))
        .toList();
  }

  private static BackupRecord withWal(BackupRecord r, List<StoredFile> segments) {
    return with(r, r.copy(), new BackupRecord.StoredWal(segments, r.wal().timelineHistory()));
  }

  private static BackupRecord withList(BackupRecord r, List<ChunkRef> list) {
    BackupRecord.StoredCopy copy = r.copy();
    return with(r, new BackupRecord.StoredCopy(copy.tablespaces(), list, copy.manifest()), r.wal());
  }

  private static BackupRecord withManifest(BackupRecord r, StoredFile manifest) {
    BackupRecord.StoredCopy copy = r.copy();
    return with(
        r, new BackupRecord.StoredCopy(copy.tablespaces(), copy.fileList(), manifest), r.wal());
  }

  private static BackupRecord with(
      BackupRecord r, BackupRecord.StoredCopy copy, BackupRecord.StoredWal wal) {
    return new BackupRecord(
        r.origin(), r.span(), copy, wal, r.reading(), r.quarantine(), r.totals(), r.phases());
  }
}
