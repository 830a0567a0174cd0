package dev.ballast.protect.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Verdict;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.Installations;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.protect.TestVault;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.protect.restore.Restore;
import dev.ballast.protect.verify.CheckSettings;
import dev.ballast.protect.verify.PageEdit;
import dev.ballast.vault.Vault;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A damaged index leads the copy's server round in circles, in which it looks at no signal.
class UnresponsiveCopyIT {
  private static final int MAJOR = 18;

  @TempDir Path folder;

  @Test
  void aSearchThatNeverEndsIsNamedAndTheOthersAreChecked() {
    try (Vault vault = TestVault.in(folder)) {
      Path index;
      Backup backup;
      try (TemporaryCluster source = TemporaryCluster.start(MAJOR, Clock.system())) {
        try (Session session = source.session()) {
          session.execute(
              """
              CREATE TABLE circles (id int);
              CREATE TABLE sound (id int PRIMARY KEY, at point);
              INSERT INTO circles SELECT g FROM generate_series(1, 5000) g;
              INSERT INTO sound SELECT g, point(g, g) FROM generate_series(1, 5000) g;
              CREATE INDEX other ON circles (id);
              CREATE INDEX endless ON circles USING hash (id);
              CREATE INDEX found ON sound USING gist (at);
              CHECKPOINT
              """);
          index =
              source
                  .dataDirectory()
                  .relativize(PageEdit.fileOf(session, source.dataDirectory(), "endless"));
        }
        backup =
            new BackupRun(
                    vault,
                    source.settings(),
                    BackupSettings.of("source", 1),
                    Clock.system(),
                    Progress.NONE)
                .run();
      }

      List<LevelResult> results = results(vault, backup, index);

      LevelResult structure =
          results.stream().filter(r -> r.level() == Level.L4).findFirst().orElseThrow();
      assertThat(structure.verdict()).isInstanceOf(Verdict.Refuted.class);
      assertThat(structure.facts())
          .as(structure.toString())
          .anyMatch(
              fact ->
                  fact.startsWith(
                          "postgres: hash index public.endless: a search does not end, which it does in a rebuilt index: it did not end within ")
                      && fact.endsWith("and the server reacted to no request to end it"))
          .noneMatch(fact -> fact.contains("public.found") || fact.contains("public.other"))
          .noneMatch(fact -> fact.startsWith("undecided: "));
      assertThat(results)
          .filteredOn(result -> result.level() != Level.L4)
          .hasSize(6)
          .allSatisfy(r -> assertThat(r.verdict().isProved()).as(r.toString()).isTrue());
    }
  }

  private static List<LevelResult> results(Vault vault, Backup backup, Path index) {
    CheckSettings checks =
        CheckSettings.defaults()
            .withIndexBudget(Duration.ofSeconds(5))
            .withReaction(Duration.ofMillis(500));
    Proving proving =
        new Proving(
            vault,
            backup,
            ProvingSettings.of("ballast prove").withChecks(checks),
            Clock.system(),
            Progress.NONE);
    try (TemporaryFolder copy = TemporaryFolder.create("endless")) {
      Restore.Restored restored = proving.restore(copy.path()).orElseThrow();
      new PageEdit(restored.dataDirectory().resolve(index), 0)
          .alter(UnresponsiveCopyIT::losesItsBuckets);
      proving.checkCopy(Installations.ofThisMachine().embedded(MAJOR), restored, copy.path());
      return proving.results();
    }
  }

  /// The metapage knows of one bucket only: `HashMetaPageData` in `src/include/access/hash.h`. A
  /// bucket's own page then looks newer than the metapage at each of the searches' attempts.
  private static void losesItsBuckets(ByteBuffer page) {
    for (int field : List.of(48, 52, 56)) {
      page.putInt(field, 0);
    }
  }
}
