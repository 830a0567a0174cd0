package dev.ballast.pages.work;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What is wrong, by its cause.
///
/// @param verdict as a sentence
/// @param muted whose messages somebody silenced
/// @param undecided checks that cannot be evaluated
/// @param learning checks that still learn what is usual
/// @param over what ended within a day
public record AlertsPage(
    String verdict,
    List<Group> groups,
    List<Row> notes,
    List<Row> muted,
    List<Undecided> undecided,
    List<Undecided> learning,
    List<Row> over) {
  public AlertsPage {
    requireNonNull(verdict, "verdict is null");
    groups = List.copyOf(groups);
    notes = List.copyOf(notes);
    muted = List.copyOf(muted);
    undecided = List.copyOf(undecided);
    learning = List.copyOf(learning);
    over = List.copyOf(over);
  }

  /// An alert that nothing explains, and those that it explains.
  public record Group(Row root, List<Row> effects) {
    public Group {
      requireNonNull(root, "root is null");
      effects = List.copyOf(effects);
    }
  }

  /// One alert.
  ///
  /// @param urgency in a word
  /// @param tone of the urgency: `bad`, `unknown` or `quiet`
  /// @param next what to do first
  /// @param muted until when and why nobody is notified of it
  public record Row(
      String id,
      String target,
      String check,
      String urgency,
      String tone,
      String summary,
      Instant since,
      Optional<Instant> endedAt,
      Optional<String> next,
      Optional<String> muted) {
    public Row {
      requireNonNull(id, "id is null");
      requireNonNull(target, "target is null");
      requireNonNull(check, "check is null");
      requireNonNull(urgency, "urgency is null");
      requireNonNull(tone, "tone is null");
      requireNonNull(summary, "summary is null");
      requireNonNull(since, "since is null");
      requireNonNull(endedAt, "endedAt is null");
      requireNonNull(next, "next is null");
      requireNonNull(muted, "muted is null");
    }
  }

  /// Checks that cannot be evaluated at a target, for one reason.
  public record Undecided(String target, List<String> checks, Instant since, String why) {
    public Undecided {
      requireNonNull(target, "target is null");
      checks = List.copyOf(checks);
      requireNonNull(since, "since is null");
      requireNonNull(why, "why is null");
    }
  }
}
