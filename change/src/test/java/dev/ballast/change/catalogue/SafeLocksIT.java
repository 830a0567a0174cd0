package dev.ballast.change.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.trace.Trace;
import dev.ballast.change.trace.TraceOptions;
import dev.ballast.evidence.Clock;
import dev.ballast.migrations.Migration;
import dev.ballast.rules.catalogue.RuleFolder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the rules say to write instead, traced on a server: no table is read or rewritten, and no
/// index built, while others cannot write to it, and a strong lock that the rule objects to is
/// weaker in its form or has a bound on its wait.
@Execution(ExecutionMode.CONCURRENT)
class SafeLocksIT {
  /// Rules that part statements or bound their waits; the statements have rules of their own.
  private static final Set<String> PARTED =
      Set.of("backfill-in-schema-transaction", "lock-held", "lock-order", "work-under-lock");

  /// Rules whose form must do what the rule objects to.
  private static final Map<String, String> BY_DESIGN =
      Map.of(
          "detach-partition", "CONCURRENTLY locks the partition at the end, its parent no more",
          "drop-partition", "as detach-partition",
          "several-alters", "the rows are gone through once instead of twice");

  @ParameterizedTest
  @MethodSource(SafeRun.MAJORS)
  void theFormOfARuleHoldsNoStrongLockWhileItWorks(int major) {
    List<String> wrong = new ArrayList<>();
    Set<String> traced = new TreeSet<>();
    try (Trace trace = trace(major)) {
      trace.load(RuleFolder.shop().up().script());
      trace.mark();
      for (RuleFolder folder : RuleFolder.all()) {
        Migration fires = folder.migration(folder.script("fires", major).orElseThrow(), true);
        for (SafeForm form : SafeForm.of(folder.history(), fires, Set.of(folder.id()), major)) {
          if (promises(form)) {
            trace.reset();
            folder.ownHistory().ifPresent(own -> trace.load(own.up().script()));
            if (judged(trace, form, wrong)) {
              traced.add(folder.id());
            }
          }
        }
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(traced).as("rules whose form was traced").hasSizeGreaterThan(60);
  }

  @ParameterizedTest
  @MethodSource(SafeRun.MAJORS)
  void norWithOtherNamesOrOnPartitionedTables(int major) {
    Migration schema = SafeForm.script("schema.sql", SafeRun.text("neighbours-schema"));
    List<String> wrong = new ArrayList<>();
    Set<List<String>> known = new HashSet<>();
    Set<String> traced = new TreeSet<>();
    try (Trace trace = trace(major)) {
      trace.load(schema.up().script());
      trace.load(SafeRun.text("neighbours-rows"));
      trace.mark();
      for (String statement : SafeRun.statements(SafeRun.text("neighbours"))) {
        Migration judged = SafeForm.script(statement, statement);
        for (SafeForm form : SafeForm.of(List.of(schema), judged, Set.of(), major)) {
          if (promises(form) && !form.isTheStatement() && known.add(form.steps())) {
            trace.reset();
            if (judged(trace, form, wrong)) {
              traced.add(form.place());
            }
          }
        }
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(traced).as("forms that were traced").hasSizeGreaterThan(40);
  }

  private static boolean promises(SafeForm form) {
    return !form.hazard().locks().isEmpty() && !BY_DESIGN.containsKey(form.rule());
  }

  /// Whether all of the form was run.
  private static boolean judged(Trace trace, SafeForm form, List<String> wrong) {
    SafeLocks locks = SafeLocks.of(trace, form);
    wrong.addAll(locks.judged(PARTED.contains(form.rule()) || form.isTheStatement()));
    return locks.isComplete();
  }

  private static Trace trace(int major) {
    return Trace.on(major, TraceOptions.DEFAULT.withProbes(false), Clock.system());
  }
}
