package dev.ballast.change.rehearse;

import static java.util.Objects.requireNonNull;

import dev.ballast.change.ChangeError;
import dev.ballast.change.trace.Step;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Severity;
import dev.ballast.migrations.Migration;
import dev.ballast.migrations.MigrationScript;
import dev.ballast.migrations.MigrationSet;
import dev.ballast.migrations.SourceProblem;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.migrations.source.MigrationSources;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The scripts of a change in the order in which they run.
///
/// @param ups forwards
/// @param problems what is wrong with the files
public record PlannedChange(List<Leg> ups, List<SourceProblem> problems) {
  private static final String TYPED = "--statement";

  public PlannedChange {
    ups = List.copyOf(ups);
    problems = List.copyOf(problems);
  }

  /// One script and its way back.
  public record Leg(MigrationScript up, Optional<MigrationScript> down) {
    public Leg {
      requireNonNull(up, "up is null");
      requireNonNull(down, "down is null");
    }
  }

  /// Reads the files. Throws `change-empty` where there is nothing to rehearse.
  public static PlannedChange of(RehearsalRequest.Subject subject, InputStream standardInput) {
    PlannedChange planned = read(subject, standardInput);
    planned.requireStatements();
    return planned;
  }

  /// Reads the files, of which none may be new.
  ///
  /// @param standardInput what `-` among the paths stands for
  public static PlannedChange read(RehearsalRequest.Subject subject, InputStream standardInput) {
    return switch (subject) {
      case RehearsalRequest.Subject.Migrations migrations ->
          of(MigrationSources.read(migrations.sources(), standardInput));
      case RehearsalRequest.Subject.Text text ->
          new PlannedChange(
              List.of(
                  new Leg(
                      script(TYPED, text.sql()), text.undo().map(undo -> script("--undo", undo)))),
              List.of());
    };
  }

  /// Whether nothing of it would run forwards.
  public boolean isEmpty() {
    return ups.stream().allMatch(leg -> leg.up().script().parts().isEmpty());
  }

  /// Whether all files could be read.
  public boolean isWhole() {
    return problems.stream().noneMatch(each -> each.severity() == Severity.ERROR);
  }

  /// Throws `change-empty` where nothing would run, with what is wrong with the files.
  public void requireStatements() {
    if (isEmpty()) {
      Fault fault =
          Fault.of(ChangeError.CHANGE_EMPTY, "there is nothing to rehearse")
              .hint("Name migrations that are new, or a statement with --statement.");
      throw problems.isEmpty()
          ? fault
          : fault.detail(
              String.join(
                  "\n",
                  problems.stream().map(each -> each.file() + ": " + each.message()).toList()));
    }
  }

  /// By what it is recognised when it runs again.
  public ChangeDigest digest() {
    return ChangeDigest.of(this);
  }

  private static PlannedChange of(MigrationSet set) {
    List<Leg> legs = new ArrayList<>();
    for (Migration migration : set.migrations()) {
      if (migration.judged()) {
        legs.add(new Leg(migration.up(), migration.down()));
      }
    }
    return new PlannedChange(legs, set.problems());
  }

  private static MigrationScript script(String name, String sql) {
    return new MigrationScript(
        name, ScriptSplitter.split(SourceText.of(sql)), TransactionMode.PER_STATEMENT);
  }

  /// The scripts forwards, in their order.
  List<MigrationScript> forwards() {
    return ups.stream().map(Leg::up).toList();
  }

  /// The ways back that there are, the last one first.
  List<MigrationScript> back() {
    return ups.reversed().stream().flatMap(leg -> leg.down().stream()).toList();
  }

  /// Whether every script has a way back.
  boolean isReversible() {
    return ups.stream().allMatch(leg -> leg.down().isPresent());
  }

  /// The files of the scripts that have no way back.
  String withoutDown() {
    return ups.stream()
        .filter(leg -> leg.down().isEmpty())
        .map(leg -> leg.up().file())
        .collect(Collectors.joining(", "));
  }

  /// Throws `change-reaches-outside` where a statement would reach another server, a file or a
  /// program, naming the first and how many there are.
  public void requireInside() {
    List<String> outside = new ArrayList<>();
    for (Leg leg : ups) {
      outside(leg.up(), outside);
      leg.down().ifPresent(down -> outside(down, outside));
    }
    if (!outside.isEmpty()) {
      throw Fault.of(
              ChangeError.CHANGE_REACHES_OUTSIDE,
              outside.size() == 1
                  ? "a statement cannot be rehearsed"
                  : outside.size() + " statements cannot be rehearsed")
          .detail(String.join("\n", outside))
          .hint("Take them out of the migration, or rehearse it without them.");
    }
  }

  private static void outside(MigrationScript script, List<String> outside) {
    for (Step step : Step.of(script.script())) {
      step.refusal()
          .ifPresent(why -> outside.add("%s:%s: %s".formatted(script.file(), step.start(), why)));
    }
  }
}
