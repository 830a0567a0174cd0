package dev.ballast.change.catalogue;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.migrations.Migration;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlError;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.sql.script.Script;
import dev.ballast.sql.script.ScriptPart;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A server on which safe forms are run, each in a database of its own that has the same history.
/// For one thread at a time.
final class SafeRun implements AutoCloseable {
  /// Where the majors come from that the tests walk.
  static final String MAJORS = "dev.ballast.postgres.server.TestedMajors#newest";

  private static final String HISTORY = "history";
  private static final String RUN = "run";

  /// The major from which it need not be the way that every major has.
  private static final int FILE_COPY = 15;

  /// `syntax_error`: what a later major understands.
  static final String SYNTAX = "42601";

  /// What PostgreSQL does not run in a transaction that is open.
  private static final Pattern BY_ITSELF =
      Pattern.compile("(?i)\\b(CONCURRENTLY|VACUUM|COMMIT|BEGIN|REINDEX)\\b");

  private final TemporaryCluster cluster;
  private final Session root;

  /// How a database is copied.
  private final String strategy;

  private final Map<List<String>, Outcome> originals = new HashMap<>();
  private Fixture fixture = Fixture.NONE;

  private SafeRun(TemporaryCluster cluster, int major) {
    this.cluster = cluster;
    this.root = cluster.session();
    this.strategy = major < FILE_COPY ? "" : " STRATEGY file_copy";
  }

  static SafeRun start(int major) {
    return new SafeRun(
        TemporaryCluster.of(major, Clock.system())
            .setting("autovacuum", "off")
            .setting("wal_level", "logical")
            .start(),
        major);
  }

