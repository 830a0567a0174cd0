package dev.ballast.report.change;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.ballast.change.claim.RecordedRehearsal;
import dev.ballast.change.rehearse.ChangeDigest;
import dev.ballast.change.rehearse.DerivedRollback;
import dev.ballast.change.rehearse.PolicyFinding.Rule;
import dev.ballast.change.rehearse.RehearsalResult;
import dev.ballast.change.rehearse.RollbackProof;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Verdict;
import dev.ballast.migrations.SourceProblem;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// What a rehearsal measured, and whether its policy allows it.
///
/// @param headline all of it in one sentence
/// @param verdict of the policy, undecided where the files could not all be read
/// @param policy every rule and its verdict
/// @param derived the ways back that Ballast derived for scripts that have none
/// @param forecast of each statement of the way forwards in production; empty where none was wanted
/// @param place on what it ran
/// @param change by what the change is recognised
/// @param problems what is wrong with the files
/// @param notes what a reader must know of it
/// @param ending where it is recorded, and how it is run again
/// @param afterwards what failed once the result was reached
/// @param printed the form that is printed in place of the text
public record RehearsalReport(
    String headline,
    Verdict verdict,
    List<PolicyLine> policy,
    RollbackProof rollback,
    List<DerivedRollback> derived,
    RehearsalFigures measured,
    List<ForecastLine> forecast,
    RehearsalPlace place,
    ChangeDigest change,
    List<SourceProblem> problems,
    List<String> notes,
    Ending ending,
    @JsonIgnore Optional<Fault> afterwards,
    @JsonIgnore Optional<RehearsalFormat> printed)
    implements Report {
  /// What became of the result.
  ///
  /// @param evidence the entry of the evidence log that holds it; empty where it is in none
  /// @param vaultNamed whether there was a vault to record it in
  /// @param rerun the command that runs it again
  public record Ending(Optional<Long> evidence, boolean vaultNamed, String rerun) {
    public Ending {
      requireNonNull(evidence, "evidence is null");
      requireNonNull(rerun, "rerun is null");
    }
  }

  public RehearsalReport {
    requireNonNull(headline, "headline is null");
    requireNonNull(verdict, "verdict is null");
    policy = List.copyOf(policy);
    requireNonNull(rollback, "rollback is null");
    derived = List.copyOf(derived);
    requireNonNull(measured, "measured is null");
    forecast = List.copyOf(forecast);
    requireNonNull(place, "place is null");
    requireNonNull(change, "change is null");
    problems = List.copyOf(problems);
    notes = List.copyOf(notes);
    requireNonNull(ending, "ending is null");
    requireNonNull(afterwards, "afterwards is null");
    requireNonNull(printed, "printed is null");
  }

  /// The report of a rehearsal.
  ///
  /// @param printed the form that is printed in place of the text
  public static RehearsalReport of(
      RecordedRehearsal.Outcome outcome, Optional<RehearsalFormat> printed) {
    RehearsalResult result = outcome.result();
    return new RehearsalReport(
        result.headline(),
        outcome.verdict(),
        result.policy().stream().map(PolicyLine::of).toList(),
        result.rollback(),
        result.derived(),
        RehearsalFigures.of(result.measured()),
        result.forecast().stream().map(ForecastLine::of).toList(),
        RehearsalPlace.of(result.setting()),
        outcome.change(),
        result.problems(),
        result.notes(),
        new Ending(outcome.entry(), outcome.toRecord(), outcome.rerun()),
        outcome.afterwards(),
        printed);
  }

  @Override
  public String schema() {
    return "change-rehearsal/1";
  }

  /// What could not be decided is as loud as what is broken.
  @Override
  public ExitCode exit() {
    return verdict.isProved() ? ExitCode.DONE : ExitCode.FOUND;
  }

  /// What became of the way back; one that the policy does not require is not as loud as a missing
  /// proof.
  ///
  /// @param word of a verdict
  String rollbackWord(Function<Verdict, String> word) {
    Verdict verdict = rollback.verdict();
    boolean required =
        policy.stream().anyMatch(line -> line.words().equals(Rule.ROLLBACK.toString()));
    return required || !(verdict instanceof Verdict.Undecided)
        ? word.apply(verdict)
        : "not required";
  }

  /// The same result, behind which this failed.
  public RehearsalReport with(Optional<Fault> failed) {
    return new RehearsalReport(
        headline, verdict, policy, rollback, derived, measured, forecast, place, change, problems,
        notes, ending, failed, printed);
  }

  /// The whole result in a form, with a line's end at its end.
  public String render(RehearsalFormat format) {
    return switch (format) {
      case MARKDOWN -> RehearsalMarkdown.render(this);
      case JUNIT -> RehearsalJunit.render(this);
    };
  }

  @Override
  public void print(Page page) {
    if (printed.isPresent()) {
      page.document(render(printed.get()));
    } else {
      RehearsalText.print(page, this);
    }
  }

  /// What the verdict says of the change.
  String conclusion() {
    return switch (verdict) {
      case Verdict.Proved() -> "within the policy";
      case Verdict.Refuted _ -> "breaks the policy";
      case Verdict.Undecided _ -> "the policy could not be decided";
    };
  }
}
