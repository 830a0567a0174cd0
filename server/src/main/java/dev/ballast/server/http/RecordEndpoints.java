package dev.ballast.server.http;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.inventory.Inventories;
import dev.ballast.observe.inventory.InventoryKind;
import dev.ballast.observe.watch.Board;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.server.ServerError;
import dev.ballast.server.access.Need;
import dev.ballast.server.api.EventsView;
import dev.ballast.server.api.InventoryView;
import dev.ballast.server.api.LocksView;
import dev.ballast.server.api.StatementsView;
import dev.ballast.server.api.StatementsView.InDatabase;
import dev.ballast.server.api.TargetView.TextView;
import dev.ballast.store.event.EventCursor;
import dev.ballast.store.event.EventLog;
import dev.ballast.store.event.EventQuery;
import dev.ballast.store.event.EventSource;
import dev.ballast.store.inventory.InventoryBook;
import dev.ballast.store.statement.StatementBook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What happened at the targets, and what they have.
public final class RecordEndpoints {
  private static final String TARGET = "target";
  private static final String TARGET_HELP = "The name of the target";
  private static final String KIND = "kind";
  private static final String QUERY_ID = "queryid";
  private static final List<String> KINDS =
      Inventories.all().stream().map(InventoryKind::name).toList();
  private static final String SOURCE = "source";
  private static final String FROM = "from";
  private static final String TO = "to";
  private static final String AFTER = "after";
  private static final String LIMIT = "limit";
  private static final int USUAL_LIMIT = 100;
  private static final Duration USUAL_SPAN = Duration.ofDays(30);
  private static final List<EventSource> SOURCES = List.of(EventSource.values());

  private final Board board;
  private final EventLog events;
  private final InventoryBook inventories;
  private final StatementBook statements;
  private final Clock clock;

  public RecordEndpoints(
      Board board,
      EventLog events,
      InventoryBook inventories,
      StatementBook statements,
      Clock clock) {
    this.board = board;
    this.events = events;
    this.inventories = inventories;
    this.statements = statements;
    this.clock = clock;
  }

  /// In the order in which the API's description lists them.
  public List<Endpoint> all() {
    return List.of(
        Endpoint.get("/api/v1/events", Need.READ, "What happened, the newest first")
            .taking(
                Parameter.text(TARGET, "The name of a target; all targets if absent"),
                Parameter.choice(
                    SOURCE, Call.names(SOURCES), "What the events were seen by; any if absent"),
                Parameter.moment(FROM, "The first moment; 30 days before the last if absent"),
                Parameter.moment(TO, "The moment after the last; now if absent"),
                Parameter.text(AFTER, "`next` of the page before"),
                Parameter.number(LIMIT, 1, EventQuery.MAX_LIMIT, "How many at most; 100 if absent"))
            .answering(EventsView.class, this::events),
        Endpoint.get(
                "/api/v1/targets/{target}/locks", Need.READ, "Who waits for whose locks at present")
            .taking(Parameter.ofPath(TARGET, TARGET_HELP))
            .answering(LocksView.class, call -> LocksView.of(target(call).detail().locks())),
        Endpoint.get(
                "/api/v1/targets/{target}/inventories/{kind}",
                Need.READ,
                "What a target has: " + String.join(", ", KINDS))
            .taking(
                Parameter.ofPath(TARGET, TARGET_HELP),
                Parameter.ofPath(KIND, "One of " + String.join(", ", KINDS)))
            .answering(InventoryView.class, this::inventory),
        Endpoint.get(
                "/api/v1/targets/{target}/statements/{queryid}",
                Need.READ,
                "The text of a statement, by the server's own id for it")
            .taking(
                Parameter.ofPath(TARGET, TARGET_HELP),
                Parameter.ofPath(QUERY_ID, "The label `queryid` of a statement's figures"))
            .answering(StatementsView.class, this::statement));
  }

  private TargetState target(Call call) {
    return board
        .target(call.path(TARGET))
        .orElseThrow(
            () ->
                Fault.of(ServerError.RESOURCE_MISSING, "there is no target of that name")
                    .hint("ballast status shows the targets."));
  }

  private InventoryView inventory(Call call) {
    return inventories
        .latest(target(call).target(), call.path(KIND))
        .map(InventoryView::of)
        .orElseThrow(
            () ->
                Fault.of(ServerError.RESOURCE_MISSING, "that was not read yet")
                    .hint("Kinds are " + String.join(", ", KINDS) + "."));
  }

  /// As it is known at present, or else as it is kept.
  private StatementsView statement(Call call) {
    TargetState target = target(call);
    String queryId = call.path(QUERY_ID);
    List<InDatabase> found =
        target.detail().texts().entrySet().stream()
            .filter(known -> known.getKey().queryId().equals(queryId))
            .map(known -> new InDatabase(known.getKey().database(), TextView.of(known.getValue())))
            .toList();
    if (found.isEmpty()) {
      found =
          statements.find(target.target(), queryId).stream()
              .map(kept -> new InDatabase(kept.database(), new TextView(kept.form(), kept.text())))
              .toList();
    }
    if (found.isEmpty()) {
      throw Fault.of(ServerError.RESOURCE_MISSING, "no statement of that id is known")
          .hint("The label queryid of the family statement is such an id.");
    }
    return new StatementsView(target.target(), queryId, found);
  }

  private EventsView events(Call call) {
    Optional<String> target = call.query(TARGET);
    if (target.isPresent() && board.target(target.get()).isEmpty()) {
      throw Fault.of(ServerError.RESOURCE_MISSING, "there is no target of that name")
          .hint("ballast status shows the targets.");
    }
    // Events of this very moment are among them.
    Instant to = call.moment(TO).orElseGet(() -> clock.now().plusMillis(1));
    Instant from = call.moment(FROM).orElseGet(() -> to.minus(USUAL_SPAN));
    if (!from.isBefore(to)) {
      throw Fault.of(ServerError.REQUEST_INVALID, "from is not before to");
    }
    return EventsView.of(
        events.read(
            new EventQuery(
                target,
                call.choice(SOURCE, SOURCES).map(Set::of).orElse(Set.of()),
                from,
                to,
                call.query(AFTER).map(RecordEndpoints::cursor),
                call.number(LIMIT, 1, EventQuery.MAX_LIMIT).orElse(USUAL_LIMIT))));
  }

  private static EventCursor cursor(String text) {
    return EventCursor.parse(text)
        .orElseThrow(
            () ->
                Fault.of(ServerError.REQUEST_INVALID, "after is not where a page ended")
                    .hint("Give what the page before has as next."));
  }
}
