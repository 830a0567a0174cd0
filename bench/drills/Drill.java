import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/// A fault that is injected into a running server, and what has to be found.
///
/// @param fault how it is injected and removed, in one sentence
/// @param target at which it is found: `shop`, `standby`, `pool` or `small`
/// @param cause the check that names the cause
/// @param subject what the alert of the cause must be about: a part of its subject or sentence
/// @param consequences checks that may raise alerts beside it, since the fault is their reason too
/// @param limit within which it has to be found
record Drill(
    String name,
    String fault,
    String target,
    String cause,
    String subject,
    Set<String> consequences,
    Duration limit,
    Injection injection) {
  private static final Duration USUAL = Duration.ofMinutes(3);

  /// Causes the fault.
  @FunctionalInterface
  interface Injection {
    Removal into(Rig rig) throws IOException;
  }

  /// Ends the fault.
  @FunctionalInterface
  interface Removal {
    Removal NOTHING = () -> {};

    void end() throws IOException;
  }

  /// One at the primary.
  static Drill of(String name, String cause, String fault, Injection injection) {
    return new Drill(name, fault, "shop", cause, "", Set.of(), USUAL, injection);
  }

  Drill at(String where) {
    return new Drill(name, fault, where, cause, subject, consequences, limit, injection);
  }

  Drill about(String what) {
    return new Drill(name, fault, target, cause, what, consequences, limit, injection);
  }

  Drill with(String... checks) {
    Set<String> all = new TreeSet<>(consequences);
    all.addAll(Set.of(checks));
    return new Drill(name, fault, target, cause, subject, all, limit, injection);
  }

  Drill within(Duration time) {
    return new Drill(name, fault, target, cause, subject, consequences, time, injection);
  }
}
