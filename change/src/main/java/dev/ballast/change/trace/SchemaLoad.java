package dev.ballast.change.trace;

import dev.ballast.change.trace.Workbench.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One script that is run without looking at what it does. For one thread at a time, and for one
/// run.
final class SchemaLoad {
  private final Workbench bench;
  private final List<Step> steps;
  private final MadeUpRoles roles;
  private final List<LoadProblem> problems = new ArrayList<>();

  /// The statement that began the transaction that is open.
  private @Nullable Integer begun;

  /// How many problems there were when it began.
  private int problemsBefore;

  SchemaLoad(Workbench bench, List<Step> steps, MadeUpRoles roles) {
    this.bench = bench;
    this.steps = steps;
    this.roles = roles;
  }

  List<LoadProblem> run() {
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (step.refusal().isPresent()) {
        if (!step.isGuardOfDump()) {
          problems.add(LoadProblem.notRun(step));
        }
        continue;
      }
      Optional<Failure> failure = bench.run(step);
      if (failure.isEmpty()) {
        ran(i);
      } else if (roles.make(failure.get())) {
        i = takeBackTo(i) - 1;
      } else {
        problems.add(LoadProblem.of(step, failure.get(), bench.remedy(step, failure.get(), roles)));
      }
    }
    if (bench.locks().inTransaction()) {
      bench.command("ROLLBACK");
    }
    return problems;
  }

  private void ran(int index) {
    Step step = steps.get(index);
    bench.adoptRoles(step);
    roles.ran(step);
    if (step.shape().beginsTransaction()) {
      begun = index;
      problemsBefore = problems.size();
    } else if (step.shape().endsTransaction()) {
      begun = null;
    }
  }

  /// The statement to run again from.
  private int takeBackTo(int failed) {
    Integer from = begun;
    if (from == null) {
      return failed;
    }
    bench.command("ROLLBACK");
    problems.subList(problemsBefore, problems.size()).clear();
    begun = null;
    return from;
  }
}
