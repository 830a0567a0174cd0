package dev.ballast.evidence;

import static java.util.Objects.requireNonNull;
import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a check concluded. There is no fourth answer: a check that could not run is [Undecided] and
/// says why. A verdict that is not [Proved] always has a reason to print.
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "verdict")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Verdict.Proved.class, name = "proved"),
  @JsonSubTypes.Type(value = Verdict.Refuted.class, name = "refuted"),
  @JsonSubTypes.Type(value = Verdict.Undecided.class, name = "undecided")
})
public sealed interface Verdict {

  /// The check ran over all it claims to cover and found nothing against the claim.
  record Proved() implements Verdict {}

  /// The check found the claim to be false.
  record Refuted(String reason) implements Verdict {
    public Refuted {
      reason = given(reason);
    }
  }

  /// The check could not run, or covered less than the claim says.
  ///
  /// @param causes known causes, all of them; empty where any part has another
  record Undecided(
      String reason, @JsonInclude(JsonInclude.Include.NON_EMPTY) List<UndecidedCause> causes)
      implements Verdict {
    public Undecided {
      reason = given(reason);
      // Evidence of before there were causes has no such entry.
      causes = List.copyOf(requireNonNullElse(causes, List.of()));
    }
  }

  /// A reason may be what a server said, and a server may say nothing.
  private static String given(String reason) {
    return requireNonNull(reason, "reason is null").isBlank() ? "no reason was given" : reason;
  }

  static Verdict proved() {
    return new Proved();
  }

  static Verdict refuted(String reason) {
    return new Refuted(reason);
  }

  static Verdict undecided(String reason) {
    return new Undecided(reason, List.of());
  }

  static Verdict undecided(UndecidedCause cause, String reason) {
    return new Undecided(reason, List.of(cause));
  }

  @JsonIgnore
  default boolean isProved() {
    return this instanceof Proved;
  }

  @JsonIgnore
  default boolean isRefuted() {
    return this instanceof Refuted;
  }

  /// Why it is not proved; empty only where it is.
  default Optional<String> why() {
    return switch (this) {
      case Proved() -> Optional.empty();
      case Refuted(String reason) -> Optional.of(reason);
      case Undecided(String reason, var causes) -> Optional.of(reason);
    };
  }

  private static List<UndecidedCause> both(List<UndecidedCause> some, List<UndecidedCause> others) {
    return some.isEmpty() || others.isEmpty()
        ? List.of()
        : Stream.concat(some.stream(), others.stream()).distinct().toList();
  }

  /// The two verdicts of one claim's parts joined: one refuted part refutes the whole, one
  /// undecided part leaves it
  /// undecided.
  default Verdict and(Verdict other) {
    return switch (this) {
      case Proved() -> other;
      case Refuted(String reason) ->
          other instanceof Refuted(String also) ? refuted(reason + "; " + also) : this;
      case Undecided(String reason, List<UndecidedCause> causes) ->
          switch (other) {
            case Proved() -> this;
            case Refuted ignored -> other;
            case Undecided(String also, List<UndecidedCause> others) ->
                new Undecided(reason + "; " + also, both(causes, others));
          };
    };
  }
}
