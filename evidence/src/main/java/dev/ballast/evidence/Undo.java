package dev.ballast.evidence;

import static java.util.Objects.requireNonNull;

/// What undoes something that was begun, unless it is kept: for what is handed out whole or not at
/// all. For one thread.
///
/// ```java
/// Session session = Session.open(settings, options);
/// try (Undo<RuntimeException> undo = Undo.unlessKept(session::close)) {
///   return undo.keep(new Reading(session));
/// }
/// ```
///
/// As a resource of `try` it leaves the first exception the one that is thrown: what the undoing
/// throws after it is among its suppressed ones.
///
/// @param <X> what the undoing may throw
public final class Undo<X extends Exception> implements AutoCloseable {
  private final Step<X> step;
  private boolean kept;

  private Undo(Step<X> step) {
    this.step = step;
  }

  /// Runs `step` when it is closed, unless [#keep] was called before.
  public static <X extends Exception> Undo<X> unlessKept(Step<X> step) {
    return new Undo<>(requireNonNull(step, "step is null"));
  }

  /// Nothing is undone from here on.
  public void keep() {
    kept = true;
  }

  /// Keeps what was begun, and returns what was made of it.
  public <T> T keep(T made) {
    keep();
    return made;
  }

  /// Undoes what was not kept. An interrupt neither keeps the undoing from files and sockets nor is
  /// lost: the thread has its interrupt status back afterwards.
  @Override
  public void close() throws X {
    if (kept) {
      return;
    }
    kept = true;
    boolean interrupted = Thread.interrupted();
    try {
      step.run();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /// How something is undone.
  @FunctionalInterface
  public interface Step<X extends Exception> {
    void run() throws X;
  }
}
