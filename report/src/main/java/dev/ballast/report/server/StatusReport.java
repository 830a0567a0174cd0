package dev.ballast.report.server;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Durations;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Verdict;
import dev.ballast.protect.duty.Standing;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Objectives by target, the worst first, and what is left of their error budgets.
///
/// @param targets all that the node watches
/// @param troubles of the node itself
public record StatusReport(List<TargetLine> targets, List<String> troubles) implements Report {
  public StatusReport {
    targets =
        targets.stream()
            .sorted(Comparator.comparingInt(TargetLine::rank).thenComparing(TargetLine::target))
            .toList();
    troubles = List.copyOf(troubles);
  }

  /// The same a while later, where nothing else happened: proofs are older.
  public StatusReport later(Duration passed) {
    return new StatusReport(targets.stream().map(line -> line.later(passed)).toList(), troubles);
  }

  /// How an objective stands.
  public enum State {
    MISSED(1),
    UNKNOWN(2),
    MET(3);

    private final int rank;

    State(int rank) {
      this.rank = rank;
    }

    /// The worst has the lowest.
    int rank() {
      return rank;
    }
  }

  /// One target.
  ///
  /// @param unreachable why it cannot be reached at present
  /// @param undecided why its objectives cannot be judged, where they cannot
  /// @param budgets none of a target that another node watches
  public record TargetLine(
      String target,
      Optional<String> unreachable,
      Optional<String> undecided,
      List<ObjectiveLine> objectives,
      List<BudgetLine> budgets) {
    public TargetLine {
      requireNonNull(target, "target is null");
      requireNonNull(unreachable, "unreachable is null");
      requireNonNull(undecided, "undecided is null");
      objectives = List.copyOf(objectives);
      budgets = List.copyOf(budgets);
    }

    /// Of which no budget is known yet.
    public TargetLine(
        String target,
        Optional<String> unreachable,
        Optional<String> undecided,
        List<ObjectiveLine> objectives) {
      this(target, unreachable, undecided, objectives, List.of());
    }

    TargetLine later(Duration passed) {
      return new TargetLine(
          target,
          unreachable,
          undecided,
          objectives.stream().map(line -> line.later(passed)).toList(),
          budgets);
    }

    TargetLine with(List<BudgetLine> others) {
      return new TargetLine(target, unreachable, undecided, objectives, others);
    }

    int rank() {
      if (unreachable.isPresent()) {
        return 0;
      }
      return objectives.stream().mapToInt(o -> o.state().rank()).min().orElse(State.UNKNOWN.rank());
    }

    boolean isMet() {
      return unreachable.isEmpty()
          && undecided.isEmpty()
          && objectives.stream().allMatch(o -> o.state() == State.MET)
          && budgets.stream().allMatch(b -> b.state() == BudgetLine.State.KEPT);
    }
  }

  /// One objective of a target, in seconds.
  ///
  /// @param forecastSeconds what is expected at present, where something is forecast; it decides
  ///     about the state then
  public record ObjectiveLine(
      String objective,
      double askedSeconds,
      Optional<Double> measuredSeconds,
      Optional<Double> forecastSeconds,
      State state) {
    private static final double MILLIS = 1000;

    static ObjectiveLine of(Standing standing) {
      State state =
          switch (standing.verdict()) {
            case Verdict.Proved ignored -> State.MET;
            case Verdict.Refuted ignored -> State.MISSED;
            case Verdict.Undecided ignored -> State.UNKNOWN;
          };
      return new ObjectiveLine(
          standing.objective().key(),
          standing.asked().toMillis() / MILLIS,
          standing.measured().map(d -> d.toMillis() / MILLIS),
          standing.forecast().map(d -> d.toMillis() / MILLIS),
          state);
    }

    /// The age of a proof grows with time; the others are as they were measured.
    private ObjectiveLine later(Duration passed) {
      if (!objective.equals(Standing.Objective.PROOF_AGE.key()) || measuredSeconds.isEmpty()) {
        return this;
      }
      double age = measuredSeconds.get() + Math.max(0, passed.toMillis() / MILLIS);
      return new ObjectiveLine(
          objective,
          askedSeconds,
          Optional.of(age),
          forecastSeconds,
          age > askedSeconds ? State.MISSED : state);
    }

    private String measured() {
      return measuredSeconds.map(ObjectiveLine::text).orElse("not measured");
    }

    private String forecast() {
      return forecastSeconds.map(ObjectiveLine::text).orElse("");
    }

    private String asked() {
      return text(askedSeconds);
    }

    private static String text(double seconds) {
      return Durations.text(Duration.ofMillis((long) (seconds * MILLIS)));
    }
  }

  public static TargetLine line(
      String target, Optional<String> unreachable, List<Standing> standings) {
    return new TargetLine(
        target, unreachable, Optional.empty(), standings.stream().map(ObjectiveLine::of).toList());
  }

  /// The same with the error budgets of each target.
  public StatusReport with(Function<String, List<BudgetLine>> budgets) {
    return new StatusReport(
        targets.stream().map(line -> line.with(budgets.apply(line.target()))).toList(), troubles);
  }

  @Override
  public String schema() {
    return "status/1";
  }

  /// Found, where an objective is missed or cannot be judged, or a target cannot be reached.
  @Override
  public ExitCode exit() {
    return troubles.isEmpty() && targets.stream().allMatch(TargetLine::isMet)
        ? ExitCode.DONE
        : ExitCode.FOUND;
  }

  @Override
  public void print(Page page) {
    List<List<String>> rows = new ArrayList<>();
    for (TargetLine target : targets) {
      target
          .unreachable()
          .ifPresent(
              why -> rows.add(List.of(target.target(), "reachable", "no", why, "", "MISSED")));
      target
          .undecided()
          .ifPresent(
              why -> rows.add(List.of(target.target(), "objectives", "", why, "", "UNKNOWN")));
      for (ObjectiveLine line : target.objectives()) {
        rows.add(
            List.of(
                target.target(),
                line.objective(),
                line.asked(),
                line.measured(),
                line.forecast(),
                line.state() == State.MET ? "met" : line.state().name()));
      }
    }
    page.table(List.of("TARGET", "OBJECTIVE", "AT MOST", "MEASURED", "EXPECTED", "STATE"), rows);
    List<List<String>> budgets =
        targets.stream()
            .flatMap(target -> target.budgets().stream().map(line -> line.cells(target.target())))
            .toList();
    if (!budgets.isEmpty()) {
      page.blank();
      page.table(
          List.of(
              "TARGET",
              "BUDGET OF",
              "ASKED",
              "LEFT",
              "BURN 1H",
              "6H",
              "3D",
              "USED UP",
              "KNOWN",
              "STATE"),
          budgets);
    }
    troubles.forEach(page::line);
  }
}
