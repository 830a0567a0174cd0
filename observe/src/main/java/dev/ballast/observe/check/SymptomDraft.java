package dev.ballast.observe.check;

import dev.ballast.store.alert.Condition;
import dev.ballast.store.alert.Remedy;
import dev.ballast.store.event.EventDetail;
import dev.ballast.store.sample.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/// Builds a symptom. For one thread.
public final class SymptomDraft {
  private final Labels subject;
  private final double value;
  private final String summary;
  private final List<EventDetail> evidence = new ArrayList<>();
  private final List<Remedy> remedies = new ArrayList<>();
  private OptionalDouble byNow = OptionalDouble.empty();
  private Set<String> causes = Set.of();

  private SymptomDraft(Labels subject, double value, String summary) {
    this.subject = subject;
    this.value = value;
    this.summary = summary;
  }

  /// Begins with what every symptom has.
  ///
  /// @param summary one sentence that names the subject and the figure, without a full stop
  public static SymptomDraft of(Labels subject, double value, String summary) {
    // What a driver says may end with one.
    return new SymptomDraft(
        subject,
        value,
        summary.endsWith(".") ? summary.substring(0, summary.length() - 1) : summary);
  }

  /// With something that was measured.
  ///
  /// @param name lower case with `_`
  public SymptomDraft with(String name, String measured) {
    evidence.add(new EventDetail(name, measured));
    return this;
  }

  /// With a way to end it, after those that were given before.
  public SymptomDraft remedy(String what, String command) {
    remedies.add(new Remedy(what, command));
    return this;
  }

  /// With what the figure is by now if nothing has happened since the reading.
  public SymptomDraft byNow(double figure) {
    byNow = OptionalDouble.of(figure);
    return this;
  }

  /// As the cause of what these checks find, where they find something.
  public SymptomDraft causing(Set<String> checks) {
    causes = checks;
    return this;
  }

  public Symptom symptom() {
    return new Symptom(subject, new Condition(value, summary, evidence, remedies), byNow, causes);
  }
}
