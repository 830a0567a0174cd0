package dev.ballast.observe.catalogue.role_gained_rights;

import dev.ballast.evidence.Severity;
import dev.ballast.observe.check.EventCheck;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import dev.ballast.store.sample.Labels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A role that may do more than before.
@NullMarked
public final class RoleGainedRights extends EventCheck {
  public RoleGainedRights() {
    super("role-gained-rights", Topic.SETTINGS, Threshold.ifSo(Urgency.NOTE), EventSource.ROLE);
  }

  @Override
  public Set<String> labels() {
    return Set.of("change");
  }

  @Override
  public boolean isReplicated() {
    return true;
  }

  @Override
  protected List<SymptomDraft> judged(List<Event> events, Observed observed) {
    Map<String, SymptomDraft> drafts = new LinkedHashMap<>();
    for (Event event : events) {
      if (event.severity() == Severity.WARNING
          && event.detail("new_superuser").filter("yes"::equals).isEmpty()) {
        drafts.computeIfAbsent(
            event.subject(),
            subject ->
                SymptomDraft.of(Labels.of("change", subject), 1, event.summary())
                    .with("seen_at", event.at().toString())
                    .remedy(
                        "See all that it may do",
                        "SELECT rolname, rolcreaterole, rolreplication, rolbypassrls, rolcreatedb FROM pg_roles ORDER BY rolname;"));
      }
    }
    return List.copyOf(drafts.values());
  }
}
