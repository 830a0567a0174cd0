package dev.ballast.protect.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Verdict;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlError;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.protect.confine.ConfinableCluster;
import dev.ballast.protect.confine.ConfinedCopy;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OldIndexFormatIT {
  /// `btm_version` and `btm_allequalimage` of `BTMetaPageData` in `src/include/access/nbtree.h`,
  /// behind the page's header.
  private static final int VERSION_AT = 24 + 4;

  private static final int ALL_EQUAL_IMAGE_AT = 24 + 40;

  /// `BTREE_NOVAC_VERSION`, which a server before 12 left behind.
  private static final int OLD_VERSION = 3;

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.SupportedMajors#all")
  void anIndexOfAnOldFormatIsCheckedWithoutDescending(int major) {
    try (TemporaryCluster cluster = ConfinableCluster.start(major)) {
      Path file;
      try (Session session = cluster.session()) {
        session.execute("CREATE TABLE t AS SELECT g AS id FROM generate_series(1, 100) g");
        session.execute("CREATE INDEX old_format ON t (id)");
        file = PageEdit.fileOf(session, cluster.dataDirectory(), "old_format");
      }
      cluster.stop(StopMode.FAST);
      new PageEdit(file, 0)
          .alter(page -> page.putInt(VERSION_AT, OLD_VERSION).put(ALL_EQUAL_IMAGE_AT, (byte) 0));
      cluster.start();
      try (Session session = cluster.session()) {
        session.execute("CREATE EXTENSION amcheck");
        Fault refusal =
            catchThrowableOfType(
                Fault.class,
                () -> session.text("SELECT bt_index_parent_check('old_format', true, true)::text"));
        assertThat(SqlError.of(refusal).orElseThrow().sqlState()).isEqualTo("0A000");
        session.execute("DROP EXTENSION amcheck");
      }

      LevelResult result =
          StructureCheck.check(
              ConfinedCopy.confine(cluster.settings("template1"), major),
              CheckSettings.defaults(),
              Clock.system());

      assertThat(result.facts()).isEmpty();
      assertThat(result.verdict()).isEqualTo(Verdict.proved());
    }
  }
}
