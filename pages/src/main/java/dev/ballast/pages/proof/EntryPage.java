package dev.ballast.pages.proof;

import static java.util.Objects.requireNonNull;

import dev.ballast.pages.chart.LaneChart;
import dev.ballast.pages.work.Fact;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// One entry of the evidence log: a claim, the run behind it, and how to run it again.
///
/// @param place the vault and the number of the entry in its log
/// @param outcome of what has one
/// @param course of a proof: its phases over time
/// @param recovery what a proof says of a recovery: how long, and to which point
/// @param hash of the entry
/// @param payload as it is kept, where the entry is no proof
public record EntryPage(
    String place,
    String kind,
    Instant at,
    String claim,
    String subject,
    Optional<Outcome> outcome,
    Optional<String> why,
    List<LevelRow> levels,
    List<PhaseRow> phases,
    Optional<LaneChart> course,
    List<Fact> recovery,
    List<String> notes,
    String rerun,
    String hash,
    String payload) {
  public EntryPage {
    requireNonNull(place, "place is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(at, "at is null");
    requireNonNull(claim, "claim is null");
    requireNonNull(subject, "subject is null");
    requireNonNull(outcome, "outcome is null");
    requireNonNull(why, "why is null");
    levels = List.copyOf(levels);
    phases = List.copyOf(phases);
    requireNonNull(course, "course is null");
    recovery = List.copyOf(recovery);
    notes = List.copyOf(notes);
    requireNonNull(rerun, "rerun is null");
    requireNonNull(hash, "hash is null");
    requireNonNull(payload, "payload is null");
  }

  /// One level of a proof.
  public record LevelRow(
      String name,
      String title,
      String claim,
      Outcome outcome,
      String summary,
      String took,
      List<String> facts) {
    public LevelRow {
      requireNonNull(name, "name is null");
      requireNonNull(title, "title is null");
      requireNonNull(claim, "claim is null");
      requireNonNull(outcome, "outcome is null");
      requireNonNull(summary, "summary is null");
      requireNonNull(took, "took is null");
      facts = List.copyOf(facts);
    }
  }

  /// A stretch of a run.
  ///
  /// @param share of the time of the longest, from 0 to 1
  public record PhaseRow(String name, String took, String rate, double share) {
    public PhaseRow {
      requireNonNull(name, "name is null");
      requireNonNull(took, "took is null");
      requireNonNull(rate, "rate is null");
    }
  }
}
