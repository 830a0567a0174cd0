package dev.ballast.change.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.catalogue.FixedScript.Place;
import dev.ballast.change.catalogue.SafeRun.Fixture;
import dev.ballast.change.catalogue.SafeRun.ScriptResult;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.catalogue.RuleFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What `--fix` makes of the rules' scripts and of their neighbours, run on a server: it leaves
/// what the script as it was leaves, and it is done with once.
@Execution(ExecutionMode.CONCURRENT)
class SafeFixIT {
  /// Rules whose fix must not leave what the script leaves.
  private static final Map<String, String> DIFFERENT =
      Map.of("detach-partition", "CONCURRENTLY leaves the bounds as a CHECK");

  /// Rules whose fix is a wider type of a new column, and changes nothing else.
  private static final Set<String> WIDER = Set.of("integer-key-overflow", "prefer-bigint");

  private static final Pattern NARROW = Pattern.compile("\\b(integer|smallint)\\b");

  private static final Pattern HIGHEST = Pattern.compile("\\b(2147483647|32767)\\b");

  @TempDir private Path folder;

  @ParameterizedTest
  @MethodSource(SafeRun.MAJORS)
  void whatFixMakesOfARulesScriptLeavesTheSame(int major) throws IOException {
    List<String> wrong = new ArrayList<>();
    Set<String> reworded = new TreeSet<>();
    try (SafeRun server = SafeRun.start(major)) {
      for (RuleFolder rule : RuleFolder.all()) {
        TransactionMode mode = rule.expected().transaction();
        Place place = new Place(folder, sql(rule.history()), mode, Set.of(rule.id()), major);
        String text = sql(List.of(rule.migration(rule.script("fires", major).orElseThrow(), true)));
        FixedScript fixed = FixedScript.of(place, text);
        fixed.judged().forEach(each -> wrong.add(rule.id() + ": " + each));
        boolean own = rule.id().equals("missing-lock-timeout") && fixed.isChanged();
        if (fixed.isReworded() || own) {
          server.history(rule.history(), SafeRun.text("rows"), Fixture.NONE);
          compared(server, fixed, mode, !DIFFERENT.containsKey(rule.id()))
              .forEach(each -> wrong.add(rule.id() + ": " + each));
          reworded.add(rule.id());
        }
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(reworded)
        .contains(
            "add-check",
            "add-foreign-key",
            "add-unique-constraint",
            "create-index",
            "detach-partition",
            "drop-index",
            "integer-key-overflow",
            "missing-lock-timeout",
            "prefer-bigint",
            "reindex",
            "set-not-null");
  }

  @ParameterizedTest
  @MethodSource(SafeRun.MAJORS)
  void whatFixMakesOfTheNeighboursLeavesTheSame(int major) throws IOException {
    List<String> wrong = new ArrayList<>();
    Set<String> reworded = new TreeSet<>();
    String history = SafeRun.text("neighbours-schema");
    Place place = new Place(folder, history, TransactionMode.PER_STATEMENT, Set.of(), major);
    try (SafeRun server = SafeRun.start(major)) {
      server.history(
          List.of(SafeForm.script("schema.sql", history)),
          SafeRun.text("neighbours-rows"),
          Fixture.NONE);
      for (String statement : SafeRun.statements(SafeRun.text("neighbours"))) {
        FixedScript fixed = FixedScript.of(place, statement + ";\n");
        fixed.judged().forEach(each -> wrong.add(statement + ": " + each));
        if (fixed.isReworded()) {
          compared(server, fixed, place.mode(), !statement.contains("DETACH"))
              .forEach(each -> wrong.add(statement + ": " + each));
          reworded.add(statement);
        }
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(reworded)
        .as("scripts that were reworded")
        .hasSizeGreaterThan(15)
        .anyMatch(statement -> statement.startsWith("REFRESH"));
  }

  private static List<String> compared(
      SafeRun server, FixedScript fixed, TransactionMode mode, boolean state) {
    boolean wrapped = mode != TransactionMode.PER_STATEMENT;
    ScriptResult before = server.script(fixed.before(), wrapped);
    ScriptResult after = server.script(fixed.after(), wrapped);
    if (before.errors().stream().anyMatch(error -> error.startsWith(SafeRun.SYNTAX))) {
      return List.of();
    }
    List<String> wrong = new ArrayList<>();
    if (after.errors().size() > before.errors().size()) {
      wrong.add("errors " + after.errors() + " of " + fixed.after());
    }
    if (state) {
      boolean wider =
          fixed.found().findings().stream()
              .anyMatch(finding -> finding.fixable() && WIDER.contains(finding.rule()));
      wrong.addAll(
          wider
              ? EndState.differences(widened(before.state()), widened(after.state()))
              : EndState.differences(before.state(), after.state()));
    }
    return wrong;
  }

  private static List<String> widened(List<String> state) {
    return state.stream()
        .map(line -> NARROW.matcher(line).replaceAll("bigint"))
        .map(line -> HIGHEST.matcher(line).replaceAll(Long.toString(Long.MAX_VALUE)))
        .toList();
  }

  private static String sql(List<Migration> migrations) {
    return migrations.stream()
        .map(migration -> migration.up().script().source().text())
        .collect(Collectors.joining("\n"));
  }
}
