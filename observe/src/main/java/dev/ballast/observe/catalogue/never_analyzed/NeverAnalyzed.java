package dev.ballast.observe.catalogue.never_analyzed;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.TableRows;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A table that changed much and has no statistics.
@NullMarked
public final class NeverAnalyzed extends FigureCheck {
  private static final double LEAST = 10_000;

  /// Of a table's rows; autovacuum analyzes it at a tenth, unless it is set otherwise.
  private static final double SHARE = 0.15;

  public NeverAnalyzed() {
    super(
        "never-analyzed",
        Topic.VACUUM,
        Threshold.ifSo(Urgency.TICKET).after(Duration.ofHours(1)),
        "table");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "schema", "table");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("autovacuum-workers-busy");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble analyzes = entity.figure("analyzes");
    OptionalDouble changed = entity.figure("rows_changed_since_analyze");
    if (analyzes.isEmpty() || changed.isEmpty() || entity.label("table").isEmpty()) {
      return Examined.WELL;
    }
    boolean never =
        analyzes.getAsDouble() == 0
            && changed.getAsDouble() >= Math.max(LEAST, SHARE * TableRows.least(entity));
    String table = entity.relation("schema", "table");
    return seen(
        SymptomDraft.of(
                entity.labels(),
                never ? 1 : 0,
                "%s rows of table %s in database %s changed and it was never analyzed"
                    .formatted(
                        Measure.COUNT.text(changed.getAsDouble()), table, entity.label("database")))
            .remedy("Analyze it", "ANALYZE VERBOSE %s;".formatted(table)));
  }
}