  /// One of the scripts beside the tests.
  static String text(String name) {
    try (InputStream in = SafeRun.class.getResourceAsStream("SafeRun/" + name + ".sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("while reading " + name, e);
    }
  }

  /// How a form went.
  ///
  /// @param error what the server refused, and why
  /// @param differences what is not as the original statement leaves it
  record Result(Optional<String> error, List<String> differences) {
    Result {
      differences = List.copyOf(differences);
    }
  }

  /// What a script needs and no migration makes.
  ///
  /// @param made before the script, each time; some of it stands outside of the database
  /// @param gone what takes it away again
  record Fixture(List<String> made, List<String> gone) {
    static final Fixture NONE = new Fixture(List.of(), List.of());

    Fixture {
      made = List.copyOf(made);
      gone = List.copyOf(gone);
    }
  }

  /// Starts a new history.
  void history(List<Migration> migrations, String rows, Fixture needed) {
    reset();
    fixture = needed;
    root.execute("DROP DATABASE IF EXISTS " + HISTORY);
    root.execute(
        """
        DO $$
        DECLARE
          made text;
        BEGIN
          FOR made IN SELECT quote_ident(rolname) FROM pg_roles
            WHERE rolname !~ '^pg_' AND oid >= 16384 LOOP
            EXECUTE 'DROP ROLE ' || made;
          END LOOP;
        END
        $$\
        """);
    root.execute("CREATE DATABASE " + HISTORY + strategy);
    originals.clear();
    try (Session session = cluster.session(HISTORY)) {
      for (Migration migration : migrations) {
        statements(migration.up().script()).forEach(session::execute);
      }
      if (!rows.isBlank()) {
        session.execute(rows);
      }
    }
  }

  static List<String> statements(String text) {
    return statements(ScriptSplitter.split(SourceText.of(text)));
  }

  private static List<String> statements(Script script) {
    return script.parts().stream()
        .filter(ScriptPart.Sql.class::isInstance)
        .map(part -> script.text((ScriptPart.Sql) part))
        .toList();
  }

  /// Runs what stands before the statement, then the form.
  ///
  /// @param added the form follows the script and does not replace anything
  /// @param compared whether what it leaves is compared with what the statement leaves
  Result run(SafeForm form, boolean added, boolean compared) {
    List<String> before = new ArrayList<>(form.standing());
    if (added) {
      before.add(form.original());
      before.addAll(form.behind());
    }
    Outcome ran = attempt(before, form.steps());
    if (ran.error().isPresent()) {
      String step = form.steps().get(ran.done());
      return new Result(
          original(form)
                  .error()
                  .filter(
                      error -> error.startsWith(SYNTAX) || error.equals(ran.error().orElseThrow()))
                  .isPresent()
              ? Optional.empty()
              : Optional.of(ran.error().get() + " <- " + step),
          List.of());
    }
    if (!compared || added || !form.whole()) {
      return new Result(Optional.empty(), List.of());
    }
    Outcome original = original(form);
    return new Result(
        Optional.empty(),
        original.error().isPresent()
            ? List.of()
            : EndState.differences(original.state(), ran.state()));
  }

  /// What came of a script.
  ///
  /// @param errors what the server refused; the script continued behind it, as psql does
  record ScriptResult(List<String> errors, List<String> state) {
    ScriptResult {
      errors = List.copyOf(errors);
      state = List.copyOf(state);
    }
  }

  /// Runs a whole script.
  ///
  /// @param wrapped the tool opens a transaction around it
  ScriptResult script(String text, boolean wrapped) {
    List<String> errors = new ArrayList<>();
    try (Session session = fresh(List.of())) {
      if (wrapped) {
        session.execute("BEGIN");
      }
      for (String statement : statements(text)) {
        failure(session, statement).ifPresent(error -> errors.add(error + " <- " + statement));
      }
      return new ScriptResult(errors, state(session));
    } finally {
      cleared();
    }
  }

  /// What came of some statements.
  ///
  /// @param done how many ran
  private record Outcome(Optional<String> error, int done, List<String> state) {}

  private Outcome original(SafeForm form) {
    List<String> script = new ArrayList<>(form.before());
    script.add(form.original());
    Outcome known = originals.get(script);
    if (known == null) {
      known = attempt(form.before(), List.of(form.original()));
      originals.put(script, known);
    }
    return known;
  }

  private Outcome attempt(List<String> before, List<String> steps) {
    boolean alone = steps.stream().anyMatch(step -> BY_ITSELF.matcher(step).find());
    if (before.isEmpty() && !alone && fixture.equals(Fixture.NONE)) {
      Outcome undone = undone(steps);
      if (undone.error().isEmpty()) {
        return undone;
      }
    }
    try (Session session = fresh(before)) {
      if (alone) {
        quietly(session, "COMMIT");
      }
      for (int i = 0; i < steps.size(); i++) {
        Optional<String> error = failure(session, steps.get(i));
        if (error.isPresent()) {
          return new Outcome(error, i, List.of());
        }
      }
      return new Outcome(Optional.empty(), steps.size(), state(session));
    } finally {
      cleared();
    }
  }

  /// The same in the history itself, which is many times quicker than to copy it.
  private Outcome undone(List<String> steps) {
    try (Session session = cluster.session(HISTORY)) {
      session.execute("BEGIN");
      for (int i = 0; i < steps.size(); i++) {
        Optional<String> error = failure(session, steps.get(i));
        if (error.isPresent()) {
          return new Outcome(error, i, List.of());
        }
      }
      List<String> state = EndState.of(session);
      session.execute("ROLLBACK");
      return new Outcome(Optional.empty(), steps.size(), state);
    }
  }

  private void cleared() {
    if (!fixture.gone().isEmpty()) {
      try (Session session = cluster.session(RUN)) {
        fixture.gone().forEach(statement -> quietly(session, statement));
      }
    }
  }

  private static List<String> state(Session session) {
    quietly(session, "COMMIT");
    return EndState.of(session);
  }

  private Session fresh(List<String> before) {
    reset();
    root.execute("CREATE DATABASE " + RUN + " TEMPLATE " + HISTORY + strategy);
    Session session = cluster.session(RUN);
    fixture.made().forEach(statement -> quietly(session, statement));
    before.forEach(statement -> quietly(session, statement));
    return session;
  }

  private void reset() {
    root.execute("DROP DATABASE IF EXISTS " + RUN + " WITH (FORCE)");
  }

  private static void quietly(Session session, String statement) {
    Optional<String> ignored = failure(session, statement);
  }

  private static Optional<String> failure(Session session, String statement) {
    try {
      session.execute(statement);
      return Optional.empty();
    } catch (Fault e) {
      return Optional.of(
          SqlError.of(e).map(error -> error.sqlState() + " " + error.message()).orElse("" + e));
    }
  }

  @Override
  public void close() {
    root.close();
    cluster.close();
  }
}
