package dev.ballast.observe.tracker;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.tracker.Tracker.Changes;
import dev.ballast.observe.tracker.Tracker.Draft;
import dev.ballast.observe.tracker.Tracker.Remote;
import dev.ballast.observe.tracker.Tracker.Written;
import dev.ballast.store.ticket.Ticket;
import dev.ballast.store.ticket.TicketCopies;
import dev.ballast.store.ticket.TicketCopies.Behind;
import dev.ballast.store.ticket.TicketCopies.Lease;
import dev.ballast.store.ticket.TicketCopy;
import dev.ballast.store.ticket.TicketTable;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// Keeps a tracker and the tickets of a store alike, in both directions: first it takes over what
/// people did there, then it reports what was done here. One node at a time does so. What was begun
/// and not ended is looked for before it is done again. Runs until its thread is interrupted.
public final class TicketSync implements Runnable {
  private static final Duration LEASE = Duration.ofMinutes(2);

  /// In one pass: a tracker limits how much is written to it.
  private static final int MOST = 20;

  private static final int MOST_DOUBLINGS = 6;

  private final TicketTable tickets;
  private final TicketCopies copies;
  private final Supplier<Optional<dev.ballast.targets.config.TicketSync>> where;
  private final Pace pace;
  private final Clock clock;
  private volatile Optional<Fault> failing = Optional.empty();
  private int failures;

  /// How often it looks.
  ///
  /// @param interval between two passes
  /// @param doubt for how long a copy that may have been made is not made again
  /// @param firstWait after a failure, doubled with each further one
  public record Pace(Duration interval, Duration doubt, Duration firstWait) {
    /// GitHub allows 5,000 questions an hour; one that is answered "not modified" is none.
    public static final Pace USUAL =
        new Pace(Duration.ofSeconds(15), Duration.ofMinutes(1), Duration.ofSeconds(15));

    public Pace {
      requireNonNull(interval, "interval is null");
      requireNonNull(doubt, "doubt is null");
      requireNonNull(firstWait, "firstWait is null");
    }
  }

  /// What it works on.
  public record Desk(TicketTable tickets, TicketCopies copies) {}

  /// @param where the tracker of the configuration in force, if there is one
  public TicketSync(
      Desk desk,
      Supplier<Optional<dev.ballast.targets.config.TicketSync>> where,
      Pace pace,
      Clock clock) {
    this.tickets = desk.tickets();
    this.copies = desk.copies();
    this.where = where;
    this.pace = pace;
    this.clock = clock;
  }

