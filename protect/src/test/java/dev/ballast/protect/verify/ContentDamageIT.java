package dev.ballast.protect.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Verdict;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.page.PageChecksum;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.protect.verify.content.ContentCheck;
import dev.ballast.protect.verify.content.DigestSettings;
import dev.ballast.protect.verify.content.SourceReading;
import dev.ballast.protect.verify.snapshot.SourceReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Damage that no checksum shows: every page is well formed, and says something else.
class ContentDamageIT {
  private static final DigestSettings SETTINGS = DigestSettings.defaults(1);

  private static final List<String> TABLES =
      List.of("lost_row", "old_page", "other_value", "twice", "cut_short", "intact");

  private static void createTables(Session session) {
    for (String table : TABLES) {
      session.execute("CREATE TABLE " + table + " (id int, body text)");
      session.execute(
          "INSERT INTO " + table + " SELECT g, 'row ' || g FROM generate_series(1, 2000) g");
    }
    session.execute("CREATE TABLE swapped_a AS SELECT g AS id FROM generate_series(1, 10) g");
    session.execute("CREATE TABLE swapped_b AS SELECT g AS id FROM generate_series(11, 20) g");
    session.execute("VACUUM FREEZE");
    session.execute("CHECKPOINT");
  }

  private static LevelResult compare(PhysicalCopy copy, SourceReading reading, Lsn target) {
    copy.recoverTo(target);
    ContentCheck check = new ContentCheck(reading, copy::session, SETTINGS, Clock.system());
    check.compareAt(target);
    copy.stop();
    return check.result();
  }

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void everyAlteredTableIsNamedAndNoOther(int major) throws IOException {
    try (TemporaryCluster source = OddSchema.cluster(major);
        Session session = source.session()) {
      createTables(session);
      Path original = source.dataDirectory();
      byte[] old = new PageEdit(PageEdit.fileOf(session, original, "old_page"), 3).read();
      session.execute("UPDATE old_page SET body = 'new ' || id");
      session.execute("VACUUM (FREEZE) old_page");
      session.execute("CHECKPOINT");
      try (LogOfFiles log = new LogOfFiles(source);
          PhysicalCopy copy = new PhysicalCopy(source)) {
        SourceReading reading = SourceReader.read(source.settings(), SETTINGS, log, Clock.system());
        Lsn target = reading.targets().getFirst();
        assertThat(compare(copy, reading, target).verdict()).isEqualTo(Verdict.proved());

        damage(session, copy.data(), old);
        LevelResult result = compare(copy, reading, target);
        assertThat(result.verdict()).isInstanceOf(Verdict.Refuted.class);
        assertThat(result.facts())
            .contains(
                "postgres: public.lost_row: 2,000 rows on the source, 1,999 on the copy",
                "postgres: public.other_value: same number of rows (2,000), other content",
                "postgres: public.twice: same number of rows (2,000), other content",
                "postgres: public.swapped_a: same number of rows (10), other content",
                "postgres: public.swapped_b: same number of rows (10), other content")
            .anyMatch(fact -> fact.startsWith("postgres: public.old_page: "))
            .anyMatch(
                fact -> fact.startsWith("postgres: public.cut_short: 2,000 rows on the source, "))
            .noneMatch(fact -> fact.contains("intact"))
            .hasSize(7);
      }
    }
  }

  private static void damage(Session source, Path data, byte[] oldPage) throws IOException {
    edit(source, data, "lost_row", 2).alter(PageEdit.losesItem(5));
    edit(source, data, "old_page", 3).replaceWith(oldPage);
    edit(source, data, "other_value", 1).alter(PageEdit.changesFirstInt(4, 77777));
    edit(source, data, "twice", 2).replaceWith(edit(source, data, "twice", 1).read());
    Path cut = PageEdit.fileOf(source, data, "cut_short");
    byte[] content = Files.readAllBytes(cut);
    Files.write(cut, Arrays.copyOf(content, content.length - PageChecksum.BLOCK_SIZE));
    Path a = PageEdit.fileOf(source, data, "swapped_a");
    Path b = PageEdit.fileOf(source, data, "swapped_b");
    byte[] contentOfA = Files.readAllBytes(a);
    Files.write(a, Files.readAllBytes(b));
    Files.write(b, contentOfA);
  }

  private static PageEdit edit(Session source, Path data, String table, int block) {
    return new PageEdit(PageEdit.fileOf(source, data, table), block);
  }
}
