package dev.ballast.rules.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.effect.claim.LockEffect;
import dev.ballast.effect.claim.WorkEffect;
import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.evidence.Severity;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.catalogue.RuleFolder.Expectation;
import dev.ballast.rules.catalogue.RuleFolder.ExpectedError;
import dev.ballast.rules.lint.Catalogue;
import dev.ballast.rules.lint.Hazard;
import dev.ballast.rules.lint.LintOptions;
import dev.ballast.rules.lint.LintReport;
import dev.ballast.rules.lint.Linter;
import dev.ballast.rules.lint.Refusal;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.RulePage;
import dev.ballast.rules.lint.ScriptReport;
import dev.ballast.rules.lint.SeenStatement;
import dev.ballast.rules.lint.Workload;
import dev.ballast.sql.LockMode;
import dev.ballast.sql.script.Span;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Every rule folder against its code, without a server.
class CatalogueTest {
  private static final List<String> SECTIONS =
      List.of("## What happens", "## Why it hurts", "## Write instead", "## When it is fine");

  static Stream<RuleFolder> folders() {
    return RuleFolder.all().stream();
  }

  @Test
  void everyFolderIsARuleOfTheListAndEveryRuleHasItsFolder() {
    List<String> ids = AllRules.catalogue().rules().stream().map(Rule::id).toList();

    assertThat(ids).isSorted().doesNotHaveDuplicates();
    if (System.getProperty("ballast.rules", "").isEmpty()) {
      assertThat(folders().map(RuleFolder::id)).containsExactlyInAnyOrderElementsOf(ids);
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void aFolderIsComplete(RuleFolder folder) {
    assertThat(folder.directory().resolve("fires.sql")).isNotEmptyFile();
    assertThat(folder.directory().resolve("fixed.sql")).isNotEmptyFile();
    assertThat(folder.directory().resolve("near_miss.sql")).isNotEmptyFile();
    assertThat(folder.expected().fires()).isNotEmpty();
    RulePage page = RulePage.of(folder.id());
    assertThat(page.card().title()).isNotBlank().doesNotEndWith(".");
    assertThat(page.card().manual()).isNotEmpty();
    assertThat(page.text().lines().filter(line -> line.startsWith("## ")))
        .containsExactlyElementsOf(SECTIONS);
  }

  @ParameterizedTest
  @MethodSource("folders")
  void firesAsExpectedAndTellsWhatToDo(RuleFolder folder) {
    for (int major = 14; major <= 18; major++) {
      String script = folder.script("fires", major).orElseThrow();
      List<Hazard> hazards = new ArrayList<>();
      Map<Integer, Expectation> expected = new TreeMap<>();
      for (Expectation each : folder.expected().fires()) {
        if (each.script().equals(script) && each.holdsOn(major)) {
          expected.put(each.line(), each);
        }
      }
      Map<Integer, Told> told = new TreeMap<>();
      ScriptReport report = judge(folder, script, major);
      for (Hazard hazard : report.hazards()) {
        if (hazard.rule().equals(folder.id())) {
          hazards.add(hazard);
          told.put(lineOf(report, hazard), Told.of(hazard));
        }
      }

      assertThat(told)
          .as("%s, %s.sql on %s", folder.id(), script, major)
          .containsExactlyEntriesOf(
              expected.values().stream()
                  .collect(
                      TreeMap::new,
                      (map, each) -> map.put(each.line(), Told.of(each)),
                      Map::putAll));
      assertThat(hazards)
          .allSatisfy(
              hazard -> {
                assertThat(hazard.what()).endsWith(".").hasSizeGreaterThan(30);
                assertThat(hazard.remedy().advice()).endsWith(".");
              });
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  void isSilentOnTheSafeFormAndOnWhatLooksAlike(RuleFolder folder) {
    for (int major = 14; major <= 18; major++) {
      for (String name : List.of("fixed", "near_miss")) {
        Optional<String> script = folder.script(name, major);
        assertThat(script).isPresent();
        ScriptReport report = judge(folder, script.get(), major);

        assertThat(report.unanalysed())
            .as("%s %s.sql is read", folder.id(), script.get())
            .isEmpty();
        assertThat(report.hazards())
            .as("%s, %s.sql on %s", folder.id(), script.get(), major)
            .noneMatch(hazard -> hazard.rule().equals(folder.id()));
      }
    }
  }

  /// `CatalogueIT` compares `expected.yaml` with servers, so that this compares the claims.
  @ParameterizedTest
  @MethodSource("folders")
  void whatIsCertainlyRefusedIsAnErrorOfTheServer(RuleFolder folder) {
    for (int major = 14; major <= 18; major++) {
      for (String name : List.of("fires", "fixed", "near_miss")) {
        String script = folder.script(name, major).orElseThrow();
        ScriptReport report = judge(folder, script, major);
        Set<String> errors = new TreeSet<>();
        for (ExpectedError each : folder.expected().errors()) {
          if (each.script().equals(script) && each.holdsOn(major)) {
            errors.add(each.line() + " " + each.sqlState());
          }
        }
        // After an error the rest of a transaction is not run.
        int last =
            folder.expected().transaction() == TransactionMode.PER_STATEMENT
                ? Integer.MAX_VALUE
                : errors.stream()
                    .mapToInt(each -> Integer.parseInt(each.split(" ", 2)[0]))
                    .min()
                    .orElse(Integer.MAX_VALUE);
        for (Hazard hazard : report.hazards()) {
          if (statementLine(report, hazard) <= last
              && hazard.refusal().orElse(null) instanceof Refusal.Certain(String sqlState)) {
            assertThat(errors)
                .as("%s, %s.sql on %s: %s", folder.id(), script, major, hazard.what())
                .contains(statementLine(report, hazard) + " " + sqlState);
          }
        }
      }
    }
  }

  /// What `ballast change explain` says of refusals.
  @ParameterizedTest
  @MethodSource("folders")
  void thePageNamesTheErrorsThatTheRuleClaims(RuleFolder folder) {
    Set<String> claimed = new TreeSet<>();
    for (int major = 14; major <= 18; major++) {
      for (String name : List.of("fires", "fixed", "near_miss")) {
        for (Hazard hazard :
            judge(folder, folder.script(name, major).orElseThrow(), major).hazards()) {
          if (hazard.rule().equals(folder.id())) {
            hazard.refusal().map(Refusal::sqlState).ifPresent(claimed::add);
          }
        }
      }
    }

    assertThat(RulePage.of(folder.id()).card().refuses()).containsAll(claimed);
  }

  @ParameterizedTest
  @MethodSource("folders")
  void whatIsRefusedPerhapsSaysWhatDecides(RuleFolder folder) {
    for (String name : List.of("fires", "fixed", "near_miss")) {
      ScriptReport report = judge(folder, folder.script(name, 18).orElseThrow(), 18);
      assertThat(report.hazards())
          .filteredOn(
              hazard -> hazard.refusal().filter(Refusal.Conditional.class::isInstance).isPresent())
          .allSatisfy(
              hazard -> assertThat(hazard.what()).containsAnyOf(" if ", " unless ", " where "));
    }
  }

  private static int statementLine(ScriptReport report, Hazard hazard) {
    int start =
        report.statements().stream()
            .map(SeenStatement::span)
            .filter(span -> span.start() <= hazard.span().start())
            .mapToInt(Span::start)
            .max()
            .orElse(hazard.span().start());
    return report.source().position(start).line();
  }

  @ParameterizedTest
  @MethodSource("folders")
  void everyFileOfAFolderIsUsed(RuleFolder folder) throws Exception {
    try (Stream<java.nio.file.Path> files = Files.list(folder.directory())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .allMatch(
              file ->
                  file.matches(
                      "[A-Z][A-Za-z0-9]*\\.java|rule\\.md|expected\\.yaml|setup\\.sql"
                          + "|(fires|fixed|near_miss)(@1[5-8])?\\.sql"));
    }
  }

  /// What a hazard says in the terms of `expected.yaml`.
  record Told(
      Severity severity,
      Map<String, LockMode> locks,
      Set<String> rewrites,
      Set<String> scans,
      Set<String> builds,
      Set<String> emptied) {
    static Told of(Hazard hazard) {
      Map<String, LockMode> locks = new TreeMap<>();
      for (LockEffect lock : hazard.locks()) {
        if (lock.mode().compareTo(LockMode.SHARE_UPDATE_EXCLUSIVE) >= 0) {
          locks.merge(lock.relation().name().name(), lock.mode(), Told::stronger);
        }
      }
      return new Told(
          hazard.severity(),
          locks,
          names(hazard, WorkEffect.Kind.REWRITE),
          names(hazard, WorkEffect.Kind.SCAN),
          names(hazard, WorkEffect.Kind.INDEX_BUILD),
          names(hazard, WorkEffect.Kind.EMPTIED));
    }

    static Told of(Expectation expectation) {
      return new Told(
          expectation.severity(),
          expectation.locks(),
          expectation.rewrites(),
          expectation.scans(),
          expectation.builds(),
          expectation.emptied());
    }

    private static LockMode stronger(LockMode one, LockMode other) {
      return one.compareTo(other) >= 0 ? one : other;
    }

    private static Set<String> names(Hazard hazard, WorkEffect.Kind kind) {
      Set<String> names = new TreeSet<>();
      for (WorkEffect work : hazard.work()) {
        if (work.kind() == kind) {
          names.add(work.relation().name().name());
        }
      }
      return names;
    }
  }

  private static int lineOf(ScriptReport report, Hazard hazard) {
    return report.source().position(hazard.span().start()).line();
  }

  private static ScriptReport judge(RuleFolder folder, String script, int major) {
    List<Migration> migrations = new ArrayList<>(folder.history());
    migrations.add(folder.migration(script, true));
    Catalogue catalogue = AllRules.catalogue();
    LintReport report =
        new Linter(catalogue, options(folder, major), KnownSchema.unknown())
            .check(new MigrationSet(Tool.PLAIN_SQL, migrations, List.of()));
    return report.scripts().getLast();
  }

  /// A rule that is off is judged with the severity that its folder expects.
  private static LintOptions options(RuleFolder folder, int major) {
    boolean off = RulePage.of(folder.id()).card().severity().isEmpty();
    Map<String, Optional<Severity>> severities =
        off
            ? Map.of(folder.id(), Optional.of(folder.expected().fires().getFirst().severity()))
            : Map.of();
    return new LintOptions(major, Workload.UNKNOWN, severities);
  }
}
