package dev.ballast.observe.catalogue.checksum_failures;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// Pages whose checksum was wrong.
@NullMarked
public final class ChecksumFailures extends FigureCheck {
  public ChecksumFailures() {
    super(
        "checksum-failures",
        Topic.STORAGE,
        Threshold.of(Measure.COUNT, 1, Urgency.PAGE),
        "database");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble failures = entity.figure("checksum_failures");
    if (failures.isEmpty()) {
      return Examined.WELL;
    }
    String database = entity.label("database");
    return seen(
        SymptomDraft.of(
                entity.subject("database"),
                failures.getAsDouble(),
                "%s pages of %s had a wrong checksum"
                    .formatted(
                        text(failures.getAsDouble()),
                        database.isEmpty() ? "shared catalogs" : "database " + database))
            .remedy(
                "Prove the newest backup before anything is changed",
                "ballast prove --target %s".formatted(observed.target().name()))
            .remedy(
                "When the pages are repaired, begin to count again, in that database",
                "SELECT pg_stat_reset();"));
  }
}
