package dev.ballast.postgres.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageChecksumsTest {
  private static final int RELATION_SEGMENT_BLOCKS = 131072;

  @TempDir Path data;

  @BeforeEach
  void layOut() throws IOException {
    Files.createDirectories(data.resolve("global"));
    Files.createDirectories(data.resolve("base/5"));
    Files.createDirectories(data.resolve("pg_tblspc"));
    Files.write(data.resolve("global/pg_control"), PageChecksumTest.resource("pg_control.15"));
  }

  /// The page as a server would have written it at `block`.
  private static byte[] pageAt(int block) throws IOException {
    byte[] page = PageChecksumTest.heapPage();
    int checksum = PageChecksum.of(page, 0, block);
    page[8] = (byte) checksum;
    page[9] = (byte) (checksum >>> 8);
    return page;
  }

  private void file(String name, byte[]... pages) throws IOException {
    Path file = data.resolve(name);
    Files.createDirectories(file.getParent());
    byte[] content = new byte[Arrays.stream(pages).mapToInt(p -> p.length).sum()];
    int at = 0;
    for (byte[] page : pages) {
      System.arraycopy(page, 0, content, at, page.length);
      at += page.length;
    }
    Files.write(file, content);
  }

  @Test
  void countsFilesPagesAndPagesNeverFilled() throws IOException {
    file("base/5/16384", pageAt(0), new byte[8192], pageAt(2));
    file("base/5/16384_fsm", pageAt(0));
    assertThat(PageChecksums.verify(data, 2))
        .isEqualTo(new PageChecksumReport(true, 2, 4, 1, 0, List.of()));
  }

  @Test
  void namesFileBlockAndBothSums() throws IOException {
    byte[] bad = pageAt(1);
    bad[5000] ^= 1;
    int stored = PageChecksum.stored(bad, 0);
    int expected = PageChecksum.of(bad, 0, 1);
    file("base/5/16384", pageAt(0), bad);
    PageChecksumReport report = PageChecksums.verify(data, 1);
    assertThat(report.failures()).isEqualTo(1);
    assertThat(report.first())
        .containsExactly(
            new PageFailure("base/5/16384", 1, PageFailure.Kind.CHECKSUM, expected, stored));
  }

  @Test
  void numbersBlocksThroughAllSegmentsOfARelation() throws IOException {
    file("base/5/16384.2", pageAt(2 * RELATION_SEGMENT_BLOCKS));
    file("base/5/16385.2", pageAt(0));
    assertThat(PageChecksums.verify(data, 1).first())
        .extracting(PageFailure::file, PageFailure::block)
        .containsExactly(tuple("base/5/16385.2", 2L * RELATION_SEGMENT_BLOCKS));
  }

  @Test
  void refusesAPageMarkedNewThatHoldsBytes() throws IOException {
    byte[] odd = new byte[8192];
    odd[8191] = 1;
    file("base/5/16384", odd);
    assertThat(PageChecksums.verify(data, 1).first())
        .extracting(PageFailure::kind)
        .containsExactly(PageFailure.Kind.NOT_ZERO);
  }

  @Test
  void refusesAFileThatEndsWithinAPage() throws IOException {
    file("base/5/16384", pageAt(0), new byte[100]);
    assertThat(PageChecksums.verify(data, 1).first())
        .extracting(PageFailure::kind, PageFailure::block)
        .containsExactly(tuple(PageFailure.Kind.SHORT, 1L));
  }

  @Test
  void leavesOutWhatIsNoRelation() throws IOException {
    file("base/5/PG_VERSION", new byte[] {'1', '5'});
    file("base/5/pg_filenode.map", new byte[512]);
    file("base/5/pg_internal.init", new byte[512]);
    file("base/pgsql_tmp/pgsql_tmp123.0", new byte[512]);
    file("pg_tblspc/16390/PG_14_202107181/5/16400", new byte[512]);
    assertThat(PageChecksums.verify(data, 1).files()).isZero();
  }

  @Test
  void followsTheLinkOfATablespace(@TempDir Path elsewhere) throws IOException {
    byte[] bad = pageAt(3);
    Path directory = elsewhere.resolve("PG_15_202209061/5");
    Files.createDirectories(directory);
    Files.write(directory.resolve("16400"), bad);
    Files.createSymbolicLink(data.resolve("pg_tblspc/16390"), elsewhere);
    assertThat(PageChecksums.verify(data, 1).first())
        .extracting(PageFailure::file)
        .containsExactly("pg_tblspc/16390/PG_15_202209061/5/16400");
  }

  @Test
  void listsOnlyTheFirstFailuresButCountsAll() throws IOException {
    byte[][] pages = new byte[150][];
    for (int i = 0; i < pages.length; i++) {
      pages[i] = pageAt(i);
      pages[i][4000] ^= 1;
    }
    file("base/5/16384", pages);
    PageChecksumReport report = PageChecksums.verify(data, 2);
    assertThat(report.failures()).isEqualTo(150);
    assertThat(report.first()).hasSize(100);
    assertThat(report.first().getFirst().block()).isZero();
  }
}
