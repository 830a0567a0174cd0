package dev.ballast.observe.catalogue.temporary_files;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Growth;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// Sorts and hashes that are written to disk.
@NullMarked
public final class TemporaryFiles extends FigureCheck {
  private static final Duration WINDOW = Duration.ofMinutes(10);

  public TemporaryFiles() {
    super(
        "temporary-files",
        Topic.STATEMENTS,
        Threshold.of(Measure.BYTES, 1 << 30, Urgency.TICKET),
        "database");
  }

  @Override
  public Set<String> remembers() {
    return Set.of("database");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    Optional<Growth> growth = observed.history().growth(entity, "temporary_bytes", WINDOW);
    if (growth.isEmpty() || entity.label("database").isEmpty()) {
      return Examined.WELL;
    }
    return seen(
        SymptomDraft.of(
                entity.subject("database"),
                growth.get().amount(),
                "%s of temporary files in database %s within %s"
                    .formatted(
                        text(growth.get().amount()),
                        entity.label("database"),
                        Measure.SECONDS.text(growth.get().over().toSeconds())))
            .remedy(
                "Let the server report statements that write more than 100 MB",
                "ALTER SYSTEM SET log_temp_files = '100MB'; SELECT pg_reload_conf();"));
  }
}
