package dev.ballast.pages.proof;

import static java.util.Objects.requireNonNull;

import dev.ballast.pages.chart.LaneChart;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How each target comes back, and when that was proved last.
///
/// @param verdict of all of them, as a sentence
/// @param troubles vaults that cannot be read, with the reason
/// @param filter what was searched for
/// @param found how many targets there are of those searched for
/// @param page which twenty of them, from 1 on
public record ProofsPage(
    String verdict,
    List<String> troubles,
    String filter,
    int found,
    int page,
    List<Guarded> targets) {
  public static final int ROWS = 20;

  public ProofsPage {
    requireNonNull(verdict, "verdict is null");
    requireNonNull(filter, "filter is null");
    troubles = List.copyOf(troubles);
    targets = List.copyOf(targets);
  }

  /// The filter as a part of an address.
  public String query() {
    return "q=" + URLEncoder.encode(filter, StandardCharsets.UTF_8);
  }

  /// The number of the last page.
  public int lastPage() {
    return Math.max(1, Math.ceilDiv(found, ROWS));
  }

  /// One target.
  ///
  /// @param sentence to which moment, how fast, proved when
  /// @param outcome of the newest run
  /// @param line backups and runs over time; empty where there are none
  /// @param drills the newest first
  /// @param command that recovers it
  /// @param newest moment that can be recovered for certain; empty where there is none
  public record Guarded(
      String target,
      String sentence,
      Outcome outcome,
      Optional<LaneChart> line,
      List<Drill> drills,
      int backups,
      String command,
      Optional<Instant> newest) {
    public Guarded {
      requireNonNull(target, "target is null");
      requireNonNull(sentence, "sentence is null");
      requireNonNull(outcome, "outcome is null");
      requireNonNull(line, "line is null");
      drills = List.copyOf(drills);
      requireNonNull(command, "command is null");
      requireNonNull(newest, "newest is null");
    }
  }

  /// One run.
  ///
  /// @param path of its page
  /// @param recovery how long the recovery took, in words
  /// @param forecast how long one of today's size was expected to take then, in words
  public record Drill(
      String path,
      Instant at,
      Outcome outcome,
      String claim,
      List<LevelMark> levels,
      String recovery,
      String forecast) {
    public Drill {
      requireNonNull(path, "path is null");
      requireNonNull(at, "at is null");
      requireNonNull(outcome, "outcome is null");
      requireNonNull(claim, "claim is null");
      levels = List.copyOf(levels);
      requireNonNull(recovery, "recovery is null");
      requireNonNull(forecast, "forecast is null");
    }
  }

  /// A level in short.
  public record LevelMark(String name, String title, Outcome outcome) {
    public LevelMark {
      requireNonNull(name, "name is null");
      requireNonNull(title, "title is null");
      requireNonNull(outcome, "outcome is null");
    }
  }
}
