package dev.ballast.server.api;

import dev.ballast.server.api.TargetView.FaultView;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventCursor;
import dev.ballast.store.event.EventPage;
import java.util.List;
import java.util.Optional;

/// What happened, the newest first.
///
/// @param next the parameter `after` of the next page; absent on the last one
/// @param incomplete why the store's events are not among them
public record EventsView(
    List<Event> events, Optional<String> next, Optional<FaultView> incomplete) {
  public static EventsView of(EventPage page) {
    return new EventsView(
        page.events(), page.next().map(EventCursor::text), page.incomplete().map(FaultView::of));
  }
}
