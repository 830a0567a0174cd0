package dev.ballast.observe.catalogue.receiver_silent;

import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.FigureCheck;
import dev.ballast.observe.check.Measure;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Plotted;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.sample.Labels;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.NullMarked;

/// A WAL receiver that hears nothing of its sender.
@NullMarked
public final class ReceiverSilent extends FigureCheck {
  public ReceiverSilent() {
    super(
        "receiver-silent",
        Topic.REPLICATION,
        Threshold.of(Measure.SECONDS, 45, Urgency.TICKET).clearingBelow(20),
        "receiver");
  }

  @Override
  public Optional<Plotted> plotted() {
    return Optional.of(new Plotted.Figure("last_message_seconds"));
  }

  @Override
  protected Examined examine(Entity entity, Observed observed) {
    OptionalDouble age = entity.figure("last_message_seconds");
    if (age.isEmpty()) {
      return Examined.WELL;
    }
    return seen(
        SymptomDraft.of(
                Labels.NONE,
                age.getAsDouble(),
                "the WAL receiver has heard nothing for %s".formatted(text(age.getAsDouble())))
            .remedy(
                "See from where it receives",
                "SELECT status, sender_host, sender_port, last_msg_receipt_time FROM pg_stat_wal_receiver;"));
  }
}
