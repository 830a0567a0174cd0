package dev.ballast.observe.catalogue.statement_not_parameterised;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Growth;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.StatementUse;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.statement.Shapes;
import dev.ballast.observe.text.StatementText;
import dev.ballast.sql.grammar.Fingerprint;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// Many statements that differ in constants or in the lengths of lists only.
@NullMarked
public final class StatementNotParameterised extends FigureCheck {
  private static final Duration WINDOW = Duration.ofMinutes(15);

  /// Of fewer there may be as many places in a program.
  private static final double LEAST = 10;

  public StatementNotParameterised() {
    super(
        "statement-not-parameterised",
        Topic.STATEMENTS,
        Threshold.of(Measure.COUNT, 2 * LEAST, Urgency.TICKET),
        StatementUse.FAMILY);
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "shape");
  }

  @Override
  public Set<String> remembers() {
    return Set.of(StatementUse.FAMILY);
  }

  /// Each shape is reported at the first of its statements that is running.
  @Override
  protected Examined examine(Entity entity, Observed observed) {
    Optional<Fingerprint> shape = shape(entity, observed);
    if (shape.isEmpty()) {
      return Examined.WELL;
    }
    List<Entity> alike =
        observed.entities(StatementUse.FAMILY).stream()
            .filter(other -> other.label("database").equals(entity.label("database")))
            .filter(other -> shape(other, observed).equals(shape))
            .sorted(Comparator.comparing(other -> other.label("queryid")))
            .toList();
    if (alike.size() < LEAST || !alike.getFirst().equals(entity) || !isRunning(alike, observed)) {
      return Examined.WELL;
    }
    return seen(draft(entity, shape.get(), alike, observed));
  }

  private static Optional<Fingerprint> shape(Entity entity, Observed observed) {
    return StatementUse.text(entity, observed)
        .map(Shapes::of)
        .filter(shape -> shape.isOfRows())
        .flatMap(Shapes.Shape::fingerprint);
  }

  private static boolean isRunning(List<Entity> alike, Observed observed) {
    return alike.stream()
        .flatMap(other -> observed.history().growth(other, "calls", WINDOW).stream())
        .mapToDouble(Growth::amount)
        .anyMatch(calls -> calls > 0);
  }

  private SymptomDraft draft(
      Entity entity, Fingerprint shape, List<Entity> alike, Observed observed) {
    SymptomDraft draft =
        SymptomDraft.of(
                Labels.of(
                    new Label("database", entity.label("database")),
                    new Label("shape", shape.hex())),
                alike.size(),
                "%s statements of database %s differ in constants or in the lengths of lists only"
                    .formatted(text(alike.size()), entity.label("database")))
            .with("queryid", entity.label("queryid"));
    StatementUse.text(entity, observed)
        .map(StatementText::text)
        .ifPresent(text -> draft.with("statement", text));
    return draft.remedy(
        "Pass what differs as parameters, a list as one array, as in this example",
        "SELECT id, total FROM orders WHERE id = ANY ($1);");
  }
}
