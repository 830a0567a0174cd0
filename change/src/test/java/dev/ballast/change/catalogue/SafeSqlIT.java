package dev.ballast.change.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.migrations.Migration;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.rules.catalogue.RuleFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What the rules say to write instead, run on a server: it must run, and leave the catalog as the
/// statement that it replaces leaves it, unless the rule is named here with the reason.
@Execution(ExecutionMode.CONCURRENT)
class SafeSqlIT {
  private static final int MAJOR = 18;

  /// Rules whose form follows the statement and does not replace it.
  private static final Set<String> ADDED =
      Set.of(
          "analyze-after-rewrite",
          "concurrently-waits",
          "not-valid-never-validated",
          "require-columns",
          "security-definer-search-path",
          "unindexed-foreign-key");

  /// Rules whose form needs what the reader must write first.
  private static final Map<String, String> UNFINISHED =
      Map.of(
          "backfill-in-schema-transaction", "the statements that it moves stay in the script",
          "create-rule", "the trigger's function is to be written",
          "drop-database", "the database does not exist",
          "drop-replication-slot", "the slot and the subscription do not exist",
          "enum-value-used-in-transaction", "its first statement is in an earlier script",
          "lock-timeout-late", "its statement stands further up in the script",
          "require-primary-key", "its index may be made further down in the script",
          "set-tablespace", "the tablespace does not exist",
          "several-alters", "it replaces two statements");

  /// Rules whose form must not leave what the statement leaves.
  private static final Map<String, String> DIFFERENT =
      Map.ofEntries(
          Map.entry("add-column-json", "another type"),
          Map.entry("add-column-stored-generated", "a virtual column, or a trigger"),
          Map.entry("add-exclusion-constraint", "a new table with the constraint"),
          Map.entry("alter-constraint-not-enforced", "the constraint stays enforced"),
          Map.entry("change-collation", "an index, or a second column; the old one is kept"),
          Map.entry("change-type-narrows", "counts what does not fit and keeps the type"),
          Map.entry("change-type-rewrites", "the old column is kept under another name"),
          Map.entry("char-type", "another type"),
          Map.entry("create-index-on-partitioned", "the partitions' indexes have other names"),
          Map.entry("create-table-as", "the keys are added by the reader"),
          Map.entry("detach-partition", "CONCURRENTLY leaves the bounds as a CHECK"),
          Map.entry("disable-autovacuum", "other thresholds; autovacuum stays on"),
          Map.entry("duplicate-index", "the other index is dropped, or none is made"),
          Map.entry("integer-key-overflow", "another type"),
          Map.entry("missing-lock-timeout", "it names the script's first statement"),
          Map.entry("money-type", "another type"),
          Map.entry("name-needs-quotes", "another name"),
          Map.entry("naming-convention", "another name"),
          Map.entry("not-enforced-constraint", "the constraint is enforced"),
          Map.entry("nullable-foreign-key", "NOT NULL is added"),
          Map.entry("on-delete-cascade", "another action"),
          Map.entry("prefer-bigint", "another type"),
          Map.entry("prefer-identity", "another type"),
          Map.entry("prefer-jsonb", "another type"),
          Map.entry("prefer-text", "another type"),
          Map.entry("prefer-timestamptz", "another type"),
          Map.entry("rename-object", "the old name is kept"),
          Map.entry("replica-identity-nothing", "the default identity"),
          Map.entry("rollback-in-migration", "COMMIT keeps what ROLLBACK undoes"),
          Map.entry("set-access-method", "a new table; the old one is kept"),
          Map.entry("set-expression", "a second column; the old one is kept"),
          Map.entry("set-logged", "a new table; the old one is kept"),
          Map.entry("set-schema", "a view with the old name is left"),
          Map.entry("unlogged-table", "a logged table"),
          Map.entry("wide-index", "fewer columns"));

  @Test
  void whatARuleSaysToWriteInsteadRunsAndLeavesTheSame() {
    List<String> wrong = new ArrayList<>();
    Set<String> run = new TreeSet<>();
    try (SafeRun server = new SafeRun(cluster())) {
      for (RuleFolder folder : RuleFolder.all()) {
        Migration fires = folder.migration(folder.script("fires", MAJOR).orElseThrow(), true);
        List<SafeForm> forms =
            UNFINISHED.containsKey(folder.id())
                ? List.of()
                : SafeForm.of(folder.history(), fires, Set.of(folder.id()), MAJOR);
        if (!forms.isEmpty()) {
          server.history(folder.history(), text("rows"));
          forms.forEach(form -> wrong.addAll(judged(server, form)));
          run.add(folder.id());
        }
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(run).as("rules whose form was run").hasSizeGreaterThan(RuleFolder.all().size() / 2);
  }

  @Test
  void itRunsAndLeavesTheSameWithOtherNamesAndOnPartitionedTables() {
    List<Migration> history = List.of(SafeForm.script("schema.sql", text("neighbours-schema")));
    Set<List<String>> known = new HashSet<>();
    List<String> wrong = new ArrayList<>();
    try (SafeRun server = new SafeRun(cluster())) {
      server.history(history, text("neighbours-rows"));
      for (String statement : SafeRun.statements(text("neighbours"))) {
        Migration judged = SafeForm.script(statement, statement);
        for (SafeForm form : SafeForm.of(history, judged, Set.of(), MAJOR)) {
          if (!form.isTheStatement() && known.add(form.steps())) {
            wrong.addAll(judged(server, form));
          }
        }
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(known).as("forms that were run").hasSizeGreaterThan(40);
  }

  private static List<String> judged(SafeRun server, SafeForm form) {
    boolean compared = !DIFFERENT.containsKey(form.rule());
    SafeRun.Result result = server.run(form, ADDED.contains(form.rule()), compared);
    List<String> wrong = new ArrayList<>();
    result.error().ifPresent(error -> wrong.add(form.place() + ": " + error));
    result.differences().forEach(line -> wrong.add(form.place() + ": " + line));
    return wrong;
  }

  private static String text(String name) {
    try (InputStream in = SafeSqlIT.class.getResourceAsStream("SafeSqlIT/" + name + ".sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("while reading " + name, e);
    }
  }

  private static TemporaryCluster cluster() {
    return TemporaryCluster.of(MAJOR, Clock.system())
        .setting("autovacuum", "off")
        .setting("wal_level", "logical")
        .start();
  }
}
