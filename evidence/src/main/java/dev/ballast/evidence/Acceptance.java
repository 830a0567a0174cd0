package dev.ballast.evidence;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What an operator has declared to accept without a decision: levels as a whole, or parts of them
/// by their cause. A refuted level is never accepted. The proof itself stays undecided; what is
/// accepted changes the exit code of the run alone.
public record Acceptance(Set<Level> levels, Set<UndecidedCause> causes) {
  public static final Acceptance NONE = new Acceptance(Set.of(), Set.of());

  public Acceptance {
    levels = Set.copyOf(levels);
    causes = Set.copyOf(causes);
  }

  /// From the names of levels (`L4`) and causes (`page-checksums-off`); empty where one of them is
  /// neither.
  public static Optional<Acceptance> of(List<String> names) {
    Set<Level> levels = EnumSet.noneOf(Level.class);
    Set<UndecidedCause> causes = EnumSet.noneOf(UndecidedCause.class);
    for (String name : names) {
      Optional<Level> level =
          Arrays.stream(Level.values()).filter(l -> l.name().equals(name)).findFirst();
      Optional<UndecidedCause> cause = UndecidedCause.named(name);
      if (level.isEmpty() && cause.isEmpty()) {
        return Optional.empty();
      }
      level.ifPresent(levels::add);
      cause.ifPresent(causes::add);
    }
    return Optional.of(new Acceptance(levels, causes));
  }

  /// The names that there are, for a message.
  public static String allowed() {
    return "L0 to L6 or "
        + Arrays.stream(UndecidedCause.values())
            .map(UndecidedCause::text)
            .collect(Collectors.joining(", "));
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
