package dev.ballast.observe.catalogue.log_connections_refused;

import dev.ballast.observe.check.LogCheck;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.observe.log.event.LogClass;
import dev.ballast.store.alert.Urgency;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// Clients that were refused because all connections are taken.
@NullMarked
public final class LogConnectionsRefused extends LogCheck {
  public LogConnectionsRefused() {
    super(
        "log-connections-refused",
        Topic.CONNECTIONS,
        Threshold.ifSo(Urgency.TICKET),
        LogClass.CONNECTION_LIMIT);
  }

  @Override
  public Set<String> explainedBy() {
    return Set.of("connections-near-limit");
  }

  @Override
  protected void remedies(SymptomDraft draft, Observed observed) {
    draft.remedy("See the messages", reading(observed));
  }
}
