package dev.ballast.observe.catalogue.superuser_added;

import dev.ballast.observe.check.EventCheck;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.SymptomDraft;
import dev.ballast.observe.check.Threshold;
import dev.ballast.observe.check.Topic;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import dev.ballast.store.sample.Labels;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullMarked;

/// A role that became a superuser.
@NullMarked
public final class SuperuserAdded extends EventCheck {
  private static final String ROLE = "role ";

  public SuperuserAdded() {
    super("superuser-added", Topic.SETTINGS, Threshold.ifSo(Urgency.TICKET), EventSource.ROLE);
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
      if (isSuperuserNow(event)) {
        drafts.computeIfAbsent(
            event.subject(),
            subject ->
                SymptomDraft.of(Labels.of("change", subject), 1, event.summary())
                    .with("seen_at", event.at().toString())
                    .remedy("Take it back", "ALTER ROLE %s NOSUPERUSER;".formatted(role(subject))));
      }
    }
    return List.copyOf(drafts.values());
  }

  private static boolean isSuperuserNow(Event event) {
    return event.detail("new_superuser").filter("yes"::equals).isPresent()
        && event.detail("old_superuser").filter("yes"::equals).isEmpty();
  }

  private static QualifiedName role(String subject) {
    return QualifiedName.of(subject.startsWith(ROLE) ? subject.substring(ROLE.length()) : subject);
  }
}
