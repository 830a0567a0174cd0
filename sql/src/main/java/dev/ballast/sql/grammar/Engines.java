package dev.ballast.sql.grammar;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/// Lends engines, one to a thread at a time, and throws away those that may be damaged. Safe for
/// any number of threads.
///
/// The image of the memory is read when the first engine is made.
final class Engines {
  /// The stack of a thread that parses what is nested too deeply for the caller's own. What this
  /// does not hold goes beyond the parser's stack as well.
  private static final long DEEP_STACK_BYTES = 64L << 20;

  private final int[] image = Engine.image();
  private final int greatestPages;
  private final ConcurrentLinkedQueue<Engine> idle = new ConcurrentLinkedQueue<>();
  private final Semaphore permits = new Semaphore(Runtime.getRuntime().availableProcessors());

  /// @param greatestPages of memory that an engine may take, of 64 KiB
  Engines(int greatestPages) {
    this.greatestPages = greatestPages;
  }

  /// Uses an engine for one text; `refuse` makes an answer of what is wrong with that text.
  <T> T with(Function<Engine, T> use, Function<Rejected, T> refuse) {
    try {
      permits.acquire();
    } catch (InterruptedException e) {
      throw CommonError.interrupted("waiting for the parser").cause(e);
    }
    try {
      return lend(use, refuse);
    } catch (StackOverflowError e) {
      return deep(use, refuse);
    } finally {
      permits.release();
    }
  }

  /// Once more on a thread with a stack of its own: a caller's may be small, and deep already.
  private <T> T deep(Function<Engine, T> use, Function<Rejected, T> refuse) {
    FutureTask<T> task = new FutureTask<>(() -> lend(use, refuse));
    Thread.ofPlatform().name("parser").daemon().stackSize(DEEP_STACK_BYTES).start(task);
    try {
      return task.get();
    } catch (InterruptedException e) {
      throw CommonError.interrupted("waiting for the parser").cause(e);
    } catch (ExecutionException e) {
      return switch (e.getCause()) {
        case StackOverflowError overflow -> refuse.apply(tooDeep());
        case Fault fault -> throw fault;
        case null, default -> throw broken(e);
      };
    }
  }

  /// An engine goes back only where it came through unharmed.
  private <T> T lend(Function<Engine, T> use, Function<Rejected, T> refuse) {
    Engine engine = idle.poll();
    if (engine == null) {
      engine = new Engine(image, greatestPages);
    }
    T answer;
    try {
      answer = use.apply(engine);
    } catch (ArrayIndexOutOfBoundsException | ArithmeticException | IllegalStateException e) {
      return refuse.apply(excess(engine).orElseThrow(() -> broken(e)));
    } catch (OutOfMemoryError e) {
      return refuse.apply(tooLarge()); // the answer is copied out of the parser's memory
    }
    Optional<Rejected> excess = excess(engine);
    if (excess.isPresent()) {
      return refuse.apply(excess.get());
    }
    if (engine.isWorthKeeping()) {
      idle.add(engine);
    }
    return answer;
  }

  /// What a text took more of than there is. The parser does not always report it: it may end
  /// early, and answer with what it has.
  private static Optional<Rejected> excess(Engine engine) {
    if (engine.isStarved()) {
      return Optional.of(tooLarge());
    }
    return engine.isOverrun() ? Optional.of(tooDeep()) : Optional.empty();
  }

  private static Rejected tooDeep() {
    return new Rejected(
        new SyntaxError(
            SyntaxError.Kind.TOO_DEEP,
            "the text is nested too deeply for the parser's stack",
            SyntaxError.UNKNOWN));
  }

  private static Rejected tooLarge() {
    return new Rejected(
        new SyntaxError(
            SyntaxError.Kind.TOO_LARGE,
            "the tree of the text does not fit the parser's memory",
            SyntaxError.UNKNOWN));
  }

  private static Fault broken(Exception cause) {
    return Fault.of(CommonError.INTERNAL_ERROR, "the parser broke down on a text").cause(cause);
  }
}
