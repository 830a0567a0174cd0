package dev.ballast.observe.watch;

import static org.assertj.core.api.Assertions.fail;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.inventory.Inventories;
import dev.ballast.observe.text.StatementId;
import dev.ballast.observe.text.StatementText;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.store.event.Event;
import dev.ballast.store.event.EventSource;
import dev.ballast.store.inventory.Inventory;
import dev.ballast.store.sample.Reading;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.Target;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/// Servers under a watch, and all that it found. Compares inventories in memory only.
public final class Watched implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration POLL = Duration.ofMillis(20);

  private final Clock clock;
  private final Board board;
  private final FleetWatch watch;
  private final Queue<Event> events = new ConcurrentLinkedQueue<>();
  private final Queue<Reading> readings = new ConcurrentLinkedQueue<>();
  private final Map<String, Inventory> inventories = new HashMap<>();
  private final Map<StatementId, StatementText> texts = new ConcurrentHashMap<>();

  /// A server to be watched, on this machine, without a password.
  public record Address(String name, int port, String user, String database) {
    public static Address of(String name, int port) {
      return new Address(name, port, "postgres", "postgres");
    }
  }

  private Watched(List<Target> targets, WatchPlan plan, Clock clock) {
    this.clock = clock;
    this.board = new Board(plan.families(), clock);
    this.watch =
        FleetWatch.start(
            targets,
            plan,
            new Findings(
                board,
                (reading, pace) -> readings.add(reading),
                this::compare,
                (target, read) -> texts.putAll(read),
                events::add),
            clock);
  }

  public static Watched start(List<Address> addresses, WatchPlan plan, Clock clock) {
    return new Watched(targets(addresses), plan, clock);
  }

  /// A watch that soon gives up on a server that takes a connection and does not answer.
  static Watched impatient(List<Address> addresses, WatchPlan plan, Clock clock) {
    return new Watched(targets(addresses, Duration.ofSeconds(1)), plan, clock);
  }

  public static List<Target> targets(List<Address> addresses) {
    return targets(addresses, PATIENCE);
  }

  private static List<Target> targets(List<Address> addresses, Duration connectTimeout) {
    StringBuilder yaml = new StringBuilder("version: 1\ntargets:\n");
    for (Address each : addresses) {
      yaml.append("  %s:\n    host: 127.0.0.1\n    port: %d\n".formatted(each.name(), each.port()));
      yaml.append("    user: %s\n    database: %s\n".formatted(each.user(), each.database()));
      yaml.append(
          "    auth: [none]\n    connect-timeout: %ds\n".formatted(connectTimeout.toSeconds()));
    }
    try (TemporaryFolder folder = TemporaryFolder.create("watched")) {
      Path file = folder.path().resolve("ballast.yaml");
      Files.writeString(file, yaml);
      return Configuration.read(file).targets();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private synchronized void compare(Inventory now) {
    Optional.ofNullable(inventories.put(now.target() + " " + now.kind(), now))
        .flatMap(before -> before.to(now))
        .ifPresent(difference -> Inventories.report(difference, events::add));
  }

  /// What the target has, of each kind that was read.
  public synchronized List<Inventory> inventories(String target) {
    return inventories.values().stream().filter(i -> i.target().equals(target)).toList();
  }

  public Board board() {
    return board;
  }

  public List<Event> events() {
    return new ArrayList<>(events);
  }

  public Map<StatementId, StatementText> texts() {
    return Map.copyOf(texts);
  }

  public List<Reading> readings() {
    return new ArrayList<>(readings);
  }

  /// The first event of that subject, which is awaited.
  public Event event(String target, EventSource source, String subject) {
    eventually(() -> found(target, source, subject).isPresent());
    return found(target, source, subject).orElseThrow();
  }

  private Optional<Event> found(String target, EventSource source, String subject) {
    return events.stream()
        .filter(e -> e.target().equals(target))
        .filter(e -> e.source() == source && e.subject().equals(subject))
        .findFirst();
  }

  public boolean reachable(String target) {
    TargetState state = board.target(target).orElseThrow();
    return state.unreachable().isEmpty() && state.reachedAt().isPresent();
  }

  public void eventually(BooleanSupplier what) {
    long began = clock.nanoTime();
    while (!what.getAsBoolean()) {
      if (clock.since(began).compareTo(PATIENCE) > 0) {
        fail("it did not come about within " + PATIENCE + "; events: " + events);
      }
      clock.pause(POLL);
    }
  }

  @Override
  public void close() {
    watch.close();
  }
}
