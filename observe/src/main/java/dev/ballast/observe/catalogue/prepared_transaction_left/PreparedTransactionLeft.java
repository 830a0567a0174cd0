package dev.ballast.observe.catalogue.prepared_transaction_left;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.sql.Literal;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import java.util.OptionalDouble;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A prepared transaction that nobody ends.
@NullMarked
public final class PreparedTransactionLeft extends FigureCheck {
  public PreparedTransactionLeft() {
    super(
        "prepared-transaction-left",
        Topic.LOCKS,
        Threshold.of(Measure.SECONDS, 300, Urgency.TICKET).pagingFrom(3600).clearingBelow(60),
        "holder");
  }

  @Override
  public Set<String> labels() {
    return Set.of("pid", "database", "transaction");
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble seconds = entity.figure("held_seconds");
    if (!entity.label("kind").equals("prepared transaction") || seconds.isEmpty()) {
      return Examined.WELL;
    }
    String transaction = new Literal(entity.label("name")).toString().strip();
    return seen(
        SymptomDraft.of(
                Labels.of(
                    new Label("pid", "0"),
                    new Label("database", entity.label("database")),
                    new Label("transaction", entity.label("name"))),
                seconds.getAsDouble(),
                "transaction %s of user %s in database %s has been prepared for %s"
                    .formatted(
                        transaction,
                        entity.label("owner"),
                        entity.label("database"),
                        text(seconds.getAsDouble())))
            .with("owner", entity.label("owner"))
            .with("age", Measure.TRANSACTIONS.text(entity.figure("age_transactions").orElse(0)))
            .remedy(
                "Roll it back, in its database, unless its transaction manager is to commit it",
                "ROLLBACK PREPARED %s;".formatted(transaction)));
  }
}
