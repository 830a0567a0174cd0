package dev.ballast.protect.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Progress;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.WalSegment;
import dev.ballast.postgres.server.Installation;
import dev.ballast.postgres.server.Installations;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.protect.DocumentedScore;
import dev.ballast.protect.backup.BackupRecord;
import dev.ballast.protect.restore.Restore;
import dev.ballast.protect.verify.PageEdit;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A restored copy is damaged before it is started, in ways that the bytes in the vault do not
/// show, and the level that claims to detect such damage must refute the backup.
class CopyMutationIT {
  private static final int MAJOR = 18;

  @TempDir Path folder;

  private record Damage(String what, Level claimed, BiConsumer<ProvedShop, Path> inflict) {}

  private static final List<Damage> DAMAGES =
      List.of(
          new Damage(
              "pg_control with a flipped byte",
              Level.L2,
              (shop, data) -> flip(data.resolve("global/pg_control"), 100)),
          new Damage(
              "a data file that is missing",
              Level.L6,
              (shop, data) -> remove(shop.parentFile(data))),
          new Damage(
              "a gap in the log: its last segment is gone",
              Level.L3,
              (shop, data) -> remove(data.resolve("pg_wal/" + lastSegment(shop)))),
          new Damage(
              "the last log record before the target with a flipped byte",
              Level.L3,
              (shop, data) -> flipBeforeTarget(shop, data)),
          new Damage(
              "a heap page with a flipped byte and its old checksum",
              Level.L4,
              (shop, data) -> flipInPage(shop.childPage(data, 2), 5000)),
          new Damage(
              "an unused byte of a heap page flipped",
              Level.L4,
              (shop, data) -> flipUnused(shop.childPage(data, 2))),
          new Damage(
              "a line pointer that leads outside its page, with a valid checksum",
              Level.L4,
              (shop, data) -> shop.childPage(data, 1).alter(PageEdit.breaksPointer(5))),
          new Damage(
              "an index that lost an entry, with a valid checksum",
              Level.L4,
              (shop, data) -> shop.parentKeyPage(data, 1).alter(PageEdit.losesItem(50))),
          new Damage(
              "a foreign key's parent row lost, with a valid checksum",
              Level.L5,
              (shop, data) -> shop.parentPage(data, 3).alter(PageEdit.losesItem(7))),
          new Damage(
              "a duplicate in a unique key, with a valid checksum",
              Level.L5,
              (shop, data) -> shop.childPage(data, 1).alter(PageEdit.changesFirstInt(9, 1))),
          new Damage(
              "a check constraint broken, with a valid checksum",
              Level.L5,
              (shop, data) -> shop.childPage(data, 1).alter(PageEdit.changesFirstInt(9, -1))),
          new Damage(
              "a row lost that nobody refers to, with a valid checksum",
              Level.L6,
              (shop, data) -> shop.childPage(data, 4).alter(PageEdit.losesItem(3))),
          new Damage(
              "a heap page from before its last change, with its own valid checksum",
              Level.L6,
              (shop, data) -> shop.parentPage(data, 0).write(shop.olderParentPage())),
          new Damage(
              "two heap pages exchanged, with valid checksums",
              Level.L6,
              (shop, data) ->
                  shop.parentPage(data, 4).replaceWith(shop.parentPage(data, 5).read())));

  @Test
  void everyDamageOfACopyIsDetectedAtTheLevelThatClaimsIt() {
    MutationScore score = new MutationScore();
    Installation installation = Installations.ofThisMachine().embedded(MAJOR);
    try (ProvedShop shop = ProvedShop.make(MAJOR, folder)) {
      assertThat(results(shop, installation, (s, data) -> {}))
          .as("an undamaged copy")
          .allSatisfy(r -> assertThat(r.verdict().isProved()).as(r.toString()).isTrue());
      for (Damage damage : DAMAGES) {
        score.record(
            damage.what(), damage.claimed(), results(shop, installation, damage.inflict()));
      }
    } finally {
      score.write("copy-mutations");
    }
    assertThat(score.survivors()).isEmpty();
    DocumentedScore.assertRow(CopyMutationIT.class, DAMAGES.size());
  }

  private static List<LevelResult> results(
      ProvedShop shop, Installation installation, BiConsumer<ProvedShop, Path> inflict) {
    Proving proving =
        new Proving(
            shop.vault(),
            shop.backup(),
            ProvingSettings.of("ballast prove"),
            Clock.system(),
            Progress.NONE);
    try (TemporaryFolder copy = TemporaryFolder.create("mutation")) {
      Restore.Restored restored = proving.restore(copy.path()).orElseThrow();
      inflict.accept(shop, restored.dataDirectory());
      proving.checkCopy(installation, restored, copy.path());
      return proving.results();
    }
  }

  private static String lastSegment(ProvedShop shop) {
    return shop.backup().record().wal().segments().getLast().name();
  }

  private static void flipBeforeTarget(ProvedShop shop, Path data) {
    Lsn target = shop.backup().reading(shop.vault()).orElseThrow().targets().getFirst();
    BackupRecord record = shop.backup().record();
    WalSegment segment =
        WalSegment.containing(record.span().timeline(), target, record.source().walSegmentSize());
    flip(data.resolve("pg_wal/" + segment.fileName()), (int) target.minus(segment.start()) - 10);
  }

  private static void flip(Path file, int at) {
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.seek(at);
      int old = access.read();
      access.seek(at);
      access.write(old ^ 0x10);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void flipInPage(PageEdit page, int at) {
    byte[] bytes = page.read();
    bytes[at] ^= 0x10;
    page.write(bytes);
  }

  /// Between the line pointers and the first row nothing is stored that a query would read.
  private static void flipUnused(PageEdit page) {
    byte[] bytes = page.read();
    int lower = Byte.toUnsignedInt(bytes[12]) | Byte.toUnsignedInt(bytes[13]) << 8;
    bytes[lower + 2] ^= 0x10;
    page.write(bytes);
  }

  private static void remove(Path file) {
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
