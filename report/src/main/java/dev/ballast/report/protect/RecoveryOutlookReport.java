package dev.ballast.report.protect;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Durations;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Verdict;
import dev.ballast.protect.forecast.BackTest;
import dev.ballast.protect.forecast.ClusterSize;
import dev.ballast.protect.forecast.RecoveryForecast;
import dev.ballast.protect.forecast.RecoveryOutlook;
import dev.ballast.protect.forecast.Remedy;
import dev.ballast.protect.forecast.Step;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// How long a recovery of a target is expected to take, in seconds.
///
/// @param backup that would be restored
/// @param sizeUnknown why the size is the backup's and not today's
/// @param measuredSeconds what the newest drill took
/// @param drills how many the forecast is made of
/// @param forecast empty where it is undecided
/// @param undecided why
/// @param remedy what brings it below the objective, where it is above
public record RecoveryOutlookReport(
    String target,
    double objectiveSeconds,
    State state,
    Optional<String> backup,
    Optional<Long> clusterBytes,
    Optional<String> sizeUnknown,
    Optional<Double> measuredSeconds,
    int drills,
    Optional<Forecast> forecast,
    Optional<String> undecided,
    Optional<Proposal> remedy)
    implements Report {
  private static final double NANOS = 1e9;
  private static final double PER_CENT = 100;

  public RecoveryOutlookReport {
    requireNonNull(target, "target is null");
    requireNonNull(state, "state is null");
  }

  /// How the objective stands.
  public enum State {
    MET,
    MISSED,
    UNDECIDED
  }

  /// What is expected.
  ///
  /// @param coverage the share of recoveries that is expected from `fromSeconds` to `toSeconds`
  /// @param verificationSeconds what a server that serves already is verified in
  /// @param medianError of the drills that were held back, as a share
  /// @param worstError the same, the largest
  public record Forecast(
      double seconds,
      double fromSeconds,
      double toSeconds,
      double coverage,
      double verificationSeconds,
      List<StepLine> steps,
      double medianError,
      double worstError,
      List<HeldBack> backTest,
      List<String> notes) {
    public Forecast {
      steps = List.copyOf(steps);
      backTest = List.copyOf(backTest);
      notes = List.copyOf(notes);
    }

    static Forecast of(RecoveryForecast.Known known) {
      BackTest test = known.backTest();
      double verification =
          known.steps().stream()
              .filter(step -> step.step() == Step.VERIFICATION)
              .mapToDouble(step -> inSeconds(step.expected()))
              .sum();
      return new Forecast(
          inSeconds(known.expected()),
          inSeconds(known.interval().from()),
          inSeconds(known.interval().to()),
          known.interval().coverage(),
          verification,
          known.steps().stream()
              .filter(step -> step.step().isAwaited())
              .map(
                  step ->
                      new StepLine(step.step().title(), step.bytes(), inSeconds(step.expected())))
              .toList(),
          test.medianError(),
          test.worstError(),
          test.heldBack().stream()
              .map(
                  held ->
                      new HeldBack(
                          held.at(), inSeconds(held.forecast()), inSeconds(held.measured())))
              .toList(),
          known.notes());
    }
  }

  /// A step that the recovered server waits for.
  public record StepLine(String step, long bytes, double seconds) {}

  /// A drill that was forecast from the others.
  public record HeldBack(Instant at, double forecastSeconds, double measuredSeconds) {}

  /// What to do.
  ///
  /// @param command empty where no backup helps
  /// @param backupSeconds how long taking the backup is expected to take
  /// @param forecastSeconds with it
  public record Proposal(
      Optional<String> command, Optional<Double> backupSeconds, double forecastSeconds) {
    static Optional<Proposal> of(Remedy remedy, String target) {
      return switch (remedy) {
        case Remedy.None ignored -> Optional.empty();
        case Remedy.NewBackup(Duration after, Optional<Duration> takes) ->
            Optional.of(
                new Proposal(
                    Optional.of(
                        "ballast prove --target " + ShellWord.of(target) + " --incremental"),
                    takes.map(RecoveryOutlookReport::inSeconds),
                    inSeconds(after)));
        case Remedy.Beyond(Duration after) ->
            Optional.of(new Proposal(Optional.empty(), Optional.empty(), inSeconds(after)));
      };
    }
  }

  public static RecoveryOutlookReport of(String target, RecoveryOutlook outlook) {
    return new RecoveryOutlookReport(
        target,
        inSeconds(outlook.objective()),
        switch (outlook.verdict()) {
          case Verdict.Proved ignored -> State.MET;
          case Verdict.Refuted ignored -> State.MISSED;
          case Verdict.Undecided ignored -> State.UNDECIDED;
        },
        outlook.backup(),
        outlook.size().map(ClusterSize::bytes),
        outlook.size().flatMap(ClusterSize::unknown),
        outlook.measured().map(RecoveryOutlookReport::inSeconds),
        outlook.drills(),
        outlook.forecast() instanceof RecoveryForecast.Known known
            ? Optional.of(Forecast.of(known))
            : Optional.empty(),
        outlook.forecast() instanceof RecoveryForecast.Unknown unknown
            ? Optional.of(unknown.reason())
            : Optional.empty(),
        Proposal.of(outlook.remedy(), target));
  }

  private static double inSeconds(Duration duration) {
    return duration.toNanos() / NANOS;
  }

  private static String text(double seconds) {
    return Durations.text(Duration.ofNanos(Math.round(seconds * NANOS)));
  }

  @Override
  public String schema() {
    return "recovery-forecast/1";
  }

  /// Found, where the objective is missed or nobody knows.
  @Override
  public ExitCode exit() {
    return state == State.MET ? ExitCode.DONE : ExitCode.FOUND;
  }

  @Override
  public void print(Page page) {
    undecided.ifPresent(why -> page.line(page.style().yellow("UNDECIDED") + " because " + why));
    forecast.ifPresent(expected -> print(page, expected));
    page.line("objective        " + text(objectiveSeconds) + ": " + state(page));
    page.line(
        "last drill       "
            + measuredSeconds.map(s -> text(s) + ", measured").orElse("none of this target"));
    backup.ifPresent(id -> page.line("would restore    backup " + id));
    clusterBytes.ifPresent(
        bytes ->
            page.line(
                "cluster          "
                    + new ByteSize(bytes)
                    + sizeUnknown
                        .map(why -> " in that backup; today's size is not known: " + why)
                        .orElse(" at present")));
    remedy.ifPresent(
        proposal ->
            page.line(
                "proposal         "
                    + proposal
                        .command()
                        .map(command -> proposed(command, proposal))
                        .orElse(
                            "no backup brings it below the objective: directly behind one it is "
                                + text(proposal.forecastSeconds()))));
  }

  private static String proposed(String command, Proposal proposal) {
    return command
        + proposal
            .backupSeconds()
            .map(s -> ", whose backup takes at most about " + text(s))
            .orElse(", which was never measured")
        + "; then "
        + text(proposal.forecastSeconds())
        + " are expected";
  }

  private String state(Page page) {
    return switch (state) {
      case MET -> page.style().green("met");
      case MISSED -> page.style().red("MISSED");
      case UNDECIDED -> page.style().yellow("UNDECIDED");
    };
  }

  private void print(Page page, Forecast expected) {
    page.line(
        "recovery time    %s expected from vault to writable server"
            .formatted(text(expected.seconds())));
    page.line(
        String.format(
            Locale.ROOT,
            "                 %s to %s in about %.0f %% of recoveries",
            text(expected.fromSeconds()),
            text(expected.toSeconds()),
            expected.coverage() * PER_CENT));
    page.line(
        String.format(
            Locale.ROOT,
            "back-test        %d drills, each forecast from the others: error %.0f %% (median), %.0f"
                + " %% (worst)",
            expected.backTest().size(),
            expected.medianError() * PER_CENT,
            expected.worstError() * PER_CENT));
    page.blank();
    List<List<String>> rows = new ArrayList<>();
    for (StepLine step : expected.steps()) {
      rows.add(
          List.of(
              step.step(),
              step.bytes() == 0 ? "" : new ByteSize(step.bytes()).toString(),
              text(step.seconds())));
    }
    page.table(List.of("STEP", "BYTES", "EXPECTED"), rows);
    page.blank();
    page.line(
        "verification     "
            + text(expected.verificationSeconds())
            + " more, beside a server that"
            + " serves already");
    expected.notes().forEach(note -> page.line("note             " + note));
  }
}
