package dev.ballast.change.trace;

import dev.ballast.change.trace.Workbench.Failure;
import dev.ballast.change.trace.scratch.ScratchServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What has run in the database, from which it can be made as it would be without made-up rows:
/// with nothing of what they left in tables that they were copied to, in sequences, in statistics
/// and in files. Nothing is copied until then, since it is seldom wanted. For one thread at a time.
final class PastRuns {
  private final ScratchServer server;
  private final SharedObjects sharedObjects;
  private final String database;
  private final List<Ran> all = new ArrayList<>();

  /// A copy of the database without made-up rows, where there is one.
  private Optional<Copy> copy = Optional.empty();

  /// @param runs how much of what ran is in it
  private record Copy(String name, int runs) {}

  /// What was run in one session.
  sealed interface Ran {
    List<Step> steps();

    String timeZone();
  }

  private record Loaded(List<Step> steps, String timeZone) implements Ran {
    Loaded {
      steps = List.copyOf(steps);
    }
  }

  /// The statements of a script that were done.
  ///
  /// @param wrapped whether its tool opens a transaction ahead of them
  /// @param committed whether it commits that at their end
  record Script(String file, List<Step> steps, boolean wrapped, boolean committed, String timeZone)
      implements Ran {
    Script {
      steps = List.copyOf(steps);
    }
  }

  /// @param sharedObjects what may stay on the server
  /// @param database where the scripts run
  PastRuns(ScratchServer server, SharedObjects sharedObjects, String database) {
    this.server = server;
    this.sharedObjects = sharedObjects;
    this.database = database;
  }

  /// The same, of a copy of the database.
  PastRuns copy() {
    PastRuns other = new PastRuns(server, sharedObjects, database);
    other.all.addAll(all);
    other.copy = copy;
    return other;
  }

  /// There is a copy of the database by this name now, in the place of any other.
  ///
  /// @param rows whether it holds made-up rows
  void marked(String name, boolean rows) {
    copy = rows ? Optional.empty() : Optional.of(new Copy(name, all.size()));
  }

  void loaded(List<Step> steps, String timeZone) {
    all.add(new Loaded(steps, timeZone));
  }

  void ran(Script script) {
    all.add(script);
  }

  /// Makes the database as it would be without made-up rows.
  ///
  /// @param current what is done of the script that is running
  /// @return why it cannot be made, a clause: something fails without the rows
  Optional<String> withoutRows(Workbench bench, Script current, MadeUpRoles roles) {
    bench.withoutSessions(
        () -> {
          server.dropDatabase(database);
          sharedObjects.dropOthers(server.root(), Trace.DATABASES);
          roles.makeAgain();
          server.createDatabase(database, copy.map(Copy::name));
        });
    List<Ran> wanted = new ArrayList<>(all.subList(copy.map(Copy::runs).orElse(0), all.size()));
    wanted.add(current);
    for (Ran each : wanted) {
      bench.beginScript(each.timeZone());
      Optional<String> obstacle =
          switch (each) {
            case Loaded loaded -> {
              new SchemaLoad(bench, loaded.steps(), roles).run();
              yield Optional.empty();
            }
            case Script script -> again(bench, script);
          };
      if (obstacle.isPresent()) {
        return obstacle;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> again(Workbench bench, Script script) {
    if (script.wrapped() && !script.steps().isEmpty()) {
      bench.command("BEGIN");
    }
    for (Step step : script.steps()) {
      Optional<Failure> failure = bench.run(step);
      if (failure.isPresent()) {
        bench.command("ROLLBACK");
        return Optional.of(failed(script, "statement " + step.number(), failure.get()));
      }
      bench.adoptRoles(step);
    }
    if (bench.locks().inTransaction()) {
      return bench
          .execute(script.committed() ? "COMMIT" : "ROLLBACK")
          .map(failure -> failed(script, "the COMMIT", failure));
    }
    return Optional.empty();
  }

  private static String failed(Script script, String what, Failure failure) {
    return "%s of %s fails without them (%s)".formatted(what, script.file(), failure.message());
  }
}
