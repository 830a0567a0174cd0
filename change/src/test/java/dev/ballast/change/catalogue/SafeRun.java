package dev.ballast.change.catalogue;

import dev.ballast.evidence.Fault;
import dev.ballast.migrations.Migration;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlError;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.sql.script.Script;
import dev.ballast.sql.script.ScriptPart;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A server on which safe forms are run, each in a database of its own that has the same history.
/// For one thread at a time.
final class SafeRun implements AutoCloseable {
  private static final String HISTORY = "history";
  private static final String RUN = "run";

  /// What PostgreSQL does not run in a transaction that is open.
  private static final Pattern BY_ITSELF =
      Pattern.compile("(?i)\\b(CONCURRENTLY|VACUUM|COMMIT|BEGIN|REINDEX)\\b");

  private final TemporaryCluster cluster;
  private final Session root;
  private final Map<List<String>, Outcome> originals = new HashMap<>();

  SafeRun(TemporaryCluster cluster) {
    this.cluster = cluster;
    this.root = cluster.session();
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

  /// Starts a new history.
  void history(List<Migration> migrations, String rows) {
    reset();
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
    root.execute("CREATE DATABASE " + HISTORY + " STRATEGY file_copy");
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
  /// @param added the form follows the statement and does not replace it
  /// @param compared whether what it leaves is compared with what the statement leaves
  Result run(SafeForm form, boolean added, boolean compared) {
    List<String> before = new ArrayList<>(form.standing());
    if (added) {
      before.add(form.original());
    }
    Outcome ran = attempt(before, form.steps());
    if (ran.error().isPresent()) {
      String step = form.steps().get(ran.done());
      return new Result(
          original(form).error().equals(ran.error())
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
    try (Session session = fresh(before)) {
      if (steps.stream().anyMatch(step -> BY_ITSELF.matcher(step).find())) {
        quietly(session, "COMMIT");
      }
      for (int i = 0; i < steps.size(); i++) {
        Optional<String> error = failure(session, steps.get(i));
        if (error.isPresent()) {
          return new Outcome(error, i, List.of());
        }
      }
      return new Outcome(Optional.empty(), steps.size(), state(session));
    }
  }

  private static List<String> state(Session session) {
    quietly(session, "COMMIT");
    return EndState.of(session);
  }

  private Session fresh(List<String> before) {
    reset();
    root.execute("CREATE DATABASE " + RUN + " TEMPLATE " + HISTORY + " STRATEGY file_copy");
    Session session = cluster.session(RUN);
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
