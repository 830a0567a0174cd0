package dev.ballast.observe.catalogue.never_vacuumed;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.TableRows;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.sql.Literal;
import dev.ballast.store.alert.Urgency;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A table that changed much and was never vacuumed.
@NullMarked
public final class NeverVacuumed extends FigureCheck {
  private static final double LEAST = 10_000;

  /// Of a table's rows; autovacuum visits it at a fifth, unless it is set otherwise.
  private static final double SHARE = 0.25;

  public NeverVacuumed() {
    super(
        "never-vacuumed",
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
    OptionalDouble vacuums = entity.figure("vacuums");
    OptionalDouble dead = entity.figure("rows_dead");
    if (vacuums.isEmpty() || dead.isEmpty() || entity.label("table").isEmpty()) {
      return Examined.WELL;
    }
    boolean never =
        vacuums.getAsDouble() == 0
            && dead.getAsDouble() >= Math.max(LEAST, SHARE * TableRows.least(entity));
    String table = entity.relation("schema", "table");
    return seen(
        SymptomDraft.of(
                entity.labels(),
                never ? 1 : 0,
                "table %s in database %s has %s dead rows and was never vacuumed"
                    .formatted(
                        table, entity.label("database"), Measure.COUNT.text(dead.getAsDouble())))
            .remedy("Vacuum it", "VACUUM (VERBOSE, ANALYZE) %s;".formatted(table))
            .remedy(
                "See whether autovacuum is switched off for it",
                "SELECT reloptions FROM pg_class WHERE oid = %s::regclass;"
                    .formatted(new Literal(table).toString().strip())));
  }
}
