package dev.ballast.observe.notify;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.medium.Answer;
import dev.ballast.observe.medium.Medium;
import dev.ballast.observe.medium.Notice;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.delivery.Delivery;
import dev.ballast.store.delivery.MessageKind;
import dev.ballast.store.delivery.Mute;
import dev.ballast.store.delivery.SentMessage;
import dev.ballast.store.delivery.Standing;
import dev.ballast.targets.config.RouteSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What one node does for one route. For one thread at a time.
final class RouteDesk implements AutoCloseable {
  /// Longer than any attempt takes, so that nobody else sends what is being sent.
  static final Duration LEASE = Duration.ofMinutes(2);

  private static final int MOST_AT_ONCE = 100;
  private static final Duration FIRST_WAIT = Duration.ofSeconds(2);

  /// So soon after a receiver is back it has what waits.
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private static final int MOST_DOUBLINGS = 5;
  private static final Duration REPEAT = Duration.ofMinutes(1);

  private final RouteSettings route;
  private final Medium medium;
  private final Books books;
  private final Pace pace;
  private Optional<Long> pausedUntil = Optional.empty();
  private Optional<Long> repeatedAt = Optional.empty();

  private Optional<String> trouble = Optional.empty();

  /// What was sent, and the store does not know of yet.
  private @Nullable Runnable unmarked;

  /// Time and chance.
  ///
  /// @param interval how often it is looked whether somebody has to be notified
  /// @param lease for how long a message is this node's
  record Pace(Clock clock, RandomGenerator random, Duration interval, Duration lease) {}

  RouteDesk(RouteSettings route, Medium medium, Books books, Pace pace) {
    this.route = route;
    this.medium = medium;
    this.books = books;
    this.pace = pace;
  }

  RouteSettings route() {
    return route;
  }

  /// Why the last message could not be sent; empty where it was.
  Optional<String> trouble() {
    return trouble;
  }

  /// Makes the messages that the route has to get, and sends those that are due.
  void turn(Routing routing) {
    if (unmarked != null) {
      unmarked.run();
      unmarked = null;
    }
    books.deliveries().expire(route.name());
    Instant now = pace.clock().now();
    // A day, for pages that were over before they could be sent.
    List<Mute> mutes = books.mutes().endingAfter(now.minus(Duration.ofDays(1)));
    Standings all = new Standings(books.deliveries().standing(route.name()));
    NextMessage next = new NextMessage(route.name(), medium.keepsState(), routing, mutes, now);
    plan(next, all);
    if (pausedUntil.map(until -> pace.clock().nanoTime() < until).orElse(false)) {
      return;
    }
    pausedUntil = Optional.empty();
    for (int i = 0; i < MOST_AT_ONCE && pausedUntil.isEmpty(); i++) {
      Optional<Delivery> delivery = books.deliveries().take(route.name(), pace.lease());
      if (delivery.isEmpty()) {
        break;
      }
      if (next.isSaidWithCause(delivery.get(), all)) {
        books.deliveries().dropped(delivery.get(), "it is said with its cause, which was found");
      } else {
        deliver(delivery.get(), mutes);
      }
    }
    if (medium.repeats() && pausedUntil.isEmpty()) {
      repeat(all);
    }
  }

  private void plan(NextMessage next, Standings all) {
    for (Standing alert : all.all()) {
      next.of(alert, all)
          .ifPresent(
              message ->
                  books
                      .deliveries()
                      .plan(
                          route.name(),
                          alert.alert(),
                          alert.lastNumber() + 1,
                          message.kind(),
                          message.urgency()));
    }
  }

  private void deliver(Delivery delivery, List<Mute> mutes) {
    Alert alert =
        books
            .alerts()
            .find(delivery.alert())
            .orElseThrow(() -> new IllegalStateException("a message about no alert"));
    Optional<String> outdated =
        NextMessage.outdated(alert.open(), delivery.kind(), delivery.mayHaveArrived());
    if (outdated.isPresent()) {
      books.deliveries().dropped(delivery, outdated.get());
      return;
    }
    Answer answer = sent(notice(delivery, alert, mutes));
    trouble = answer instanceof Answer.Failed ? Optional.of(answer.text()) : Optional.empty();
    Runnable mark =
        switch (answer) {
          case Answer.Accepted(String text) -> () -> books.deliveries().sent(delivery, text);
          case Answer.Refused(String text) -> () -> books.deliveries().refused(delivery, text);
          case Answer.Failed failed -> failed(delivery, failed);
        };
    // Kept where the store is away, so that it is not sent again for that reason.
    unmarked = mark;
    mark.run();
    unmarked = null;
  }

