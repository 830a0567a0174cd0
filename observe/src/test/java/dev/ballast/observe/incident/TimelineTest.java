package dev.ballast.observe.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Severity;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.AlertStep;
import dev.ballast.store.alert.Condition;
import dev.ballast.store.alert.KeptStep;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import dev.ballast.store.sample.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void alertsAreGroupedByWhatIsAtTheirRoot() {
    Alert cause = alert("cause", 0, Optional.empty());
    Alert effect = alert("effect", 20, Optional.of(cause.id()));
    Alert further = alert("further", 10, Optional.of(effect.id()));
    Alert other = alert("other", 5, Optional.empty());
    Alert orphan = alert("orphan", 6, Optional.of(UUID.randomUUID()));
    assertThat(Incident.of(List.of(other, effect, cause, further, orphan)))
        .containsExactly(
            new Incident(other, List.of()),
            new Incident(cause, List.of(further, effect)),
            new Incident(orphan, List.of()));
  }

  @Test
  void twoThatExplainEachOtherAreOneIncident() {
    UUID one = UUID.fromString("00000000-0000-0000-0000-000000000001");
    UUID two = UUID.fromString("00000000-0000-0000-0000-000000000002");
    Alert first = alert(one, "first", 0, Optional.of(two));
    Alert second = alert(two, "second", 1, Optional.of(one));
    assertThat(Incident.of(List.of(second, first)))
        .containsExactly(new Incident(first, List.of(second)));
  }

  @Test
  void anIncidentIsOpenWhileOneOfItsAlertsIs() {
    Alert cause = alert("cause", 0, Optional.empty()).resolved(START.plusSeconds(600));
    Alert effect = alert("effect", 20, Optional.of(cause.id()));
    Incident open = new Incident(cause, List.of(effect));
    assertThat(open.endedAt()).isEmpty();
    Incident over = new Incident(cause, List.of(effect.resolved(START.plusSeconds(500))));
    assertThat(over.endedAt()).contains(START.plusSeconds(600));
    assertThat(over.since()).isEqualTo(START.minusSeconds(60));
  }

  @Test
  void whatWasChangedBeforeItBeganIsSuspected() {
    // Over the threshold since 09:59:00, raised at 10:00:00, over at 10:10:00.
    Alert alert = alert("cause", 0, Optional.empty()).resolved(START.plusSeconds(600));
    Timeline timeline =
        Timeline.of(
            new Incident(alert, List.of()),
            List.of(
                new Timeline.Steps(
                    alert,
                    List.of(
                        new KeptStep(
                            AlertStep.Kind.RAISED, START, Urgency.TICKET, "it is wrong")))),
            List.of(
                event(EventSource.SETTING, -3661, "too early"),
                event(EventSource.SETTING, -3000, "work_mem is 1GB"),
                event(EventSource.LOG, -100, "a deadlock"),
                event(EventSource.DEPLOYMENT, -70, "web 4.2"),
                event(EventSource.SETTING, -30, "later"),
                event(EventSource.LOG, 1200, "within ten minutes after"),
                event(EventSource.LOG, 1201, "too late")));
    assertThat(timeline.entries())
        .extracting(TimelineEntry::kind, TimelineEntry::text)
        .containsExactly(
            entry(TimelineEntry.Kind.CHANGED_BEFORE, "work_mem is 1GB"),
            entry(TimelineEntry.Kind.HAPPENED_BEFORE, "a deadlock"),
            entry(TimelineEntry.Kind.CHANGED_BEFORE, "subject: web 4.2"),
            entry(
                TimelineEntry.Kind.BEGAN,
                "the figure of cause went over its threshold; as it was seen last"),
            entry(TimelineEntry.Kind.HAPPENED, "later"),
            entry(TimelineEntry.Kind.ALERT, "cause raised (ticket): it is wrong"),
            entry(TimelineEntry.Kind.HAPPENED, "within ten minutes after"));
    assertThat(timeline.suspects())
        .extracting(TimelineEntry::text)
        .containsExactly("subject: web 4.2", "work_mem is 1GB");
  }

  private static org.assertj.core.groups.Tuple entry(TimelineEntry.Kind kind, String text) {
    return org.assertj.core.api.Assertions.tuple(kind, text);
  }

  private static Event event(EventSource source, long second, String summary) {
    return Event.of("shop", START.plusSeconds(second), source, Severity.INFO, "subject", summary);
  }

  private static Alert alert(String check, long second, Optional<UUID> cause) {
    return alert(UUID.randomUUID(), check, second, cause);
  }

  private static Alert alert(UUID id, String check, long second, Optional<UUID> cause) {
    return new Alert(
        id,
        "shop",
        check,
        Labels.NONE,
        Urgency.TICKET,
        START.plusSeconds(second - 60),
        START.plusSeconds(second),
        Optional.empty(),
        0,
        new Condition(1, "it is wrong", List.of(), List.of()),
        Optional.empty(),
        cause);
  }
}
