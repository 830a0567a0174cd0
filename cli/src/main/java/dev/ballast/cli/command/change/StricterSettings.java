package dev.ballast.cli.command.change;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.rehearse.RehearsalPolicy;
import dev.ballast.evidence.Severity;
import dev.ballast.rules.catalogue.AllRules;
import dev.ballast.rules.lint.Catalogue;
import dev.ballast.rules.lint.RulePage;
import dev.ballast.targets.config.ChangeSettings;
import dev.ballast.targets.config.LockTimeoutOrigin;
import dev.ballast.targets.config.RehearsalSettings;
import dev.ballast.targets.config.RehearsalSettings.Rollback;
import java.time.Duration;
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
            none.tables(),
            rehearsal(written.rehearsal(), ignored)),
        ignored);
  }

  /// A limit where there is none otherwise can only refuse more. Another database or role can have
  /// the change run where it does no harm.
  private static RehearsalSettings rehearsal(RehearsalSettings written, List<String> ignored) {
    Optional<Duration> blocking = written.longestBlocking().filter(StricterSettings::isStricter);
    note(
        ignored,
        "rehearsal.longest-blocking",
        blocking.isEmpty() && written.longestBlocking().isPresent());
    Optional<Rollback> rollback = written.rollback().filter(Rollback.REQUIRED::equals);
    note(ignored, "rehearsal.rollback", rollback.isEmpty() && written.rollback().isPresent());
    note(ignored, "rehearsal.database", written.database().isPresent());
    note(ignored, "rehearsal.role", written.role().isPresent());
    return new RehearsalSettings(
        blocking,
        written.walBytes(),
        written.standbyLag(),
        written.diskBytes(),
        rollback,
        Optional.empty(),
        Optional.empty());
  }

  private static boolean isStricter(Duration limit) {
    return RehearsalPolicy.DEFAULT
        .longestBlocking()
        .filter(usual -> limit.compareTo(usual) <= 0)
        .isPresent();
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
