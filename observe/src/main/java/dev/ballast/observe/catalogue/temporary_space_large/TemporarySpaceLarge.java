package dev.ballast.observe.catalogue.temporary_space_large;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// Queries that hold much space in temporary files.
@NullMarked
public final class TemporarySpaceLarge extends FigureCheck {
  private static final double MUCH = 20.0 * (1L << 30);

  public TemporarySpaceLarge() {
    super(
        "temporary-space-large",
        Topic.STORAGE,
        Threshold.of(Measure.BYTES, MUCH, Urgency.TICKET).after(Duration.ofMinutes(5)),
        "temporary");
  }

  @Override
  public Set<String> labels() {
    return Set.of("tablespace");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble bytes = entity.figure("bytes");
    return bytes.isEmpty()
        ? Examined.unknown("the space of temporary files in " + entity.label("tablespace"))
        : new Examined.Seen(
            SymptomDraft.of(
                    entity.labels(),
                    bytes.getAsDouble(),
                    "queries hold %s of temporary files in tablespace %s"
                        .formatted(
                            Measure.BYTES.text(bytes.getAsDouble()), entity.label("tablespace")))
                .remedy(
                    "See the queries that run the longest",
                    """
                    SELECT pid, usename, now() - query_start AS since, query FROM pg_stat_activity
                    WHERE state = 'active' ORDER BY query_start;""")
                .remedy(
                    "Bound what one session may take",
                    "ALTER SYSTEM SET temp_file_limit = '20GB';\nSELECT pg_reload_conf();")
                .symptom());
  }
}
