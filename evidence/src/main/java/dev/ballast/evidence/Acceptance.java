package dev.ballast.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What an operator has declared to accept without a decision: levels as a whole, or parts of them
/// by their cause. A refuted level is never accepted. The proof itself stays undecided; what is
/// accepted changes the exit code of the run alone.
public record Acceptance(Set<Level> levels, Set<UndecidedCause> causes) {
  public static final Acceptance NONE = new Acceptance(Set.of(), Set.of());

  public Acceptance {
    levels = Set.copyOf(levels);
    causes = Set.copyOf(causes);
  }

  /// From the names of levels (`L4`) and causes (`page-checksums-off`). Throws
  /// `IllegalArgumentException` at the first that is neither.
  public static Acceptance of(List<String> names) {
    Set<Level> levels = EnumSet.noneOf(Level.class);
    Set<UndecidedCause> causes = EnumSet.noneOf(UndecidedCause.class);
    for (String name : names) {
      Optional<Level> level =
          Arrays.stream(Level.values()).filter(l -> l.name().equals(name)).findFirst();
      Optional<UndecidedCause> cause = UndecidedCause.named(name);
      if (level.isEmpty() && cause.isEmpty()) {
        throw new IllegalArgumentException(
            "must be L0 to L6 or "
                + String.join(
                    ", ",
                    Arrays.stream(UndecidedCause.values()).map(UndecidedCause::text).toList()));
      }
      level.ifPresent(levels::add);
      cause.ifPresent(causes::add);
    }
    return new Acceptance(levels, causes);
  }

  private boolean covers(Level level, Verdict.Undecided verdict) {
    return levels.contains(level)
        || (!verdict.causes().isEmpty() && causes.containsAll(verdict.causes()));
  }

  /// The undecided levels of a proof, where all of them are accepted and none is refuted; otherwise
  /// nothing is.
  public List<LevelResult> accepted(Proof proof) {
    List<LevelResult> accepted = new ArrayList<>();
    for (LevelResult result : proof.levels()) {
      switch (result.verdict()) {
        case Verdict.Proved() -> {}
        case Verdict.Refuted ignored -> {
          return List.of();
        }
        case Verdict.Undecided undecided -> {
          if (!covers(result.level(), undecided)) {
            return List.of();
          }
          accepted.add(result);
        }
      }
    }
    return List.copyOf(accepted);
  }
}
