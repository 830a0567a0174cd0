package dev.ballast.change.check;

import dev.ballast.effect.schema.KnownSchema;
import dev.ballast.evidence.Clock;
import dev.ballast.lab.schema.SchemaDump;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.source.MigrationSources;
import dev.ballast.rules.lint.Catalogue;
import dev.ballast.rules.lint.Hazard;
import dev.ballast.rules.lint.LintOptions;
import dev.ballast.rules.lint.LintReport;
import dev.ballast.rules.lint.Linter;
import dev.ballast.rules.lint.Rule;
import dev.ballast.rules.lint.ScriptReport;
import dev.ballast.rules.lint.UnanalysedPart;
import dev.ballast.sql.script.ScriptPart;
import dev.ballast.sql.script.Span;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Checks migrations without running them. For one thread; one for each reading of the files.
public final class MigrationCheck {
  private static final String EXPIRED = "suppression-expired";
  private static final String INVALID = "suppression-invalid";
  private static final String UNUSED = "suppression-unused";
  private static final String UNTRUSTED = "suppression-untrusted";

  private final Catalogue catalogue;
  private final CheckRequest request;
  private final Assumed assumed;
  private final Set<String> known;
  private final MigrationFindings migrationFindings = new MigrationFindings();
  private final List<MigrationFinding> findings = new ArrayList<>();
  private final List<AcceptedFinding> accepted = new ArrayList<>();

  private MigrationCheck(Catalogue catalogue, CheckRequest request, Assumed assumed) {
    this.catalogue = catalogue;
    this.known = known(catalogue);
    this.request = request;
    this.assumed = assumed;
  }

  /// What was learned of the place the migrations will run in, once, however often files are read.
  private record Assumed(Optional<SchemaDump> dump, LintOptions options) {
    static Assumed of(CheckRequest request, Clock clock) {
      Optional<SchemaDump> dump = request.destination().dump(clock);
      return new Assumed(
          dump,
          new LintOptions(
              request.destination().assumedMajor(dump),
              request.destination().workload(),
              request.severities(),
              request.downScripts(),
              request.waitsBounded()));
    }
  }

  /// Reads and judges; where requested, makes the edits that need no judgement, and reads
  /// and judges again.
  ///
  /// @param standardInput what `-` among the paths stands for
  public static CheckResult run(
      Catalogue catalogue, CheckRequest request, InputStream standardInput, Clock clock) {
    requireRules(catalogue, request.severities().keySet());
    Assumed assumed = Assumed.of(request, clock);
    MigrationCheck first = new MigrationCheck(catalogue, request, assumed);
    MigrationSet set = first.read(standardInput);
    LintReport report = first.lint(set);
    CheckResult result = first.judge(set, report);
    if (!request.fix()) {
      return result;
    }
    List<Fixes.Fixed> fixed = Fixes.apply(result, report, request.sources().workingFolder());
    if (fixed.isEmpty()) {
      return result;
    }
    MigrationCheck second = new MigrationCheck(catalogue, request, assumed);
    MigrationSet edited = second.read(standardInput);
    return second.judge(edited, second.lint(edited)).withFixed(fixed);
  }

  private static void requireRules(Catalogue catalogue, Set<String> named) {
    for (String rule : named) {
      if (catalogue.rule(rule).isEmpty()) {
        throw UnknownRule.fault(
            catalogue, rule, "change.severities names no rule of Ballast: " + rule);
      }
    }
  }

  private MigrationSet read(InputStream standardInput) {
    MigrationSet found = MigrationSources.read(request.sources(), standardInput);
    return assumed.dump().isPresent() ? found.judgedOnly() : found;
  }

  private LintReport lint(MigrationSet set) {
    KnownSchema schema =
        request
            .schema()
            .or(() -> assumed.dump().map(SchemaDump::script))
            .map(KnownSchema::after)
            .orElseGet(KnownSchema::unknown);
    return new Linter(catalogue, assumed.options(), schema).check(set);
  }

  private CheckResult judge(MigrationSet set, LintReport report) {
    report.problems().forEach(problem -> findings.add(migrationFindings.problem(problem)));
    report.scripts().forEach(this::script);
    request.acceptances().baseline().ifPresent(this::setApart);
    return result(set, report);
  }

  private void script(ScriptReport script) {
    Suppressions suppressions = Suppressions.of(script.script().script(), known);
    List<MigrationFinding> here = new ArrayList<>();
    Set<Suppression> used = new HashSet<>();
    Optional<OtherDialect> dialect = OtherDialect.of(script, statements(script).count());
    for (UnanalysedPart unanalysed : script.unanalysed()) {
      decide(
          migrationFindings.unanalysed(script, unanalysed, dialect),
          unanalysed.span(),
          suppressions,
          used,
          here);
    }
    for (Hazard hazard : script.hazards()) {
      decide(migrationFindings.hazard(script, hazard), hazard.span(), suppressions, used, here);
    }
    tellOf(script, suppressions, used, here);
    here.sort(
        Comparator.comparingInt((MigrationFinding each) -> each.from().line())
            .thenComparing(MigrationFinding::severity, Comparator.reverseOrder())
            .thenComparingInt(each -> each.from().column())
            .thenComparing(MigrationFinding::rule));
    findings.addAll(here);
  }

