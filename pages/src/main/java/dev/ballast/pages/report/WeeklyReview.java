package dev.ballast.pages.report;

import static java.util.Objects.requireNonNull;

import dev.ballast.pages.proof.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What differs in a week from the week before it, and what a meeting has to decide.
///
/// @param before when the week before began
/// @param noBaseline why nothing is compared; empty where something is
/// @param missing what is not known, as sentences
public record WeeklyReview(
    Instant before,
    Instant from,
    Instant to,
    Optional<String> noBaseline,
    List<String> summary,
    List<StatementChange> statements,
    List<AlertChange> alerts,
    List<TicketChange> tickets,
    List<ObjectiveChange> objectives,
    List<ProofGap> gaps,
    List<Growth> growth,
    List<Happened> happened,
    List<Question> questions,
    List<String> missing) {
  public WeeklyReview {
    requireNonNull(before, "before is null");
    requireNonNull(from, "from is null");
    requireNonNull(to, "to is null");
    requireNonNull(noBaseline, "noBaseline is null");
    summary = List.copyOf(summary);
    statements = List.copyOf(statements);
    alerts = List.copyOf(alerts);
    tickets = List.copyOf(tickets);
    objectives = List.copyOf(objectives);
    gaps = List.copyOf(gaps);
    growth = List.copyOf(growth);
    happened = List.copyOf(happened);
    questions = List.copyOf(questions);
    missing = List.copyOf(missing);
  }

  /// A statement whose mean changed.
  ///
  /// @param statement its text in short, or its id
  /// @param extraSeconds what the change of the mean cost in this week; below 0 where it saved time
  public record StatementChange(
      String target,
      String queryId,
      String statement,
      double meanSeconds,
      double meanBefore,
      double calls,
      double callsBefore,
      double extraSeconds) {
    public StatementChange {
      requireNonNull(target, "target is null");
      requireNonNull(queryId, "queryId is null");
      requireNonNull(statement, "statement is null");
    }

    public boolean slower() {
      return meanSeconds > meanBefore;
    }
  }

  /// An alert that is there in one of the two weeks only.
  ///
  /// @param raised whether it is this week that has it
  public record AlertChange(
      String target, String check, String what, boolean raised, Instant at, String path) {
    public AlertChange {
      requireNonNull(target, "target is null");
      requireNonNull(check, "check is null");
      requireNonNull(what, "what is null");
      requireNonNull(at, "at is null");
      requireNonNull(path, "path is null");
    }
  }

  /// A ticket that was opened or closed within the week.
  public record TicketChange(
      long id,
      String target,
      String what,
      Optional<String> owner,
      boolean opened,
      Instant at,
      boolean overdue) {
    public TicketChange {
      requireNonNull(target, "target is null");
      requireNonNull(what, "what is null");
      requireNonNull(owner, "owner is null");
      requireNonNull(at, "at is null");
    }
  }

  /// An objective of which another share was good.
  public record ObjectiveChange(String target, String objective, double good, double goodBefore) {
    public ObjectiveChange {
      requireNonNull(target, "target is null");
      requireNonNull(objective, "objective is null");
    }

    public boolean worse() {
      return good < goodBefore;
    }
  }

  /// A target without a proof of this week.
  ///
  /// @param provedAt of the last proof that holds; empty where there never was one
  public record ProofGap(String target, Optional<Instant> provedAt, String why) {
    public ProofGap {
      requireNonNull(target, "target is null");
      requireNonNull(provedAt, "provedAt is null");
      requireNonNull(why, "why is null");
    }
  }

  /// By how much the databases of a target grew.
  ///
  /// @param bytes at the end
  /// @param grown within the week
  /// @param grownBefore within the week before
  public record Growth(
      String target, double bytes, Optional<Double> grown, Optional<Double> grownBefore) {
    public Growth {
      requireNonNull(target, "target is null");
      requireNonNull(grown, "grown is null");
      requireNonNull(grownBefore, "grownBefore is null");
    }
  }

  /// Something that was done within the two weeks.
  public record Happened(Instant at, Kind kind, Outcome outcome, String what) {
    public Happened {
      requireNonNull(at, "at is null");
      requireNonNull(kind, "kind is null");
      requireNonNull(outcome, "outcome is null");
      requireNonNull(what, "what is null");
    }

    /// What kind of work it was; a backup is restored and read to prove it.
    public enum Kind {
      PROOF("Backups restored"),
      LOG_PROOF("Proofs of the log"),
      REHEARSAL("Rehearsals"),
      DEPLOYMENT("Deployments");

      private final String lane;

      Kind(String lane) {
        this.lane = lane;
      }

      public String lane() {
        return lane;
      }
    }
  }

  /// Something that a meeting has to answer.
  ///
  /// @param owner who is to answer; empty where nobody owns it yet
  public record Question(String question, String target, Optional<String> owner, String path) {
    public Question {
      requireNonNull(question, "question is null");
      requireNonNull(target, "target is null");
      requireNonNull(owner, "owner is null");
      requireNonNull(path, "path is null");
    }
  }

  public List<StatementChange> slower() {
    return statements.stream().filter(StatementChange::slower).toList();
  }

  public List<StatementChange> faster() {
    return statements.stream().filter(each -> !each.slower()).toList();
  }
}
