package dev.ballast.server.page;

import dev.ballast.store.alert.Alert;
import dev.ballast.store.event.EventDetail;
import dev.ballast.store.sample.Labels;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What somebody who decides approves of an open page: what is done, until when, and what happens
/// otherwise. How it is done is on the page of the alert.
final class Decisions {
  private static final String KEY = "key-near-end";
  private static final String SEQUENCE = "sequence-near-end";

  private Decisions() {}

  static String of(Alert alert) {
    return switch (alert.check()) {
      case KEY ->
          "Approve widening %s%s: inserts fail at 100 %%"
              .formatted(name(alert.subject(), List.of("schema", "table", "column")), by(alert));
      case SEQUENCE ->
          "Approve widening %s%s: inserts fail at 100 %%"
              .formatted(name(alert.subject(), List.of("schema", "sequence")), by(alert));
      default ->
          alert.condition().remedies().stream()
              .findFirst()
              .map(remedy -> "Approve today: " + remedy.what() + "; until then the page stays open")
              .orElse("Name who fixes it today: until then the page stays open");
    };
  }

  private static String name(Labels labels, List<String> parts) {
    return parts.stream()
        .flatMap(part -> labels.value(part).stream())
        .collect(Collectors.joining("."));
  }

  /// Before the last value is used, where its day is forecast.
  private static String by(Alert alert) {
    Optional<Instant> last =
        alert.condition().evidence().stream()
            .filter(detail -> detail.name().equals("last_one_at"))
            .map(EventDetail::value)
            .map(Instant::parse)
            .findFirst();
    return last.map(at -> " before " + LocalDate.ofInstant(at, ZoneOffset.UTC)).orElse(" now");
  }
}
