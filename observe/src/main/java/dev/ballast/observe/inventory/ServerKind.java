package dev.ballast.observe.inventory;

import dev.ballast.evidence.Severity;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import dev.ballast.store.inventory.Difference;
import dev.ballast.store.inventory.Item;
import dev.ballast.store.inventory.ItemChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The server itself: which one answers, since when it runs, in which version, and as what.
public final class ServerKind extends InventoryKind {
  private static final String KEY = "server";
  private static final String SYSTEM = "system_identifier";
  private static final String VERSION = "version";
  private static final String STARTED = "started_at";
  private static final String ROLE = "role";
  private static final String STANDBY = "standby";

  /// Read with each pass: whether it is a standby decides what figures mean.
  public ServerKind() {
    super("server", Duration.ofSeconds(10));
  }

  @Override
  public String help() {
    return "The server itself: system identifier, version, start, and whether it is a standby";
  }

  /// The pass has asked already.
  @Override
  public List<Item> read(Session session, ServerFacts server) {
    return items(server);
  }

  static List<Item> items(ServerFacts server) {
    return List.of(
        Item.of(KEY)
            .with(SYSTEM, server.system())
            .with(VERSION, server.version().toString())
            .with(STARTED, server.startedAt().toString())
            .with(ROLE, server.inRecovery() ? STANDBY : "primary"));
  }

  @Override
  public List<Event> events(Difference difference) {
    List<Event> events = new ArrayList<>();
    for (ItemChange change : difference.changes()) {
      Changes changes = new Changes(difference.now().target(), difference.now().readAt(), change);
      Optional<Event> other = changes.identity();
      if (other.isPresent()) {
        // All else is another server's, and no change of this one.
        events.add(other.get());
      } else {
        changes.version().ifPresent(events::add);
        changes.restart().ifPresent(events::add);
        changes.role().ifPresent(events::add);
      }
    }
    return events;
  }

  /// What changed of one server.
  private record Changes(String target, Instant at, ItemChange change) {
    Optional<Event> identity() {
      return event(
          SYSTEM,
          Severity.ERROR,
          "identity",
          "another server answers at this address: system identifier %2$s, before %1$s");
    }

    Optional<Event> version() {
      return event(VERSION, Severity.INFO, "version", "the version is %2$s, before %1$s");
    }

    /// At the moment of the start, which the server states, so that it comes before what it led to.
    Optional<Event> restart() {
      Optional<Instant> started = change.now(STARTED).map(Instant::parse).filter(at::isAfter);
      return event(started.orElse(at), STARTED, Severity.WARNING, "restart", "restarted at %2$s");
    }

    Optional<Event> role() {
      boolean standby = change.now(ROLE).map(STANDBY::equals).orElse(false);
      return event(
          ROLE,
          Severity.WARNING,
          standby ? "demotion" : "promotion",
          standby ? "became a standby" : "was promoted");
    }

    private Optional<Event> event(
        String attribute, Severity severity, String subject, String summary) {
      return event(at, attribute, severity, subject, summary);
    }

    private Optional<Event> event(
        Instant when, String attribute, Severity severity, String subject, String summary) {
      Optional<String> old = change.before(attribute);
      Optional<String> now = change.now(attribute);
      return old.isEmpty() || now.isEmpty() || old.equals(now)
          ? Optional.empty()
          : Optional.of(
              Event.of(
                      target,
                      when,
                      EventSource.SERVER,
                      severity,
                      subject,
                      summary.formatted(old.get(), now.get()))
                  .with("old", old.get())
                  .with("new", now.get()));
    }
  }
}