  private void decide(
      MigrationFinding finding,
      Span span,
      Suppressions suppressions,
      Set<Suppression> used,
      List<MigrationFinding> here) {
    Optional<Suppression> holding =
        suppressions.valid().stream()
            .filter(each -> each.accepts(finding.rule(), span))
            .findFirst();
    holding.ifPresent(used::add);
    if (holding.isPresent()
        && request.acceptances().comments()
        && !holding.get().until().isBefore(request.today())) {
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
      List<MigrationFinding> here) {
    for (Suppressions.Mistake mistake : suppressions.mistakes()) {
      here.add(
          migrationFindings.suppression(
              script,
              INVALID,
              mistake.comment(),
              "This accepts nothing: " + mistake.message() + "."));
    }
    for (Suppression suppression : suppressions.valid()) {
      if (!request.acceptances().comments()) {
        here.add(
            migrationFindings.suppression(
                script,
                UNTRUSTED,
                suppression.comment(),
                "This accepts nothing here: the change is not trusted to accept its own findings."));
      } else if (suppression.until().isBefore(request.today())) {
        here.add(
            migrationFindings.suppression(
                script,
                EXPIRED,
                suppression.comment(),
                "What this accepts was accepted until " + suppression.until() + " only."));
      } else if (!used.contains(suppression) && mayBeJudgedHere(script, suppression)) {
        here.add(
            migrationFindings.suppression(
                script,
                UNUSED,
                suppression.comment(),
                "No finding of " + String.join(", ", suppression.rules()) + " is left here."));
      }
    }
  }

  /// A file with both directions is judged twice; each comment belongs to one of them. A rule that
  /// is not applied to down scripts may be accepted there.
  private boolean mayBeJudgedHere(ScriptReport script, Suppression suppression) {
    if (script.down()
        && suppression.rules().stream()
            .flatMap(rule -> catalogue.rule(rule).stream())
            .anyMatch(rule -> !request.downScripts().judges(rule))) {
      return false;
    }
    return script.script().script().parts().stream()
        .anyMatch(part -> part.span().equals(suppression.covers()));
  }

  private static Set<String> known(Catalogue catalogue) {
    Set<String> known =
        new HashSet<>(Set.of(MigrationFindings.SYNTAX_ERROR, MigrationFindings.NOT_ANALYSABLE));
    catalogue.rules().stream().map(Rule::id).forEach(known::add);
    return known;
  }

  private void setApart(Baseline baseline) {
    Set<String> old = baseline.fingerprints();
    List<Baseline.Entry> moved = baseline.findings().stream().filter(this::isGone).toList();
    List<MigrationFinding> left = new ArrayList<>();
    for (MigrationFinding finding : findings) {
      Optional<String> reason =
          old.contains(finding.fingerprint())
              ? Optional.of("in the baseline")
              : moved.stream()
                  .filter(entry -> wasIn(entry, finding))
                  .findFirst()
                  .map(entry -> "in the baseline, of " + entry.file());
      reason.ifPresentOrElse(
          each -> accepted.add(new AcceptedFinding(finding, each)), () -> left.add(finding));
    }
    findings.clear();
    findings.addAll(left);
  }

  /// A file that was renamed has its old findings under its new name. While the old file is there,
  /// an equal statement in another one is a copy.
  private boolean isGone(Baseline.Entry entry) {
    return !Files.exists(request.sources().workingFolder().resolve(entry.file()));
  }

  private boolean wasIn(Baseline.Entry entry, MigrationFinding finding) {
    return entry.rule().equals(finding.rule())
        && entry.fingerprint().equals(migrationFindings.fingerprintIn(entry.file(), finding));
  }

  private CheckResult result(MigrationSet set, LintReport report) {
    int judged = (int) set.migrations().stream().filter(Migration::judged).count();
    int unanalysed = report.scripts().stream().mapToInt(MigrationCheck::notAnalysable).sum();
    int statements =
        report.scripts().stream().mapToInt(script -> (int) statements(script).count()).sum();
    return new CheckResult(
        set.tool(),
        assumed.options().major(),
        (int) report.scripts().stream().map(script -> script.file()).distinct().count(),
        judged,
        set.migrations().size() - judged,
        statements,
        unanalysed,
        assumed.dump().map(SchemaDump::remarks).orElse(List.of()),
        findings,
        accepted,
        List.of());
  }

  /// What the script would have the server do, whether it was understood or not.
  private static Stream<ScriptPart> statements(ScriptReport script) {
    return script.script().script().parts().stream()
        .filter(
            part ->
                switch (part) {
                  case ScriptPart.Sql _, ScriptPart.Broken _ -> true;
                  case ScriptPart.Meta meta -> meta.touchesServer();
                  case ScriptPart.CopyData _ -> false;
                });
  }

  /// Those of which something could not be analysed.
  private static int notAnalysable(ScriptReport script) {
    NavigableSet<Integer> starts = new TreeSet<>();
    script.unanalysed().forEach(each -> starts.add(each.span().start()));
    return (int)
        statements(script)
            .map(part -> starts.subSet(part.span().start(), part.span().end()))
            .filter(within -> !within.isEmpty())
            .count();
  }
}
