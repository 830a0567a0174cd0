package dev.ballast.observe.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.store.sample.Reading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A check that compares figures of one family.
public abstract class FigureCheck extends Check {
  /// A reading that is older than so many of its cadences says nothing of the present.
  private static final int STALE_CADENCES = 3;

  private static final Duration LEAST_STALE = Duration.ofMinutes(2);

  private final String family;

  protected FigureCheck(String name, Topic topic, Threshold threshold, String family) {
    super(name, topic, threshold);
    this.family = requireNonNull(family, "family is null");
  }

  public final String family() {
    return family;
  }

  @Override
  public final Look look(Observed observed) {
    Optional<FamilyState> state = observed.family(family);
    if (state.isEmpty()) {
      return Look.NOTHING;
    }
    Optional<Reading> latest = state.get().latest();
    if (latest.isEmpty()) {
      return new Look.Undecided(
          state
              .get()
              .missing()
              .map(FigureCheck::sentence)
              .orElse("the family " + family + " was not read yet"));
    }
    Duration age = Duration.between(latest.get().at(), observed.now());
    if (age.compareTo(stale(state.get())) > 0) {
      return new Look.Undecided(
          "the family %s was last read %d s ago%s"
              .formatted(
                  family,
                  age.toSeconds(),
                  state.get().missing().map(f -> ": " + sentence(f)).orElse("")));
    }
    return judged(state.get(), latest.get(), observed);
  }

  private Look judged(FamilyState state, Reading latest, Observed observed) {
    if (latest.entities().isEmpty()) {
      return none();
    }
    List<Symptom> symptoms = new ArrayList<>();
    for (Entity entity : latest.entities().stream().map(f -> new Entity(state, f)).toList()) {
      switch (examine(entity, observed)) {
        case Examined.Seen(Symptom symptom) -> symptoms.add(symptom);
        case Examined.Well() -> {}
        case Examined.Unknown(String why) -> {
          return new Look.Undecided(why);
        }
      }
    }
    return new Look.Found(symptoms);
  }

  private static Duration stale(FamilyState state) {
    Duration usual = state.family().cadence().multipliedBy(STALE_CADENCES);
    return usual.compareTo(LEAST_STALE) > 0 ? usual : LEAST_STALE;
  }

  private static String sentence(Fault fault) {
    return fault.getMessage() + fault.detail().map(d -> ": " + d).orElse("");
  }

  /// What it means that the family has no entity: that nothing is wrong, unless a check knows
  /// better.
  protected Look none() {
    return Look.NOTHING;
  }

  /// What one entity is.
  protected abstract Examined examine(Entity entity, Observed observed);

  /// What became of one entity.
  protected sealed interface Examined {
    Examined WELL = new Well();

    record Seen(Symptom symptom) implements Examined {}

    /// It is none of those that the check looks for.
    record Well() implements Examined {}

    /// A figure that decides it is unknown.
    record Unknown(String why) implements Examined {}

    /// A figure that the server does not show.
    static Examined unknown(String what) {
      return new Unknown(what + " is unknown");
    }
  }
}
