package dev.ballast.change.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.catalogue.SafeRun.Fixture;
import dev.ballast.migrations.Migration;
import dev.ballast.rules.catalogue.RuleFolder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the rules say to write instead, run on a server: it must run, and leave the catalog as the
/// statement that it replaces leaves it, unless the rule is named here with the reason.
@Execution(ExecutionMode.CONCURRENT)
class SafeSqlIT {
  /// Rules whose form follows the script and does not replace anything.
  private static final Set<String> ADDED =
      Set.of(
          "analyze-after-rewrite",
          "concurrently-waits",
          "not-valid-never-validated",
          "require-columns",
          "require-primary-key",
          "security-definer-search-path",
          "unindexed-foreign-key");

  /// What must be there, beside the history of the rule, for its script to run.
  private static final Map<String, Fixture> FIXTURES =
      Map.of(
          "create-rule",
          new Fixture(
              List.of(
                  "CREATE FUNCTION settings_keep_row() RETURNS trigger AS"
                      + " 'BEGIN RETURN NULL; END' LANGUAGE plpgsql",
                  "CREATE FUNCTION \"Log_row\"() RETURNS trigger AS"
                      + " 'BEGIN RETURN NEW; END' LANGUAGE plpgsql",
                  "CREATE FUNCTION open_orders_new_row() RETURNS trigger AS"
                      + " 'BEGIN RETURN NEW; END' LANGUAGE plpgsql"),
              List.of()),
          "drop-database",
          new Fixture(
              List.of("CREATE DATABASE old_shop", "CREATE DATABASE \"Old Shop\""),
              List.of("DROP DATABASE IF EXISTS old_shop", "DROP DATABASE IF EXISTS \"Old Shop\"")),
          "drop-replication-slot",
          new Fixture(
              List.of(
                  "SELECT pg_create_logical_replication_slot('shop_copy', 'pgoutput')",
                  "CREATE SUBSCRIPTION shop_copy CONNECTION '' PUBLICATION shop"
                      + " WITH (connect = false, slot_name = NONE)"),
              List.of(
                  "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots",
                  "DROP SUBSCRIPTION IF EXISTS shop_copy")),
          "set-tablespace",
          new Fixture(
              List.of(
                  "SET allow_in_place_tablespaces = on",
                  "CREATE TABLESPACE fast_disks LOCATION ''"),
              List.of()));

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
          Map.entry("create-table-as", "the keys are added by the reader"),
          Map.entry("create-rule", "a trigger"),
          Map.entry("detach-partition", "CONCURRENTLY leaves the bounds as a CHECK"),
          Map.entry("disable-autovacuum", "other thresholds; autovacuum stays on"),
          Map.entry("disable-trigger", "the trigger is enabled again"),
          Map.entry("duplicate-index", "the other index is dropped, or none is made"),
          Map.entry("grant-all", "single privileges"),
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
          Map.entry("rename-column", "the old name is kept"),
          Map.entry("rename-object", "the old name is kept"),
          Map.entry("replace-function-overload", "the old function goes"),
          Map.entry("replace-function-signature", "a function with another name"),
          Map.entry("replica-identity-nothing", "the default identity"),
          Map.entry("rollback-in-migration", "COMMIT keeps what ROLLBACK undoes"),
          Map.entry("sequence-as-smaller-type", "the type stays"),
          Map.entry("set-access-method", "a new table; the old one is kept"),
          Map.entry("set-expression", "a second column; the old one is kept"),
          Map.entry("set-logged", "a new table; the old one is kept"),
          Map.entry("set-tablespace", "a new table; the old one is kept"),
          Map.entry("set-schema", "a view with the old name is left"),
          Map.entry("unlogged-table", "a logged table"),
          Map.entry("wide-index", "fewer columns"));

  @ParameterizedTest
  @MethodSource(SafeRun.MAJORS)
  void whatARuleSaysToWriteInsteadRunsAndLeavesTheSame(int major) {
    List<String> wrong = new ArrayList<>();
    Set<String> run = new TreeSet<>();
    try (SafeRun server = SafeRun.start(major)) {
      for (RuleFolder folder : RuleFolder.all()) {
        Migration fires = folder.migration(folder.script("fires", major).orElseThrow(), true);
        List<SafeForm> forms = SafeForm.of(folder.history(), fires, Set.of(folder.id()), major);
        if (!forms.isEmpty()) {
          server.history(
              folder.history(),
              SafeRun.text("rows"),
              FIXTURES.getOrDefault(folder.id(), Fixture.NONE));
          forms.forEach(form -> wrong.addAll(judged(server, form)));
          run.add(folder.id());
        }
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(run).as("rules whose form was run").hasSizeGreaterThan(RuleFolder.all().size() / 2);
  }

  @ParameterizedTest
  @MethodSource(SafeRun.MAJORS)
  void itRunsAndLeavesTheSameWithOtherNamesAndOnPartitionedTables(int major) {
    List<Migration> history =
        List.of(SafeForm.script("schema.sql", SafeRun.text("neighbours-schema")));
    Set<List<String>> known = new HashSet<>();
    List<String> wrong = new ArrayList<>();
    try (SafeRun server = SafeRun.start(major)) {
      server.history(history, SafeRun.text("neighbours-rows"), Fixture.NONE);
      for (String statement : SafeRun.statements(SafeRun.text("neighbours"))) {
        Migration judged = SafeForm.script(statement, statement);
        for (SafeForm form : SafeForm.of(history, judged, Set.of(), major)) {
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
}
