package dev.ballast.rules.lint;

import static java.util.Objects.requireNonNull;

import dev.ballast.migrations.Running;
import dev.ballast.sql.tree.ObjectName;
import dev.ballast.sql.tree.ObjectStatement.Drop;
import dev.ballast.sql.tree.Persistence;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.sql.tree.Walk;
import java.util.Optional;
import java.util.stream.Stream;

/// That PostgreSQL does not run a statement. What is claimed here is compared with real servers.
public sealed interface Refusal {
  /// The SQLSTATE of the error.
  String sqlState();

  /// Whatever the database holds, the statement fails with that SQLSTATE once it is run.
  record Certain(String sqlState) implements Refusal {
    public Certain {
      requireNonNull(sqlState, "sqlState is null");
    }
  }

  /// It fails where something holds that is not known here.
  ///
  /// @param decides what would decide it, for a sentence that says `unless` or `where`
  record Conditional(String sqlState, String decides) implements Refusal {
    public Conditional {
      requireNonNull(sqlState, "sqlState is null");
      requireNonNull(decides, "decides is null");
    }
  }

  /// Certain where the statement runs with the script; a statement of a body that is only stored,
  /// or that stands under a condition, may never run, and after `SET search_path` a name without a
  /// schema may mean something else.
  static Refusal of(Scene scene, String sqlState) {
    Optional<String> decides =
        mayNotRun(scene)
            .or(() -> mayBeNamedOtherwise(scene))
            .or(() -> mayHaveAnotherPast(scene))
            .or(
                () ->
                    isElsewhere(scene)
                        ? Optional.of("search_path leads to what is known here by that name")
                        : Optional.empty())
            .or(
                () ->
                    isShadowed(scene)
                        ? Optional.of("the name does not mean the temporary relation")
                        : Optional.empty());
    return of(sqlState, decides);
  }

  /// The same of a statement that is refused whatever its names mean.
  static Refusal whateverIsNamed(Scene scene, String sqlState) {
    return of(sqlState, mayNotRun(scene));
  }

  private static Refusal of(String sqlState, Optional<String> decides) {
    return decides
        .<Refusal>map(condition -> new Conditional(sqlState, condition))
        .orElseGet(() -> new Certain(sqlState));
  }

  /// The script has set a path that does not begin with `public`, and the statement relies on it.
  private static boolean isElsewhere(Scene scene) {
    SearchPath path = new SearchPath();
    scene.script().seen().forEach(path::follow);
    return path.leadsElsewhere(scene.moment().transaction())
        && names(scene).anyMatch(name -> name.schema().isEmpty());
  }

  /// A temporary relation is found before the one of the same name that others depend on.
  private static boolean isShadowed(Scene scene) {
    return names(scene)
        .filter(name -> name.schema().isEmpty())
        .flatMap(name -> scene.schema().table(name).stream())
        .anyMatch(table -> table.persistence() == Persistence.TEMPORARY);
  }

  private static Stream<QualifiedName> names(Scene scene) {
    return scene.statement() instanceof Drop drop
        ? drop.objects().stream().map(ObjectName::name)
        : Walk.of(scene.statement()).relations().stream();
  }

  /// It stands in a body that is only stored, or under a condition, psql's `\if` among them.
  private static Optional<String> mayNotRun(Scene scene) {
    return scene
        .within()
        .flatMap(Refusal::condition)
        .or(
            () ->
                scene.script().branches().hold(scene.span())
                    ? Optional.of("the branch of \\if runs")
                    : Optional.empty())
        .or(
            () ->
                scene.script().running() == Running.PRECONDITIONED
                    ? Optional.of("the preconditions of the changeset hold")
                    : Optional.empty());
  }

  /// psql may have passed over a statement before it that made the name.
  private static Optional<String> mayBeNamedOtherwise(Scene scene) {
    return scene.script().branches().precede(scene.span())
        ? Optional.of("the branches of \\if before it run as they were read")
        : Optional.empty();
  }

  /// Nothing says that the files of a folder of plain scripts are run one after the other, and all
  /// of them: what others of them made may not be there, or not any more.
  private static Optional<String> mayHaveAnotherPast(Scene scene) {
    return scene.script().running() == Running.UNDECLARED
            && !scene.script().isFirst()
            && !names(scene).allMatch(scene::isFresh)
        ? Optional.of("the scripts before it have run, in the order of their names")
        : Optional.empty();
  }

  private static Optional<String> condition(Scene.Body body) {
    if (!body.runsNow()) {
      return Optional.of("the " + body.described() + " is called");
    }
    return body.conditional()
        ? Optional.of("the branch of the " + body.described() + " runs")
        : Optional.empty();
  }
}
