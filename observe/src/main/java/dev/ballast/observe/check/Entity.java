package dev.ballast.observe.check;

import static java.util.Objects.requireNonNull;

import dev.ballast.observe.watch.FamilyState;
import dev.ballast.observe.watch.Rate;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/// One entity of a family, such as a slot, with its figures as they were read last.
///
/// @param state of the family
public record Entity(FamilyState state, Figures figures) {
  public Entity {
    requireNonNull(state, "state is null");
    requireNonNull(figures, "figures is null");
  }

  public Labels labels() {
    return figures.labels();
  }

  /// A subject of some of its labels, without those that are empty.
  public Labels subject(String... names) {
    return new Labels(
        Stream.of(names)
            .filter(name -> !label(name).isEmpty())
            .map(name -> new Label(name, label(name)))
            .toList());
  }

  /// Whether it is one statement, and not all others together or one that the role may not see.
  public boolean isOneStatement() {
    String id = label("queryid");
    return !id.isEmpty() && !id.equals("other") && !id.equals("hidden");
  }

  /// Whether it is a session that does nothing but wait for another one's lock. What it waits for
  /// is reported at the root of its queue.
  public boolean isWaitingForLock() {
    return label("wait").startsWith("Lock ");
  }

  /// A label, empty where the entity has none of that name.
  public String label(String name) {
    return figures.labels().value(name).orElse("");
  }

  /// A label as a name, quoted as SQL needs it.
  public String quoted(String name) {
    return QualifiedName.of(label(name)).toString();
  }

  /// The name of a relation by two of its labels, quoted as SQL needs it.
  public String relation(String schema, String name) {
    return QualifiedName.of(label(schema), label(name)).toString();
  }

  /// Empty where it is unknown.
  public OptionalDouble figure(String metric) {
    int index = state.family().layout().indexOf(metric);
    if (index < 0) {
      throw new IllegalArgumentException(
          "family " + state.family().name() + " has no metric " + metric);
    }
    double value = figures.value(index);
    return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
  }

  /// How long ago it was read.
  public Duration age(Instant now) {
    return state
        .latest()
        .map(reading -> Duration.between(reading.at(), now))
        .filter(Duration::isPositive)
        .orElse(Duration.ZERO);
  }

  /// How fast a counter grew between the last two readings, per second; empty where that is
  /// unknown.
  public OptionalDouble rate(String metric) {
    figure(metric);
    return Rate.of(state, figures, metric);
  }
}
