package dev.ballast.protect.faults;

import dev.ballast.evidence.Progress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// Brings a fault about at a chosen point of a run, on the run's own thread, and keeps what the
/// operator was informed. Safe for any number of threads.
final class Trigger implements Progress {
  private final String phase;
  private final boolean midway;
  private final Runnable fault;
  private final AtomicBoolean fired = new AtomicBoolean();
  private final AtomicLong total = new AtomicLong();
  private final AtomicLong done = new AtomicLong();
  private final List<String> notes = new CopyOnWriteArrayList<>();
  private volatile String current = "";

  private Trigger(String phase, boolean midway, Runnable fault) {
    this.phase = phase;
    this.midway = midway;
    this.fault = fault;
  }

  /// Never fires; it only listens.
  static Trigger never() {
    return new Trigger("", false, () -> {});
  }

  /// Fires when the phase begins.
  static Trigger at(String phase, Runnable fault) {
    return new Trigger(phase, false, fault);
  }

  /// Fires when a part of the phase's bytes is done.
  static Trigger within(String phase, Runnable fault) {
    return new Trigger(phase, true, fault);
  }

  @Override
  public void begin(String begun, long bytes) {
    current = begun;
    total.set(bytes);
    done.set(0);
    if (!midway && begun.startsWith(phase)) {
      fire();
    }
  }

  @Override
  public void advance(long bytes) {
    done.accumulateAndGet(bytes, Math::max);
    if (midway && current.startsWith(phase) && bytes > 0) {
      fire();
    }
  }

  private void fire() {
    if (!phase.isEmpty() && fired.compareAndSet(false, true)) {
      fault.run();
    }
  }

  @Override
  public void note(String line) {
    notes.add(line);
  }

  boolean fired() {
    return fired.get();
  }

  /// How much of the last phase was done, 0 to 1.
  double share() {
    return (double) done.get() / Math.max(1, total.get());
  }

  List<String> notes() {
    return List.copyOf(notes);
  }
}
