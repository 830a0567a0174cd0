package dev.ballast.observe.catalogue.xmin_horizon_held;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Plotted;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.sql.Literal;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// Something that keeps vacuum from removing rows.
@NullMarked
public final class XminHorizonHeld extends FigureCheck {
  public XminHorizonHeld() {
    super(
        "xmin-horizon-held",
        Topic.VACUUM,
        Threshold.of(Measure.TRANSACTIONS, 5_000_000, Urgency.TICKET).pagingFrom(500_000_000),
        "holder");
  }

  @Override
  public Set<String> labels() {
    return Set.of("pid", "slot", "standby", "transaction", "database");
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of(
        "idle-in-transaction",
        "long-statement",
        "long-transaction",
        "prepared-transaction-left",
        "slot-inactive",
        "standby-gone");
  }

  @Override
  public Optional<Plotted> plotted() {
    return Optional.of(new Plotted.Figure("age_transactions"));
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble age = entity.figure("age_transactions");
    if (age.isEmpty()) {
      return Examined.WELL;
    }
    String kind = entity.label("kind");
    String name = entity.label("name");
    SymptomDraft draft =
        SymptomDraft.of(
                subject(entity),
                age.getAsDouble(),
                "%s %s keeps the rows of the last %s from vacuum"
                    .formatted(kind, name, text(age.getAsDouble())))
            .with("kind", kind)
            .with("owner", entity.label("owner"));
    entity
        .figure("held_seconds")
        .ifPresent(seconds -> draft.with("held", Measure.SECONDS.text(seconds)));
    String quoted = new Literal(name).toString().strip();
    return seen(
        switch (kind) {
          case "session" ->
              draft.remedy(
                  "End the session, which rolls its transaction back",
                  "SELECT pg_terminate_backend(%s);".formatted(name));
          case "slot" ->
              draft.remedy(
                  "Drop the slot if nothing reads from it any more",
                  "SELECT pg_drop_replication_slot(%s);".formatted(quoted));
          case "standby" ->
              draft.remedy(
                  "On the standby, let it cancel queries rather than hold rows here",
                  "ALTER SYSTEM SET hot_standby_feedback = off; SELECT pg_reload_conf();");
          default ->
              draft.remedy(
                  "Roll the prepared transaction back, in its database",
                  "ROLLBACK PREPARED %s;".formatted(quoted));
        });
  }

  /// With the label that checks of the same thing have.
  private static Labels subject(Entity entity) {
    List<Label> labels = new ArrayList<>();
    String name = entity.label("name");
    switch (entity.label("kind")) {
      case "session" -> labels.add(new Label("pid", name));
      case "slot" -> labels.add(new Label("slot", name));
      case "standby" -> labels.add(new Label("standby", name));
      default -> labels.add(new Label("transaction", name));
    }
    if (!entity.label("database").isEmpty()) {
      labels.add(new Label("database", entity.label("database")));
    }
    return new Labels(labels);
  }

  /// Only by what is about the same session, slot, standby or transaction.
  @Override
  public boolean isExplained(Labels subject, Labels cause) {
    return subject.all().stream()
        .filter(label -> !label.name().equals("database"))
        .anyMatch(label -> cause.all().contains(label));
  }
}
