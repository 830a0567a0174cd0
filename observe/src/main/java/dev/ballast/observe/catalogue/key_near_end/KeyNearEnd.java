package dev.ballast.observe.catalogue.key_near_end;

import static java.time.temporal.ChronoUnit.HOURS;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.KeyExchange;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Plotted;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A key whose column has nearly no values left.
@NullMarked
public final class KeyNearEnd extends FigureCheck {
  private static final double NEAR = 0.75;
  private static final double NEARLY_THERE = 0.95;

  public KeyNearEnd() {
    super(
        "key-near-end",
        Topic.SCHEMA,
        Threshold.of(Measure.SHARE, NEAR, Urgency.TICKET)
            .pagingFrom(NEARLY_THERE)
            .clearingBelow(NEAR),
        KeyExchange.FAMILY);
  }

  /// Whose values are used at which rate.
  @Override
  public Set<String> remembers() {
    return Set.of(KeyExchange.FAMILY);
  }

  @Override
  public Set<String> labels() {
    return Set.of("database", "schema", "table", "column", "sequence_schema", "sequence");
  }

  @Override
  public boolean isReplicated() {
    return true;
  }

  @Override
  public Optional<Plotted> plotted() {
    return Optional.of(new Plotted.Figure("used_ratio"));
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble used = entity.figure("used_ratio");
    String table = entity.relation("schema", "table");
    if (used.isEmpty()) {
      return hidden(
          "the sequence of table %s in database %s".formatted(table, entity.label("database")));
    }
    Optional<Duration> lasts = KeyExchange.lasts(entity, observed);
    SymptomDraft draft =
        SymptomDraft.of(
            entity.labels(),
            used.getAsDouble(),
            "%s of the values of column %s of table %s in database %s are used up%s"
                .formatted(
                    threshold().measure().text(used.getAsDouble()),
                    entity.quoted("column"),
                    table,
                    entity.label("database"),
                    lasts
                        .map(time -> ", and the last one is in " + KeyExchange.text(time))
                        .orElse("")));
    entity
        .figure("last_value")
        .ifPresent(last -> draft.with("last_value", Measure.COUNT.text(last)));
    lasts.ifPresent(
        time -> draft.with("last_one_at", observed.now().plus(time).truncatedTo(HOURS).toString()));
    return seen(KeyExchange.remedied(draft, entity, observed));
  }
}
