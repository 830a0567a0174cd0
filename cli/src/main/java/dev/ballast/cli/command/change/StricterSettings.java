package dev.ballast.cli.command.change;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Severity;
import dev.ballast.rules.catalogue.AllRules;
import dev.ballast.rules.lint.Catalogue;
import dev.ballast.rules.lint.RulePage;
import dev.ballast.targets.config.ChangeSettings;
import dev.ballast.targets.config.LockTimeoutOrigin;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What counts of settings that the author of a change may have written for this change: what can
/// only add findings and make them graver. Which files are read, what was there before, what fills
/// placeholders, sizes and the major can each hide a finding, whatever their value.
///
/// @param counted those that count
/// @param ignored the names of the others, as the file spells them
record StricterSettings(ChangeSettings counted, List<String> ignored) {
  StricterSettings {
    requireNonNull(counted, "counted is null");
    ignored = List.copyOf(ignored);
  }

  static StricterSettings of(ChangeSettings written) {
    List<String> ignored = new ArrayList<>();
    note(ignored, "server-major", written.serverMajor().isPresent());
    note(ignored, "paths", !written.paths().isEmpty());
    note(ignored, "tool", written.tool().isPresent());
    note(ignored, "schema", written.schema().isPresent());
    note(ignored, "baseline", written.baseline().isPresent());
    note(ignored, "values", written.values().isPresent());
    note(ignored, "lock-timeout", written.lockTimeout() != LockTimeoutOrigin.SCRIPT);
    note(ignored, "tables", !written.tables().isEmpty());
    Map<String, Optional<Severity>> raised = new HashMap<>();
    Catalogue catalogue = AllRules.catalogue();
    written.severities().keySet().stream()
        .sorted()
        .forEach(
            rule -> {
              Optional<Severity> severity = written.severities().get(rule);
              // One that is no rule's is an error, as it is elsewhere.
              if (catalogue.rule(rule).isEmpty() || neverLowers(rule, severity)) {
                raised.put(rule, severity);
              } else {
                ignored.add("severities." + rule);
              }
            });
    ChangeSettings none = ChangeSettings.NONE;
    return new StricterSettings(
        new ChangeSettings(
            none.serverMajor(),
            none.paths(),
            none.tool(),
            none.schema(),
            none.baseline(),
            none.values(),
            none.lockTimeout(),
            written.downScripts(),
            raised,
            none.tables()),
        ignored);
  }

  private static void note(List<String> ignored, String name, boolean isSet) {
    if (isSet) {
      ignored.add(name);
    }
  }

  private static boolean neverLowers(String rule, Optional<Severity> severity) {
    return severity.filter(each -> RulePage.of(rule).card().isNeverAbove(each)).isPresent();
  }
}
