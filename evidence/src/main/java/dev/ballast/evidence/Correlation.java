package dev.ballast.evidence;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// What joins the lines of a log, the response and the sessions on a target that are due to one
/// request or one run of a job. Threads that are started within have it too.
public final class Correlation {
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._-]{1,32}");
  private static final InheritableThreadLocal<Optional<String>> CURRENT =
      new InheritableThreadLocal<>() {
        @Override
        protected Optional<String> initialValue() {
          return Optional.empty();
        }
      };

  private Correlation() {}

  /// A new one. It keeps nobody out, so that it need not be hard to guess.
  public static String fresh() {
    return String.format("%08x", ThreadLocalRandom.current().nextInt());
  }

  /// Whether text from outside may be one: 1 to 32 letters, digits, dots, hyphens and underscores.
  public static boolean isWellFormed(String text) {
    return FORM.matcher(text).matches();
  }

  /// Does something under an id, and has the one from before afterwards.
  public static <T> T within(String id, Supplier<T> what) {
    requireNonNull(id, "id is null");
    Optional<String> before = CURRENT.get();
    CURRENT.set(Optional.of(id));
    try {
      return what.get();
    } finally {
      CURRENT.set(before);
    }
  }

  /// The id of what this thread does.
  public static Optional<String> current() {
    return CURRENT.get();
  }
}
