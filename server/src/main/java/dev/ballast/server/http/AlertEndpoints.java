package dev.ballast.server.http;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.notify.Books;
import dev.ballast.server.access.Need;
import dev.ballast.server.api.AlertView;
import dev.ballast.server.api.AlertsView;
import dev.ballast.store.alert.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// What is wrong at the targets.
public final class AlertEndpoints {
  private static final String HOURS = "resolved_hours";
  private static final String ALERT = "alert";
  private static final int MAX_HOURS = 24 * 366;

  private final Books books;
  private final Clock clock;

  public AlertEndpoints(Books books, Clock clock) {
    this.books = books;
    this.clock = clock;
  }

  /// In the order in which the API's description lists them.
  public List<Endpoint> all() {
    return List.of(
        Endpoint.get("/api/v1/alerts", Need.READ, "What is wrong, the most urgent first")
            .taking(
                Parameter.number(
                    HOURS,
                    0,
                    MAX_HOURS,
                    "Also alerts that were resolved within so many hours; 0 if absent"))
            .answering(AlertsView.class, this::list),
        Endpoint.get("/api/v1/alerts/{alert}", Need.READ, "An alert and how it changed")
            .taking(Parameter.ofPath(ALERT, "The id of the alert, or how it begins"))
            .answering(AlertView.class, this::show));
  }

  private AlertsView list(Call call) {
    Duration resolved = Duration.ofHours(call.number(HOURS, 0, MAX_HOURS).orElse(0));
    Instant now = clock.now();
    return new AlertsView(
        books.alerts().since(now.minus(resolved)),
        books.alerts().gaps(),
        books.mutes().endingAfter(now));
  }

  private AlertView show(Call call) {
    Alert found = NamedAlert.find(books.alerts(), call.path(ALERT), ALERT);
    return new AlertView(
        found,
        books.alerts().steps(found.id()),
        books.deliveries().of(found.id()),
        books.mutes().endingAfter(clock.now()));
  }
}
