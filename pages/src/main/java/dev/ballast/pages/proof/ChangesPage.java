package dev.ballast.pages.proof;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What was rehearsed, what was predicted and what it took, and what was deployed.
///
/// @param verdict as a sentence
/// @param compared predictions beside what was measured in production
/// @param schema relations that changed, the newest first
public record ChangesPage(
    String verdict,
    List<Row> rehearsals,
    List<Compared> compared,
    List<SchemaChange> schema,
    List<Applied> applied) {
  public ChangesPage {
    requireNonNull(verdict, "verdict is null");
    rehearsals = List.copyOf(rehearsals);
    compared = List.copyOf(compared);
    schema = List.copyOf(schema);
    applied = List.copyOf(applied);
  }

  /// One rehearsal.
  ///
  /// @param path of its entry
  public record Row(
      String path,
      Instant at,
      Outcome outcome,
      String subject,
      String claim,
      Optional<String> why) {
    public Row {
      requireNonNull(path, "path is null");
      requireNonNull(at, "at is null");
      requireNonNull(outcome, "outcome is null");
      requireNonNull(subject, "subject is null");
      requireNonNull(claim, "claim is null");
      requireNonNull(why, "why is null");
    }
  }

  /// A statement whose duration was predicted and measured.
  ///
  /// @param within whether it was within the interval that was predicted
  public record Compared(
      Instant at,
      String target,
      String statement,
      String predicted,
      String interval,
      String actual,
      boolean within) {
    public Compared {
      requireNonNull(at, "at is null");
      requireNonNull(target, "target is null");
      requireNonNull(statement, "statement is null");
      requireNonNull(predicted, "predicted is null");
      requireNonNull(interval, "interval is null");
      requireNonNull(actual, "actual is null");
    }
  }

  /// What changed at a target: a deployment, a setting, a schema.
  public record Applied(Instant at, String target, String kind, String what) {
    public Applied {
      requireNonNull(at, "at is null");
      requireNonNull(target, "target is null");
      requireNonNull(kind, "kind is null");
      requireNonNull(what, "what is null");
    }
  }
}
