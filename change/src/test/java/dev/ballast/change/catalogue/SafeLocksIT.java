package dev.ballast.change.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.trace.Trace;
import dev.ballast.change.trace.TraceOptions;
import dev.ballast.evidence.Clock;
import dev.ballast.migrations.Migration;
import dev.ballast.rules.catalogue.RuleFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// What the rules say to write instead, traced on a server: no table is read or rewritten, and no
/// index built, while others cannot write to it, and a strong lock that the rule objects to is
/// weaker in its form or has a bound on its wait.
@Execution(ExecutionMode.CONCURRENT)
class SafeLocksIT {
  private static final int MAJOR = 18;

  /// Rules that part statements or bound their waits; the statements have rules of their own.
  private static final Set<String> PARTED =
      Set.of("backfill-in-schema-transaction", "lock-held", "lock-order", "work-under-lock");

  /// Rules whose form must do what the rule objects to.
  private static final Map<String, String> BY_DESIGN =
      Map.of(
          "detach-partition", "CONCURRENTLY locks the partition at the end, its parent no more",
          "drop-partition", "as detach-partition",
          "several-alters", "the rows are gone through once instead of twice");

  @Test
  void theFormOfARuleHoldsNoStrongLockWhileItWorks() {
    List<String> wrong = new ArrayList<>();
    Set<String> traced = new TreeSet<>();
    try (Trace trace = trace()) {
      for (RuleFolder folder : RuleFolder.all()) {
        Migration fires = folder.migration(folder.script("fires", MAJOR).orElseThrow(), true);
        for (SafeForm form : SafeForm.of(folder.history(), fires, Set.of(folder.id()), MAJOR)) {
          if (!form.hazard().locks().isEmpty() && !BY_DESIGN.containsKey(folder.id())) {
            trace.reset();
            folder.ownHistory().ifPresent(own -> trace.load(own.up().script()));
            boolean parted = PARTED.contains(folder.id()) || form.isTheStatement();
            wrong.addAll(SafeLocks.of(trace, form).judged(parted));
            traced.add(folder.id());
          }
        }
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(traced).as("rules whose form was traced").hasSizeGreaterThan(60);
  }

  private static Trace trace() {
    Trace trace = Trace.on(MAJOR, TraceOptions.DEFAULT.withProbes(false), Clock.system());
    trace.load(RuleFolder.shop().up().script());
    trace.mark();
    return trace;
  }
}
