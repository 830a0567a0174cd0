package dev.ballast.change.check;

import dev.ballast.change.lint.Catalogue;
import dev.ballast.change.lint.Hazard;
import dev.ballast.change.lint.LintReport;
import dev.ballast.change.lint.Linter;
import dev.ballast.change.lint.Rule;
import dev.ballast.change.lint.ScriptReport;
import dev.ballast.change.lint.Unread;
import dev.ballast.change.schema.KnownSchema;
import dev.ballast.change.source.Migration;
import dev.ballast.change.source.MigrationSet;
import dev.ballast.change.source.MigrationSources;
import dev.ballast.change.trace.SchemaDump;
import dev.ballast.postgres.sql.script.Span;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Checks migrations without a database. For one thread; one for each check.
public final class MigrationCheck {
  private static final String EXPIRED = "suppression-expired";
  private static final String INVALID = "suppression-invalid";
  private static final String UNUSED = "suppression-unused";

  private final Catalogue catalogue;
  private final CheckRequest request;
  private final Set<String> known;
  private final Telling telling = new Telling();
  private final List<CheckedFinding> findings = new ArrayList<>();
  private final List<AcceptedFinding> accepted = new ArrayList<>();

  private MigrationCheck(Catalogue catalogue, CheckRequest request) {
    this.catalogue = catalogue;
    this.known = known(catalogue);
    this.request = request;
  }

  /// Reads and judges.
  ///
  /// @param standardInput what `-` among the paths stands for
  public static Checked run(Catalogue catalogue, CheckRequest request, InputStream standardInput) {
    return new MigrationCheck(catalogue, request).run(standardInput);
  }

  private Checked run(InputStream standardInput) {
    MigrationSet found = MigrationSources.read(request.sources(), standardInput);
    MigrationSet set = request.dump().isPresent() ? found.judgedOnly() : found;
    KnownSchema schema = KnownSchema.unknown();
    request.schema().or(() -> request.dump().map(SchemaDump::script)).ifPresent(schema::learn);
    LintReport report = new Linter(catalogue, request.options(), schema).check(set);
    report.problems().forEach(problem -> findings.add(telling.problem(problem)));
    report.scripts().forEach(this::script);
    request.baseline().ifPresent(file -> setApart(Baseline.read(file).fingerprints()));
    return new Checked(result(set, report), report);
  }

  private void script(ScriptReport script) {
    Suppressions suppressions = Suppressions.of(script.script().script(), known);
    List<CheckedFinding> here = new ArrayList<>();
    Set<Suppression> used = new HashSet<>();
    for (Unread unread : script.unread()) {
      decide(telling.unread(script, unread), unread.span(), suppressions, used, here);
    }
    for (Hazard hazard : script.hazards()) {
      decide(telling.hazard(script, hazard), hazard.span(), suppressions, used, here);
    }
    tellOf(script, suppressions, used, here);
    here.sort(
        Comparator.comparingInt((CheckedFinding each) -> each.from().line())
            .thenComparing(CheckedFinding::severity, Comparator.reverseOrder())
            .thenComparingInt(each -> each.from().column())
            .thenComparing(CheckedFinding::rule));
    findings.addAll(here);
  }

  private void decide(
      CheckedFinding finding,
      Span span,
      Suppressions suppressions,
      Set<Suppression> used,
      List<CheckedFinding> here) {
    Optional<Suppression> holding =
        suppressions.valid().stream()
            .filter(each -> each.accepts(finding.rule(), span))
            .findFirst();
    holding.ifPresent(used::add);
    if (holding.isPresent() && !holding.get().until().isBefore(request.today())) {
      accepted.add(
          new AcceptedFinding(
              finding, holding.get().reason() + " (accepted until " + holding.get().until() + ")"));
    } else {
      here.add(finding);
    }
  }

  private void tellOf(
      ScriptReport script,
      Suppressions suppressions,
      Set<Suppression> used,
      List<CheckedFinding> here) {
    for (Suppressions.Mistake mistake : suppressions.mistakes()) {
      here.add(
          telling.suppression(
              script,
              INVALID,
              mistake.comment(),
              "This accepts nothing: " + mistake.message() + "."));
    }
    for (Suppression suppression : suppressions.valid()) {
      if (suppression.until().isBefore(request.today())) {
        here.add(
            telling.suppression(
                script,
                EXPIRED,
                suppression.comment(),
                "What this accepts was accepted until " + suppression.until() + " only."));
      } else if (!used.contains(suppression) && mayBeJudgedHere(script, suppression)) {
        here.add(
            telling.suppression(
                script,
                UNUSED,
                suppression.comment(),
                "No finding of " + String.join(", ", suppression.rules()) + " is left here."));
      }
    }
  }

  /// A file with both directions is judged twice; each comment belongs to one of them.
  private static boolean mayBeJudgedHere(ScriptReport script, Suppression suppression) {
    return script.script().script().parts().stream()
        .anyMatch(part -> part.span().equals(suppression.covers()));
  }

  private static Set<String> known(Catalogue catalogue) {
    Set<String> known = new HashSet<>(Set.of(Telling.SYNTAX_ERROR, Telling.NOT_ANALYSABLE));
    catalogue.rules().stream().map(Rule::id).forEach(known::add);
    return known;
  }

  private void setApart(Set<String> old) {
    List<CheckedFinding> before =
        findings.stream().filter(finding -> old.contains(finding.fingerprint())).toList();
    findings.removeAll(before);
    before.forEach(finding -> accepted.add(new AcceptedFinding(finding, "in the baseline")));
  }

  private CheckResult result(MigrationSet set, LintReport report) {
    int judged = (int) set.migrations().stream().filter(Migration::judged).count();
    int unread = report.scripts().stream().mapToInt(MigrationCheck::unreadStatements).sum();
    int read = report.scripts().stream().mapToInt(script -> script.statements().size()).sum();
    return new CheckResult(
        set.tool(),
        request.options().major(),
        (int) report.scripts().stream().map(script -> script.script().file()).distinct().count(),
        judged,
        set.migrations().size() - judged,
        read,
        unread,
        findings,
        accepted);
  }

  /// Statements of which something could not be analysed.
  private static int unreadStatements(ScriptReport script) {
    return (int) script.unread().stream().map(Unread::span).distinct().count();
  }
}
