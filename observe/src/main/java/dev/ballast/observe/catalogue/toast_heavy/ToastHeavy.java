package dev.ballast.observe.catalogue.toast_heavy;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FlawCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.sql.Literal;
import dev.ballast.store.alert.Urgency;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A table whose large values outweigh its rows by far.
@NullMarked
public final class ToastHeavy extends FlawCheck {
  private static final double MUCH = 10.0 * (1L << 30);
  private static final double TIMES = 10;

  public ToastHeavy() {
    super(
        "toast-heavy",
        Topic.STORAGE,
        Threshold.of(Measure.BYTES, MUCH, Urgency.NOTE),
        "flaw_large_toast");
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "schema", "table");
  }

  @Override
  protected Optional<SymptomDraft> draft(Entity entity, Observed observed) {
    OptionalDouble toast = entity.figure("toast_bytes");
    double rows = entity.figure("bytes").orElse(0);
    if (toast.isEmpty() || toast.getAsDouble() < TIMES * rows) {
      return Optional.empty();
    }
    return Optional.of(
        SymptomDraft.of(
                entity.labels(),
                toast.getAsDouble(),
                "%s has %s in TOAST"
                    .formatted(where(entity), Measure.BYTES.text(toast.getAsDouble())))
            .with("toast", Measure.BYTES.text(toast.getAsDouble()))
            .remedy(
                "See which columns they are in",
                """
                SELECT attname, avg_width, null_frac FROM pg_stats
                WHERE schemaname = %s AND tablename = %s ORDER BY avg_width DESC;"""
                    .formatted(
                        new Literal(entity.label("schema")), new Literal(entity.label("table"))))
            .remedy(
                "Compress what is written from now on with lz4, in all columns",
                "ALTER SYSTEM SET default_toast_compression = 'lz4';\nSELECT pg_reload_conf();"));
  }
}
