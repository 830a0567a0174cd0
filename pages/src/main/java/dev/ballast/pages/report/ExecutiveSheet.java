package dev.ballast.pages.report;

import static java.util.Objects.requireNonNull;

import dev.ballast.pages.fleet.FleetPage.Standing;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What somebody who decides has to know of a period: one sheet.
///
/// @param stepSeconds how long a step of the three courses is
/// @param missing what is not known, as sentences
public record ExecutiveSheet(
    Instant from,
    Instant to,
    Sentences sentences,
    List<TargetRow> targets,
    List<Capacity> capacity,
    Cost cost,
    Done done,
    List<Risk> risks,
    long stepSeconds,
    Courses courses,
    List<String> missing) {
  public ExecutiveSheet {
    requireNonNull(from, "from is null");
    requireNonNull(to, "to is null");
    requireNonNull(sentences, "sentences is null");
    targets = List.copyOf(targets);
    capacity = List.copyOf(capacity);
    requireNonNull(cost, "cost is null");
    requireNonNull(done, "done is null");
    risks = List.copyOf(risks);
    requireNonNull(courses, "courses is null");
    missing = List.copyOf(missing);
  }

  /// The five answers.
  ///
  /// @param met whether objectives are met
  /// @param runsOut what runs out when
  /// @param done what was done
  /// @param risk what is at risk
  /// @param decision which one is needed
  public record Sentences(String met, String runsOut, String done, String risk, String decision) {
    public Sentences {
      requireNonNull(met, "met is null");
      requireNonNull(runsOut, "runsOut is null");
      requireNonNull(done, "done is null");
      requireNonNull(risk, "risk is null");
      requireNonNull(decision, "decision is null");
    }

    /// In their order.
    public List<String> all() {
      return List.of(met, runsOut, done, risk, decision);
    }
  }

  /// How the objectives of a target stand.
  ///
  /// @param why which are missed or unknown, in words; empty where all are met
  /// @param budgetLeft the least that is left of an error budget, below 0 where more was bad than
  ///     may be
  public record TargetRow(
      String target, Standing standing, String why, Optional<Double> budgetLeft) {
    public TargetRow {
      requireNonNull(target, "target is null");
      requireNonNull(standing, "standing is null");
      requireNonNull(why, "why is null");
      requireNonNull(budgetLeft, "budgetLeft is null");
    }
  }

  /// What work costs: seconds of active sessions for 1,000 transactions.
  ///
  /// @param secondsPerThousand of the period; empty where there were none, or nothing is known
  /// @param before of the period of the same length before it
  /// @param transactions how many ended within the period
  public record Cost(
      Optional<Double> secondsPerThousand, Optional<Double> before, double transactions) {
    public Cost {
      requireNonNull(secondsPerThousand, "secondsPerThousand is null");
      requireNonNull(before, "before is null");
    }
  }

  /// What was done within the period.
  ///
  /// @param proofs runs that restored a backup and read it
  /// @param proved how many of them proved it
  /// @param logProofs runs that proved the log behind a backup, or did not
  /// @param logProved how many of them proved it
  /// @param passed how many rehearsals did
  public record Done(
      int ticketsOpened,
      int ticketsClosed,
      int proofs,
      int proved,
      int logProofs,
      int logProved,
      int rehearsals,
      int passed,
      int deployments) {}

  /// What the three charts show.
  ///
  /// @param bad share of what was measured that was not as objectives ask, each objective alike
  /// @param bytes of all databases
  /// @param bytesPerDay how fast they grow, where that is known
  /// @param cost seconds of active sessions for 1,000 transactions
  public record Courses(
      List<Measured> bad, List<Measured> bytes, Optional<Double> bytesPerDay, List<Measured> cost) {
    public Courses {
      bad = List.copyOf(bad);
      bytes = List.copyOf(bytes);
      requireNonNull(bytesPerDay, "bytesPerDay is null");
      cost = List.copyOf(cost);
    }
  }

  /// The first thing that runs out.
  public Optional<Capacity> firstToRunOut() {
    return capacity.stream().filter(each -> each.date().isPresent()).findFirst();
  }
}