  /// Why tickets are not copied at present.
  public Optional<Fault> failing() {
    return failing;
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        pass();
      } catch (Fault fault) {
        CommonError.keepInterrupt(fault);
        failing = Optional.of(fault);
      }
      clock.pause(pace.interval());
    }
  }

  /// Whether the tracker can be used. Fault `tracker-unusable`.
  public static String probe(dev.ballast.targets.config.TicketSync to, Clock clock) {
    try (Tracker tracker = Tracker.of(to, clock)) {
      return tracker.probe();
    }
  }

  /// Compares both sides once.
  void pass() {
    Optional<dev.ballast.targets.config.TicketSync> to = where.get();
    if (to.isEmpty()) {
      failing = Optional.empty();
      return;
    }
    Optional<Lease> lease = copies.lease(to.get().tracker().name(), LEASE);
    if (lease.isEmpty()) {
      return;
    }
    Duration rest = Duration.ZERO;
    try (Tracker tracker = Tracker.of(to.get(), clock)) {
      rest = pass(tracker, lease.get());
    } finally {
      copies.release(lease.get(), rest);
    }
  }

  /// @return for how long the tracker is left alone
  private Duration pass(Tracker tracker, Lease lease) {
    try {
      pull(tracker, lease);
      push(tracker, lease);
      failing = Optional.empty();
      failures = 0;
      return Duration.ZERO;
    } catch (Fault fault) {
      CommonError.keepInterrupt(fault);
      failing = Optional.of(fault);
      failures = Math.min(failures + 1, MOST_DOUBLINGS);
      return tracker.patience().orElse(pace.firstWait().multipliedBy(1L << (failures - 1)));
    }
  }

  private void pull(Tracker tracker, Lease lease) {
    Optional<Changes> changes = tracker.changes(lease.seenUntil(), lease.etag());
    if (changes.isEmpty()) {
      return;
    }
    Instant newest = lease.seenUntil().orElse(Instant.EPOCH);
    for (Remote remote : changes.get().remotes()) {
      Optional<TicketCopy> copy = copies.called(lease.tracker(), remote.number());
      if (copy.isPresent()) {
        takeOver(tracker, lease.tracker(), copy.get(), remote);
      }
      newest = remote.changedAt().isAfter(newest) ? remote.changedAt() : newest;
    }
    // The tag is that of a question that begins where the last one did.
    boolean same = lease.seenUntil().filter(newest::equals).isPresent();
    copies.seen(lease, newest, same ? changes.get().etag() : "");
  }

  private void takeOver(Tracker tracker, String name, TicketCopy copy, Remote remote) {
    Optional<Ticket> found = tickets.find(copy.ticket());
    if (found.isEmpty()) {
      return;
    }
    Ticket ticket = found.get();
    boolean open = ticket.closedAt().isEmpty();
    String owner = ticket.owner().orElse("");
    if (remote.open() != copy.open() && open != remote.open()) {
      String who = name + " " + tracker.who(remote.number()).orElse("somebody");
      if (remote.open()) {
        tickets.reopen(ticket.id(), "opened again there", name + " somebody", clock.now());
      } else {
        tickets.close(ticket.id(), "closed there", who, clock.now());
      }
    }
    String agreed = copy.owner();
    if (!remote.assignee().isEmpty()
        && !remote.assignee().equals(copy.assignee())
        && owner.equals(copy.owner())) {
      if (!remote.assignee().equals(owner)) {
        tickets.assign(ticket.id(), remote.assignee(), name, clock.now());
      }
      agreed = remote.assignee();
    }
    copies.keep(name, copy.agreed(remote.open(), agreed, remote.assignee()));
  }

  private void push(Tracker tracker, Lease lease) {
    for (Behind behind : copies.behind(lease.tracker(), MOST)) {
      if (!copies.prolong(lease, LEASE)) {
        return;
      }
      Optional<Ticket> ticket = tickets.find(behind.ticket());
      Optional<TicketCopy> copy = copies.of(lease.tracker(), behind.ticket());
      if (ticket.isEmpty()) {
        continue;
      }
      if (copy.flatMap(TicketCopy::remote).isPresent()) {
        update(tracker, lease, copy.get(), ticket.get(), behind);
      } else {
        create(tracker, lease, copy, ticket.get(), behind);
      }
    }
  }

  private void create(
      Tracker tracker, Lease lease, Optional<TicketCopy> begun, Ticket ticket, Behind behind) {
    Draft draft = new Draft(ticket, lease.origin(), copies.unreported(ticket.id(), 0));
    if (begun.isPresent()) {
      if (Duration.between(begun.get().begunAt(), clock.now()).compareTo(pace.doubt()) < 0) {
        return;
      }
      Optional<Remote> there = tracker.find(draft, begun.get().begunAt());
      if (there.isPresent()) {
        keep(lease, ticket, there.get(), 0);
        return;
      }
      if (!draft.open()) {
        copies.forget(lease.tracker(), ticket.id());
        return;
      }
    }
    copies.begin(lease.tracker(), ticket.id(), clock.now());
    switch (tracker.create(draft)) {
      case Written.Done(Remote remote) -> keep(lease, ticket, remote, behind.newest());
      case Written.Refused(String why) -> copies.giveUp(lease.tracker(), ticket.id(), why);
    }
  }

  private void keep(Lease lease, Ticket ticket, Remote remote, long reported) {
    copies.made(lease.tracker(), ticket.id(), remote.number(), remote.url());
    copies.keep(
        lease.tracker(),
        new TicketCopy(
            ticket.id(),
            clock.now(),
            Optional.of(remote.number()),
            Optional.empty(),
            remote.open(),
            ticket.owner().orElse(""),
            remote.assignee(),
            reported));
  }

  private void update(Tracker tracker, Lease lease, TicketCopy copy, Ticket ticket, Behind behind) {
    Draft draft =
        new Draft(ticket, lease.origin(), copies.unreported(ticket.id(), copy.reported()));
    switch (tracker.update(copy, draft)) {
      case Written.Done(Remote remote) ->
          copies.keep(
              lease.tracker(),
              copy.agreed(draft.open(), ticket.owner().orElse(""), remote.assignee())
                  .reported(behind.newest()));
      case Written.Refused(String why) -> copies.giveUp(lease.tracker(), ticket.id(), why);
    }
  }
}
