package dev.ballast.observe.notify;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.check.Check;
import dev.ballast.observe.medium.Medium;
import dev.ballast.targets.config.AlertSettings;
import dev.ballast.targets.config.RouteSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/// Notifies people of alerts, again and again until each receiver has each message. Each route has
/// a thread of its own while something is sent to it, so that a dead one is in nobody's way. Runs
/// until its thread is interrupted.
public final class Notifier implements Runnable {
  /// How often it is looked whether somebody has to be notified.
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final Supplier<AlertSettings> settings;
  private final List<Check> checks;
  private final Books books;
  private final RouteDesk.Pace pace;
  private final Map<String, RouteDesk> desks = new HashMap<>();
  private final Map<String, Thread> turns = new HashMap<>();
  private final Map<String, Fault> failing = new ConcurrentHashMap<>();
  private final Map<String, String> troubles = new ConcurrentHashMap<>();

  /// @param settings in force now
  public Notifier(Supplier<AlertSettings> settings, List<Check> checks, Books books, Clock clock) {
    this(
        settings,
        checks,
        books,
        new RouteDesk.Pace(clock, RandomGenerator.getDefault(), INTERVAL, RouteDesk.LEASE));
  }

  Notifier(Supplier<AlertSettings> settings, List<Check> checks, Books books, RouteDesk.Pace pace) {
    this.settings = settings;
    this.checks = List.copyOf(checks);
    this.books = books;
    this.pace = pace;
  }

  @Override
  public void run() {
    try (Ending _ = this::end) {
      while (!Thread.currentThread().isInterrupted()) {
        look();
        pace.clock().pause(pace.interval());
      }
    }
  }

  /// What is done at the end.
  @FunctionalInterface
  private interface Ending extends AutoCloseable {
    @Override
    void close();
  }

  /// Why nothing is known of messages at present.
  public Optional<Fault> failing() {
    return failing.values().stream().findFirst();
  }

  /// Why messages wait, in sentences without a full stop.
  public List<String> troubles() {
    return troubles.entrySet().stream()
        .map(each -> "alerts wait for route " + each.getKey() + ": " + each.getValue())
        .sorted()
        .toList();
  }

  /// Begins a turn of each route that is not in one.
  void look() {
    AlertSettings now = settings.get();
    Routing routing = new Routing(now, checks);
    Set<String> gone = new HashSet<>(desks.keySet());
    for (RouteSettings route : now.routes()) {
      gone.remove(route.name());
      if (isIdle(route.name())) {
        begin(route, routing);
      }
    }
    for (String name : gone) {
      if (isIdle(name)) {
        close(name);
      }
    }
  }

  private boolean isIdle(String route) {
    Thread turn = turns.get(route);
    return turn == null || !turn.isAlive();
  }

  private void begin(RouteSettings route, Routing routing) {
    RouteDesk open = desks.get(route.name());
    if (open != null && !open.route().equals(route)) {
      close(route.name());
    }
    try {
      RouteDesk desk =
          desks.computeIfAbsent(
              route.name(), _ -> new RouteDesk(route, Medium.of(route, pace.clock()), books, pace));
      turns.put(
          route.name(),
          Thread.ofVirtual().name("route " + route.name()).start(() -> turn(desk, routing)));
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      troubles.put(route.name(), fault.getMessage() + fault.detail().map(d -> ": " + d).orElse(""));
    }
  }

  private void turn(RouteDesk desk, Routing routing) {
    try {
      desk.turn(routing);
      failing.remove(desk.route().name());
      desk.trouble()
          .ifPresentOrElse(
              why -> troubles.put(desk.route().name(), why),
              () -> troubles.remove(desk.route().name()));
    } catch (Fault fault) {
      CommonError.keepInterrupt(fault);
      failing.put(desk.route().name(), fault);
    }
  }

  private void close(String route) {
    RouteDesk desk = desks.remove(route);
    if (desk != null) {
      desk.close();
    }
    turns.remove(route);
    failing.remove(route);
    troubles.remove(route);
  }

  /// Waits for the turns that have begun, after an interrupt.
  void end() {
    turns.values().forEach(Thread::interrupt);
    boolean interrupted = Thread.interrupted();
    for (Thread turn : turns.values()) {
      interrupted |= joined(turn);
    }
    Set.copyOf(desks.keySet()).forEach(this::close);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Whether this thread was interrupted while it waited.
  private static boolean joined(Thread turn) {
    boolean interrupted = false;
    while (turn.isAlive()) {
      try {
        turn.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    return interrupted;
  }
}
