package dev.ballast.evidence;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The faults of what is left to do once a result was reached: recording it, removing what it was
/// reached with. They are reported behind the result and never cost it. For one thread.
///
/// ```java
/// TemporaryFolder folder = TemporaryFolder.create("proof");
/// try (Afterwards.Step step = afterwards.step(folder::close)) {
///   check(folder);
///   step.reached();
/// }
/// ```
public final class Afterwards {
  private final List<Fault> faults = new ArrayList<>();

  /// A fault that came after the result.
  public void add(Fault fault) {
    faults.add(requireNonNull(fault, "fault is null"));
  }

  /// Work that belongs behind the result; where it fails, the result stands.
  public void attempt(Runnable work) {
    try {
      work.run();
    } catch (Fault fault) {
      add(fault);
    }
  }

  /// A step that runs when it is closed.
  public Step step(Runnable work) {
    return new Step(work);
  }

  /// What to report once the result was shown: the first fault, with the others in its detail.
  public Optional<Fault> fault() {
    if (faults.size() <= 1) {
      return faults.stream().findFirst();
    }
    Fault first = faults.getFirst();
    String others =
        faults.stream()
            .skip(1)
            .map(
                other ->
                    "also: %s (%s)%s"
                        .formatted(
                            other.getMessage(),
                            other.code().id(),
                            other.detail().map(d -> ": " + d).orElse("")))
            .collect(Collectors.joining("\n"));
    return Optional.of(first.detail(first.detail().map(d -> d + "\n").orElse("") + others));
  }

  /// Something that is cleaned up when it is closed. Where the result was reached by then, a fault
  /// of the clean-up is kept for later; else it is thrown.
  public final class Step implements AutoCloseable {
    private final Runnable work;
    private boolean reached;

    private Step(Runnable work) {
      this.work = requireNonNull(work, "work is null");
    }

    /// The result is there, whatever the clean-up does.
    public void reached() {
      reached = true;
    }

    @Override
    public void close() {
      if (reached) {
        attempt(work);
      } else {
        work.run();
      }
    }
  }
}
