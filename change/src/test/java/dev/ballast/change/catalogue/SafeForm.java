package dev.ballast.change.catalogue;

import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.evidence.Severity;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.catalogue.AllRules;
import dev.ballast.rules.lint.AlterActions;
import dev.ballast.rules.lint.Hazard;
import dev.ballast.rules.lint.LintOptions;
import dev.ballast.rules.lint.Linter;
import dev.ballast.rules.lint.ScriptReport;
import dev.ballast.rules.lint.Workload;
import dev.ballast.sql.script.ScriptPart;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a rule says to write instead of a statement, as it can be run.
///
/// @param hazard what the rule found
/// @param place `rule file:line`
/// @param before the statements of the script that stand before it
/// @param behind those that stand behind it
/// @param original the statement
/// @param steps what to write instead, up to a place that only the reader can fill
/// @param whole there is no such place
record SafeForm(
    Hazard hazard,
    String place,
    List<String> before,
    List<String> behind,
    String original,
    List<String> steps,
    boolean whole) {
  /// A place that only the reader can fill: `<key range>`.
  private static final Pattern LEFT_OPEN = Pattern.compile("\\.\\.\\.|<[a-z][a-z ,]*>");

  private static final Pattern BOUND = Pattern.compile("SET (LOCAL )?lock_timeout");

  /// A remark that divides a form.
  private static final Pattern CHOICE = Pattern.compile("^-- (or|where(?! this fails))\\b");

  /// The actions of an ALTER TABLE.
  private static final Pattern ACTIONS =
      Pattern.compile("ALTER TABLE (?:ONLY )?\\S+ (.*)", Pattern.DOTALL);

  /// They may stand anywhere, and say nothing of what a form replaces.
  private static final Set<String> ENDS = Set.of("BEGIN", "COMMIT", "END");

  SafeForm {
    before = List.copyOf(before);
    behind = List.copyOf(behind);
    steps = List.copyOf(steps);
  }

  /// Those of one script that have a statement to run.
  ///
  /// @param rules whose findings are requested; all that are on where it is empty
  static List<SafeForm> of(
      List<Migration> history, Migration judged, Set<String> rules, int major) {
    Map<String, Optional<Severity>> on = new TreeMap<>();
    rules.forEach(rule -> on.put(rule, Optional.of(Severity.WARNING)));
    List<Migration> migrations = new ArrayList<>(history);
    migrations.add(judged);
    ScriptReport report =
        new Linter(
                AllRules.catalogue(),
                new LintOptions(major, Workload.UNKNOWN, on),
                KnownSchema.unknown())
            .check(new MigrationSet(Tool.PLAIN_SQL, migrations, List.of()))
            .scripts()
            .getLast();
    return report.hazards().stream()
        .filter(hazard -> rules.isEmpty() || rules.contains(hazard.rule()))
        .flatMap(hazard -> of(report, hazard))
        .filter(form -> !form.steps().isEmpty())
        .toList();
  }

  private static Stream<SafeForm> of(ScriptReport report, Hazard hazard) {
    List<String> before = new ArrayList<>();
    List<String> behind = new ArrayList<>();
    String original = "";
    int at = hazard.span().start();
    for (ScriptPart part : report.script().script().parts()) {
      if (part instanceof ScriptPart.Sql sql) {
        if (sql.span().end() <= at) {
          before.add(report.script().script().text(sql));
        } else if (sql.span().start() <= at) {
          original = report.script().script().text(sql);
        } else {
          behind.add(report.script().script().text(sql));
        }
      }
    }
    List<String> safe = hazard.remedy().safe();
    boolean whole = safe.stream().noneMatch(step -> LEFT_OPEN.matcher(step).find());
    String place =
        "%s %s:%d".formatted(hazard.rule(), report.file(), report.source().position(at).line());
    List<SafeForm> forms = new ArrayList<>();
    for (List<String> choice : choices(safe)) {
      List<String> steps =
          choice.stream()
              .filter(step -> !step.startsWith("--"))
              .takeWhile(step -> !LEFT_OPEN.matcher(step).find())
              .toList();
      forms.add(new SafeForm(hazard, place, before, behind, original, steps, whole));
    }
    return forms.stream();
  }

  /// A remark that begins with `or` or `where` divides the form: one of its parts is to be done,
  /// and the statement's other actions in any case.
  private static List<List<String>> choices(List<String> safe) {
    List<List<String>> choices = new ArrayList<>();
    choices.add(new ArrayList<>());
    boolean common = false;
    for (String step : safe) {
      common = common || step.equals(AlterActions.OTHERS);
      if (CHOICE.matcher(step).find()) {
        choices.add(new ArrayList<>());
        common = false;
      }
      for (List<String> choice : common ? choices : List.of(choices.getLast())) {
        choice.add(step);
      }
    }
    return choices;
  }

  String rule() {
    return hazard.rule();
  }

  /// The statements before the first that the form holds too, whole or as actions of its own: it
  /// is in the place of all from there on.
  List<String> standing() {
    for (int i = 0; i < before.size(); i++) {
      String statement = before.get(i);
      Matcher actions = ACTIONS.matcher(statement);
      boolean joined =
          actions.matches()
              && steps.stream().anyMatch(step -> step.contains(actions.group(1) + ", "));
      if (!ENDS.contains(statement) && (joined || steps.contains(statement))) {
        return before.subList(0, i);
      }
    }
    return before;
  }

  /// Whether it says no more than to bound the wait for a lock.
  boolean isTheStatement() {
    return steps.stream()
        .allMatch(step -> step.equals(original) || BOUND.matcher(step).lookingAt());
  }

  /// A script without a file.
  static Migration script(String name, String text) {
    MigrationScript script =
        new MigrationScript(
            name, ScriptSplitter.split(SourceText.of(text)), TransactionMode.PER_STATEMENT);
    return new Migration(Migration.Kind.VERSIONED, "1", name, script, Optional.empty(), true);
  }
}
