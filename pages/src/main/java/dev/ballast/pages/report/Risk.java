package dev.ballast.pages.report;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Optional;

/// Something that is at risk now, with the decision that it asks for.
///
/// @param path of the page that explains it
public record Risk(
    Kind kind,
    String target,
    String what,
    Instant since,
    Optional<String> owner,
    String decision,
    String path) {
  public Risk {
    requireNonNull(kind, "kind is null");
    requireNonNull(target, "target is null");
    requireNonNull(what, "what is null");
    requireNonNull(since, "since is null");
    requireNonNull(owner, "owner is null");
    requireNonNull(decision, "decision is null");
    requireNonNull(path, "path is null");
  }

  /// What kind of risk it is, the most urgent first.
  public enum Kind {
    PAGE("page is open", "bad", "✕"),
    OVERDUE("ticket is overdue", "bad", "✕"),
    UNDECIDED("not known", "unknown", "?");

    private final String word;
    private final String tone;
    private final String shape;

    Kind(String word, String tone, String shape) {
      this.word = word;
      this.tone = tone;
      this.shape = shape;
    }

    public String word() {
      return word;
    }

    /// The class of the style sheet.
    public String tone() {
      return tone;
    }

    public String shape() {
      return shape;
    }
  }
}
