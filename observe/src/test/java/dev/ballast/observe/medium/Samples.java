package dev.ballast.observe.medium;

import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.Condition;
import dev.ballast.store.alert.Remedy;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.delivery.MessageKind;
import dev.ballast.store.event.EventDetail;
import dev.ballast.store.sample.Labels;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Alerts whose names are those of an attacker.
final class Samples {
  static final UUID ID = UUID.fromString("3f0c9a1e-0000-4000-8000-000000000001");
  static final Instant SINCE = Instant.parse("2026-03-04T10:00:00Z");
  static final Instant AT = Instant.parse("2026-03-04T10:01:00Z");

  /// A table's name that would mention everybody, link, end a code block, and add a header.
  static final String HOSTILE = "<!channel> & <http://evil|ok> ``` \r\nBcc: a@evil\u202e";

  private Samples() {}

  static Alert alert(Optional<Instant> resolvedAt) {
    return new Alert(
        ID,
        "shop",
        "key-near-end",
        Labels.of("table", HOSTILE),
        Urgency.TICKET,
        SINCE,
        AT,
        resolvedAt,
        0,
        new Condition(
            0.9,
            "90 % of the values of " + HOSTILE + " are used up",
            List.of(new EventDetail("last_value", "1,900,000,000")),
            List.of(new Remedy("Add a wider column", "ALTER TABLE \"" + HOSTILE + "\" ADD c;"))),
        Optional.empty(),
        Optional.empty());
  }

  static Notice notice(MessageKind kind, int number, Urgency urgency) {
    return new Notice(
        new Notice.Purpose.Change(kind),
        alert(kind == MessageKind.RESOLVED ? Optional.of(AT.plusSeconds(60)) : Optional.empty()),
        number,
        urgency,
        List.of(),
        Optional.empty(),
        AT);
  }
}
