package dev.ballast.change.catalogue;

import dev.ballast.change.check.Acceptances;
import dev.ballast.change.check.CheckRequest;
import dev.ballast.change.check.CheckResult;
import dev.ballast.change.check.MigrationCheck;
import dev.ballast.change.check.MigrationFinding;
import dev.ballast.change.live.Destination;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Severity;
import dev.ballast.migrations.SourceRequest;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.catalogue.AllRules;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A script that `--fix` changed, as the command does it.
///
/// @param found in the script as it was
/// @param left in the script as it is now
/// @param again what a second `--fix` made of it
record FixedScript(String before, String after, CheckResult found, CheckResult left, String again) {
  private static final LocalDate TODAY = LocalDate.of(2027, 3, 1);

  /// An edit that only bounds waits.
  private static final Pattern BOUND = Pattern.compile("SET (LOCAL )?lock_timeout = '2s';\\R");

  /// Where a script stands.
  ///
  /// @param history the SQL that makes the schema before it
  /// @param rules that are on beside the usual ones
  record Place(Path folder, String history, TransactionMode mode, Set<String> rules, int major) {
    Place {
      rules = Set.copyOf(rules);
    }

    private CheckResult check(boolean fix) {
      Map<String, Optional<Severity>> on = new TreeMap<>();
      rules.forEach(rule -> on.put(rule, Optional.of(Severity.WARNING)));
      CheckRequest request =
          new CheckRequest(
              SourceRequest.of(folder, List.of(".")).withTool(Tool.PLAIN_SQL).withTransaction(mode),
              Optional.of(ScriptSplitter.split(SourceText.of(history))),
              new Destination(Optional.of(major), Optional.empty(), List.of(), ""),
              false,
              on,
              new Acceptances(Optional.empty(), true),
              TODAY,
              fix);
      return MigrationCheck.run(
          AllRules.catalogue(), request, InputStream.nullInputStream(), Clock.system());
    }
  }

  static FixedScript of(Place place, String text) throws IOException {
    Path file = place.folder().resolve("1.sql");
    Files.writeString(file, text);
    CheckResult found = place.check(false);
    CheckResult left = place.check(true);
    String after = Files.readString(file);
    place.check(true);
    return new FixedScript(text, after, found, left, Files.readString(file));
  }

  /// Whether more was done than to bound a wait.
  boolean isReworded() {
    return !BOUND.matcher(after).replaceFirst("").equals(before)
        && !BOUND.matcher(after).replaceFirst("").equals(BOUND.matcher(before).replaceFirst(""));
  }

  boolean isChanged() {
    return !after.equals(before);
  }

  /// What is not as it should be, each in a sentence.
  List<String> judged() {
    List<String> wrong = new ArrayList<>();
    if (!again.equals(after)) {
      wrong.add("a second --fix continues: " + again);
    }
    Map<String, Long> errors = errors(found);
    errors(left)
        .forEach(
            (rule, number) -> {
              if (number > errors.getOrDefault(rule, 0L)) {
                wrong.add("now there is an error of " + rule + ": " + after);
              }
            });
    for (MigrationFinding finding : found.findings()) {
      // A wait without a bound stays where something became CONCURRENTLY.
      boolean waits = finding.rule().equals("missing-lock-timeout");
      if (finding.fixable() && !waits && number(left, finding) >= number(found, finding)) {
        wrong.add(finding.rule() + " is still found: " + after);
      }
    }
    left.findings().stream()
        .filter(MigrationFinding::fixable)
        .forEach(finding -> wrong.add(finding.rule() + " could still be fixed: " + after));
    return wrong;
  }

  private static long number(CheckResult result, MigrationFinding like) {
    return result.findings().stream().filter(each -> each.rule().equals(like.rule())).count();
  }

  private static Map<String, Long> errors(CheckResult result) {
    return result.findings().stream()
        .filter(finding -> finding.severity() == Severity.ERROR)
        .collect(
            Collectors.groupingBy(MigrationFinding::rule, TreeMap::new, Collectors.counting()));
  }
}
