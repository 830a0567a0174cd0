package dev.ballast.store.inventory;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.SessionPool;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/// The latest inventories of all targets, in memory and in the store. Each reading is compared with
/// the one before, the first one of a process with what the store has of the last process, so that
/// a change in between is seen. Where the store is away, that waits until it is back.
///
/// What changed is reported before it is stored: a process that is killed in between reports it
/// again, and never not at all. Runs, to store, until its thread is interrupted. Safe for any
/// number of threads.
public final class InventoryBook implements Runnable {
  private static final Duration INTERVAL = Duration.ofSeconds(2);

  private final InventoryTable table;
  private final DifferenceSink sink;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<Name, Page> pages = new HashMap<>();
  private volatile Optional<Fault> failing = Optional.empty();

  private record Name(String target, String kind) {}

  /// @param first the first of this process, while it is not compared with the store's
  /// @param unsaved whether the store has another
  private record Page(Inventory latest, Optional<Inventory> first, boolean unsaved) {}

  public InventoryBook(SessionPool pool, DifferenceSink sink, Clock clock) {
    this.table = new InventoryTable(pool);
    this.sink = sink;
    this.clock = clock;
  }

  /// Takes a reading in, and reports how it differs from the one before. Does not wait for the
  /// store.
  public void accept(Inventory now) {
    Optional<Difference> difference;
    lock.lock();
    try {
      Name name = new Name(now.target(), now.kind());
      Page old = pages.get(name);
      if (old == null) {
        pages.put(name, new Page(now, Optional.of(now), true));
        return;
      }
      difference = old.latest().to(now);
      pages.put(name, new Page(now, old.first(), old.unsaved() || difference.isPresent()));
    } finally {
      lock.unlock();
    }
    difference.ifPresent(sink::accept);
  }

  /// What was read last, by this process.
  public Optional<Inventory> latest(String target, String kind) {
    lock.lock();
    try {
      return Optional.ofNullable(pages.get(new Name(target, kind))).map(Page::latest);
    } finally {
      lock.unlock();
    }
  }

  /// Why the store does not take inventories at present.
  public Optional<Fault> failing() {
    return failing;
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try {
        store();
        failing = Optional.empty();
      } catch (Fault fault) {
        CommonError.keepInterrupt(fault);
        failing = Optional.of(fault);
      }
      clock.pause(INTERVAL);
    }
  }

  /// Compares with the store what was not yet, and stores what changed. Throws what the store
  /// answers; what is not done then is still to be done.
  public void store() {
    for (Page page : unsaved()) {
      if (page.first().isPresent()) {
        Inventory first = page.first().get();
        table.read(first.target(), first.kind()).flatMap(s -> s.to(first)).ifPresent(sink::accept);
        compared(first);
      }
      table.write(page.latest());
      saved(page.latest());
    }
  }

  private List<Page> unsaved() {
    lock.lock();
    try {
      return pages.values().stream().filter(Page::unsaved).toList();
    } finally {
      lock.unlock();
    }
  }

  private void compared(Inventory first) {
    change(first, page -> new Page(page.latest(), Optional.empty(), page.unsaved()));
  }

  private void saved(Inventory stored) {
    change(
        stored,
        page ->
            new Page(page.latest(), page.first(), !page.latest().items().equals(stored.items())));
  }

  private void change(Inventory of, UnaryOperator<Page> how) {
    lock.lock();
    try {
      pages.computeIfPresent(new Name(of.target(), of.kind()), (name, page) -> how.apply(page));
    } finally {
      lock.unlock();
    }
  }
}
