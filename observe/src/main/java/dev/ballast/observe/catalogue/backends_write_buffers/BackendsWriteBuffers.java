package dev.ballast.observe.catalogue.backends_write_buffers;

import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.Growth;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// Sessions that have to write pages themselves.
@NullMarked
public final class BackendsWriteBuffers extends Check {
  private static final Duration WINDOW = Duration.ofHours(1);
  private static final double LEAST = 10_000;

  public BackendsWriteBuffers() {
    super("backends-write-buffers", Topic.WAL, Threshold.of(Measure.SHARE, 0.5, Urgency.NOTE));
  }

  @Override
  public Set<String> remembers() {
    return Set.of("io", "bgwriter", "checkpoint");
  }

  @Override
  public Look look(Observed observed) {
    return observed.entities("io").isEmpty() ? before16(observed) : byKind(observed);
  }

  /// Whose writes of pages of relations, but for bulk loads.
  private static Look byKind(Observed observed) {
    double own = 0;
    double all = 0;
    for (Entity entity : observed.entities("io")) {
      if (entity.label("object").equals("relation") && entity.label("context").equals("normal")) {
        double writes =
            observed.history().growth(entity, "writes", WINDOW).map(Growth::amount).orElse(0.0);
        all += writes;
        own += entity.label("backend").equals("client backend") ? writes : 0;
      }
    }
    return found(own, all);
  }

  private static Look before16(Observed observed) {
    double own = sum(observed, "bgwriter", "buffers_by_backends");
    double others =
        sum(observed, "bgwriter", "buffers_cleaned")
            + sum(observed, "checkpoint", "buffers_written");
    return found(own, own + others);
  }

  private static double sum(Observed observed, String family, String metric) {
    return observed.entities(family).stream()
        .flatMap(entity -> observed.history().growth(entity, metric, WINDOW).stream())
        .mapToDouble(Growth::amount)
        .sum();
  }

  private static Look found(double own, double all) {
    if (all < LEAST) {
      return Look.NOTHING;
    }
    double share = own / all;
    return new Look.Found(
        List.of(
            SymptomDraft.of(
                    Labels.NONE,
                    share,
                    "sessions wrote %s of the pages themselves"
                        .formatted(Measure.SHARE.text(share)))
                .with("by_sessions", Measure.COUNT.text(own))
                .with("all", Measure.COUNT.text(all))
                .remedy(
                    "Let the background writer do more",
                    "ALTER SYSTEM SET bgwriter_lru_maxpages = 1000; SELECT pg_reload_conf();")
                .symptom()));
  }
}
