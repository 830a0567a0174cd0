package dev.ballast.store.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Severity;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventTest {
  private static final Instant AT = Instant.parse("2026-11-30T12:00:00.123456Z");

  @Test
  void textsAreWhatTheStoreCanHold() {
    Event event =
        Event.of("shop", AT, EventSource.LOG, Severity.INFO, "a\0b", "half \ud800 pair 😀")
            .with("plan", "x".repeat(32_767) + "😀y");
    assertThat(event.subject()).isEqualTo("a\uFFFDb");
    assertThat(event.summary()).isEqualTo("half \uFFFD pair 😀");
    assertThat(event.detail("plan").orElseThrow()).isEqualTo("x".repeat(32_767) + "…");
    assertThat(event.at()).isEqualTo(Instant.parse("2026-11-30T12:00:00.123Z"));
  }

  @Test
  void aCursorIsReadBackAndAnyOtherTextIsNot() {
    EventCursor cursor =
        EventCursor.of(Event.of("shop", AT, EventSource.LOG, Severity.INFO, "a", "b"));
    assertThat(EventCursor.parse(cursor.text())).contains(cursor);
    assertThat(EventCursor.parse("")).isEmpty();
    assertThat(EventCursor.parse("yesterday~" + cursor.id())).isEmpty();
    assertThat(EventCursor.parse(cursor.at() + "~" + "x".repeat(36))).isEmpty();
  }

  @Test
  void aMomentThatNoPartitionIsNamedByIsADefect() {
    assertThatThrownBy(
            () -> Event.of("shop", Instant.MAX, EventSource.LOG, Severity.INFO, "a", "b"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
