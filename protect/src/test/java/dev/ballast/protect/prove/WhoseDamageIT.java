package dev.ballast.protect.prove;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Progress;
import dev.ballast.evidence.Verdict;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.Installations;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.protect.TestVault;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.protect.restore.Restore;
import dev.ballast.protect.verify.PageEdit;
import dev.ballast.vault.Vault;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Damage of the source and damage of the copy, told apart by one proof.
class WhoseDamageIT {
  /// Where the first page of a B-tree says whether deduplication is safe: `BTMetaPageData` in
  /// `src/include/access/nbtree.h`, after the page's header.
  private static final int MARK = 24 + 40;

  private static final List<String> TABLES =
      List.of("of_source", "by_mark", "of_copy", "by_code", "heap_of_copy");

  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void theProofSaysWhichDamageTheSourceHasToo(int major) {
    try (TemporaryCluster source = TemporaryCluster.start(major, Clock.system());
        Vault vault = TestVault.in(folder)) {
      Map<String, String> files = tables(source);
      source.stop(StopMode.FAST);
      Path data = source.dataDirectory();
      page(data, files, "on_of_source", 1).alter(PageEdit.losesItem(20));
      page(data, files, "on_by_code", 1).alter(PageEdit.losesItem(20));
      // As an older minor would have built it.
      page(data, files, "on_by_mark", 0).alter(page -> page.put(MARK, (byte) 1));
      source.start();
      Backup backup =
          new BackupRun(
                  vault,
                  source.settings(),
                  BackupSettings.of("source", 7),
                  Clock.system(),
                  Progress.NONE)
              .run();

      LevelResult structure = structure(source, vault, backup, files, major);

      String reason = ((Verdict.Refuted) structure.verdict()).reason();
      assertThat(reason)
          .startsWith("the source has this damage too: postgres: btree public.on_")
          .contains(
              "; the source does not have this damage: postgres: ",
              "; whether the source has this damage too is not known: postgres: btree public.on_by_code; ");
      assertThat(structure.facts())
          .anyMatch(
              fact ->
                  fact.startsWith(
                          "the source has the damage of postgres: btree public.on_of_source too: bt_index_check there: ")
                      && fact.endsWith(
                          "; on the source: REINDEX INDEX CONCURRENTLY \"public\".\"on_of_source\";"))
          .anyMatch(
              fact ->
                  fact.startsWith(
                      "the source has the damage of postgres: btree public.on_by_mark too: it was built there with the mark"))
          .anyMatch(
              fact ->
                  fact.startsWith(
                      "the source does not have the damage of postgres: btree public.on_of_copy,"))
          .anyMatch(
              fact ->
                  fact.startsWith(
                      "the source does not have the damage of postgres: heap public.heap_of_copy,"))
          .anyMatch(
              fact ->
                  fact.startsWith(
                          "whether the source has the damage of postgres: btree public.on_by_code")
                      && fact.endsWith("would run code of the database"));
    }
  }

  private static Map<String, String> tables(TemporaryCluster source) {
    Map<String, String> files = new HashMap<>();
    try (Session session = source.session()) {
      session.execute("CREATE EXTENSION amcheck");
      for (String table : TABLES) {
        session.execute(
            "CREATE TABLE %s AS SELECT g AS id, g::numeric AS price FROM generate_series(1, 900) g"
                .formatted(table));
      }
      session.execute("CREATE INDEX on_of_source ON of_source (id)");
      session.execute("CREATE INDEX on_by_mark ON by_mark (price)");
      session.execute("CREATE INDEX on_of_copy ON of_copy (id)");
      session.execute("CREATE INDEX on_by_code ON by_code ((id + 1))");
      session.execute("VACUUM FREEZE");
      session.execute("CHECKPOINT");
      for (String relation :
          List.of("on_of_source", "on_by_mark", "on_of_copy", "on_by_code", "heap_of_copy")) {
        files.put(relation, session.text("SELECT pg_relation_filepath(?::regclass)", relation));
      }
    }
    return files;
  }

  private static PageEdit page(Path data, Map<String, String> files, String relation, int block) {
    return new PageEdit(data.resolve(files.get(relation)), block);
  }

  private static LevelResult structure(
      TemporaryCluster source, Vault vault, Backup backup, Map<String, String> files, int major) {
    Proving proving =
        new Proving(
            vault,
            backup,
            ProvingSettings.of("ballast prove").asking(source::settings),
            Clock.system(),
            Progress.NONE);
    try (TemporaryFolder copy = TemporaryFolder.create("origin")) {
      Restore.Restored restored = proving.restore(copy.path()).orElseThrow();
      Path data = restored.dataDirectory();
      page(data, files, "on_of_copy", 1).alter(PageEdit.losesItem(20));
      page(data, files, "heap_of_copy", 1).alter(PageEdit.contradictsItself(7));
      proving.checkCopy(Installations.ofThisMachine().embedded(major), restored, copy.path());
      return proving.results().stream()
          .filter(result -> result.level() == Level.L4)
          .findFirst()
          .orElseThrow();
    }
  }
}
