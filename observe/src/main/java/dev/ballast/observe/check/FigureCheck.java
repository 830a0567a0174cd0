package dev.ballast.observe.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.observe.watch.FamilyState;
import dev.ballast.store.sample.Reading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A check that compares figures of one family.
public abstract class FigureCheck extends Check {
  private final String family;

  protected FigureCheck(String name, Topic topic, Threshold threshold, String family) {
    super(name, topic, threshold);
    this.family = requireNonNull(family, "family is null");
  }

  public final String family() {
    return family;
  }

  /// What its figure is of those that are stored; empty where it is computed of several, or of more
  /// than one entity.
  public Optional<Plotted> plotted() {
    return Optional.empty();
  }

  @Override
  public final Set<String> decidedBy() {
    return Set.of(family);
  }

  @Override
  public final boolean concerns(Observed observed) {
    return observed.family(family).isPresent();
  }

  @Override
  public final Look look(Observed observed) {
    Optional<FamilyState> state = observed.family(family);
    if (state.isEmpty()) {
      return Look.NOTHING;
    }
    Optional<Look> unusable = Freshness.undecided(state.get(), observed.now());
    return unusable.orElseGet(
        () -> judged(state.get(), state.get().latest().orElseThrow(), observed));
  }

  private Look judged(FamilyState state, Reading latest, Observed observed) {
    if (latest.entities().isEmpty()) {
      return none();
    }
    List<Symptom> symptoms = new ArrayList<>();
    Optional<String> unknown = Optional.empty();
    for (Entity entity : latest.entities().stream().map(f -> new Entity(state, f)).toList()) {
      switch (examine(entity, observed)) {
        case Examined.Seen(Symptom symptom) -> symptoms.add(symptom);
        case Examined.Well() -> {}
        case Examined.Unknown(String why) -> unknown = unknown.or(() -> Optional.of(why));
      }
    }
    if (unknown.isEmpty()) {
      return new Look.Found(symptoms);
    }
    return symptoms.isEmpty()
        ? new Look.Undecided(unknown.get())
        : new Look.Partly(symptoms, unknown.get());
  }

  /// A sequence whose last value the role may not see.
  protected static Examined hidden(String sequence) {
    return new Examined.Unknown(
        "the last value of %s is hidden: grant pg_read_all_data to the role of the watch"
            .formatted(sequence));
  }

  protected static Examined seen(SymptomDraft draft) {
    return new Examined.Seen(draft.symptom());
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