  private Runnable failed(Delivery delivery, Answer.Failed failed) {
    Duration wait = failed.patience().orElseGet(() -> backoff(delivery.tries()));
    pausedUntil = Optional.of(pace.clock().nanoTime() + wait.toNanos());
    return () ->
        books
            .deliveries()
            .failed(
                delivery,
                failed.text(),
                wait,
                failed.mayHaveArrived() || delivery.mayHaveArrived());
  }

  /// Twice as long after each failure, and by chance up to half as long.
  private Duration backoff(int tries) {
    Duration doubled = FIRST_WAIT.multipliedBy(1L << Math.min(tries - 1, MOST_DOUBLINGS));
    Duration bounded = doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    return Duration.ofNanos((long) (bounded.toNanos() * (1 - pace.random().nextDouble() / 2)));
  }

  private Answer sent(Notice notice) {
    return Trial.tried(() -> medium.send(notice));
  }

  private Notice notice(Delivery delivery, Alert alert, List<Mute> mutes) {
    return new Notice(
        new Notice.Purpose.Change(delivery.kind()),
        alert,
        delivery.number(),
        delivery.urgency(),
        alert.open() ? explained(alert) : List.of(),
        remark(delivery, alert, mutes),
        pace.clock().now());
  }

  /// The open alerts that this one explains, directly or not.
  private List<Alert> explained(Alert cause) {
    List<Alert> open =
        books.alerts().since(cause.target(), pace.clock().now()).stream()
            .filter(Alert::open)
            .toList();
    Map<UUID, Alert> byId = new HashMap<>();
    open.forEach(alert -> byId.put(alert.id(), alert));
    return open.stream().filter(alert -> leadsTo(alert, cause.id(), byId)).toList();
  }

  private static boolean leadsTo(Alert alert, UUID cause, Map<UUID, Alert> byId) {
    Set<UUID> seen = new HashSet<>();
    Optional<Alert> at = Optional.of(alert);
    while (at.isPresent() && seen.add(at.get().id())) {
      Optional<UUID> next = at.get().cause();
      if (next.equals(Optional.of(cause))) {
        return true;
      }
      at = next.map(byId::get);
    }
    return false;
  }

  private Optional<String> remark(Delivery delivery, Alert alert, List<Mute> mutes) {
    if (delivery.kind() == MessageKind.RESOLVED) {
      boolean told =
          books.deliveries().of(alert.id()).stream()
              .anyMatch(
                  message ->
                      message.route().equals(route.name())
                          && message.state() == SentMessage.State.SENT);
      return told
          ? Optional.empty()
          : Optional.of("It was over before anybody could be notified of it.");
    }
    Instant now = pace.clock().now();
    return mutes.stream()
        .filter(mute -> mute.inForceAt(now) && delivery.urgency() == Urgency.PAGE)
        .filter(mute -> mute.isAbout(alert.target(), alert.check(), alert.subject()))
        .findFirst()
        .map(
            mute ->
                "It is muted until %s (%s), and became a page, which that does not mute."
                    .formatted(mute.endsAt(), mute.reason()));
  }

  private void repeat(Standings all) {
    long now = pace.clock().nanoTime();
    if (repeatedAt.map(at -> now - at < REPEAT.toNanos()).orElse(false)) {
      return;
    }
    Set<UUID> told =
        all.all().stream()
            .filter(Standing::open)
            .filter(
                each ->
                    each.told()
                        .filter(t -> !t.waiting() && t.kind() != MessageKind.RESOLVED)
                        .isPresent())
            .map(Standing::alert)
            .collect(Collectors.toSet());
    if (!told.isEmpty()) {
      List<Alert> open =
          books.alerts().since(pace.clock().now()).stream()
              .filter(alert -> alert.open() && told.contains(alert.id()))
              .toList();
      if (Trial.tried(() -> medium.repeat(open)) instanceof Answer.Failed failed) {
        trouble = Optional.of(failed.text());
        return;
      }
      trouble = Optional.empty();
    }
    repeatedAt = Optional.of(now);
  }

  @Override
  public void close() {
    medium.close();
  }
}
