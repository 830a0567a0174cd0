package dev.ballast.change.trace;

import dev.ballast.change.trace.Workbench.Failure;
import dev.ballast.change.trace.scratch.ScratchServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The database as it was before the first row was made up, and what has run since. From both it
/// can be made as it would be without those rows: with nothing of what they left in tables that
/// they were copied to, in sequences, in statistics and in files. For one thread at a time.
final class CleanCopy {
  static final String NAME = "trace_clean";

  private final ScratchServer server;
  private final String database;
  private final List<Ran> since = new ArrayList<>();

  /// Its name; null as long as none is needed.
  private @Nullable String copy;

  /// Whether the database holds made-up rows.
  private boolean filled;

  private @Nullable SharedObjects shared;

  /// What was run in one session.
  private sealed interface Ran {
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

  /// @param database where the scripts run
  CleanCopy(ScratchServer server, String database) {
    this.server = server;
    this.database = database;
  }

  /// The same, of a copy of the database.
  CleanCopy copy() {
    CleanCopy other = new CleanCopy(server, database);
    other.since.addAll(since);
    other.copy = copy;
    other.filled = filled;
    other.shared = shared;
    return other;
  }

  /// Copies the database, unless there is a copy: rows will be made up in it.
  void keep(Workbench bench) {
    filled = true;
    if (copy != null) {
      return;
    }
    bench.withoutSessions(
        () -> {
          server.dropDatabase(NAME);
          server.createDatabase(NAME, Optional.of(database));
        });
    copy = NAME;
    shared = SharedObjects.of(server.root());
    since.clear();
  }

  /// The database by this name will be replaced.
  void beforeMark(String name) {
    if (filled && name.equals(copy)) {
      server.dropDatabase(NAME);
      server.renameDatabase(name, NAME);
      copy = NAME;
    }
  }

  /// There is a copy of the database by this name now, which serves where no row was made up.
  ///
  /// @param objects what is kept with it
  void marked(String name, SharedObjects objects) {
    SharedObjects known = shared;
    if (!filled) {
      copy = name;
      shared = objects.copy();
      since.clear();
    } else if (known != null) {
      known.keepToo(server.root());
    }
  }

  void loaded(List<Step> steps, String timeZone) {
    since.add(new Loaded(steps, timeZone));
  }

  void ran(Script script) {
    since.add(script);
  }

  /// Makes the database as it would be without made-up rows.
  ///
  /// @param current what is done of the script that is running
  /// @return why it cannot be made, a clause: something fails without the rows
  Optional<String> restore(Workbench bench, Script current, MadeUpRoles roles) {
    String from = copy;
    SharedObjects kept = shared;
    if (from == null || kept == null) {
      throw new IllegalStateException("rows were made up and no copy was kept");
    }
    bench.withoutSessions(
        () -> {
          server.dropDatabase(database);
          kept.dropOthers(server.root(), Trace.DATABASES);
          roles.makeAgain();
          server.createDatabase(database, Optional.of(from));
        });
    List<Ran> all = new ArrayList<>(since);
    all.add(current);
    for (Ran each : all) {
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
