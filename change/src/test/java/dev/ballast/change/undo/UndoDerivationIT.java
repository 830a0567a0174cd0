package dev.ballast.change.undo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class UndoDerivationIT {
  private static final String MAJORS = "dev.ballast.postgres.server.TestedMajors#outermost";

  @ParameterizedTest
  @MethodSource(MAJORS)
  void everyStatementIsUndoneAsTheManualSaysAndWhatWasThereIsThereAgain(int major) {
    try (TemporaryCluster cluster = TemporaryCluster.start(major, Clock.system());
        Session session = cluster.session()) {
      session.execute(resource("schema.sql"));
      session.execute("SET search_path = app, public");
      List<String> state = state(session);
      List<String> otherwise = new ArrayList<>();
      for (UndoCase each : UndoCase.all(resource("corpus.txt"))) {
        if (each.isFor(major)) {
          session.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
          try {
            otherwise.addAll(tried(each, state, session));
          } catch (Fault e) {
            otherwise.add("\n" + each.statement() + "\n  " + e + " " + e.getCause());
          } finally {
            session.rollback();
          }
        }
      }
      assertThat(otherwise).isEmpty();
      outsideOfATransaction(session);
      aWholeScript(session);
      rowsThatNobodyEstimatedAreCounted(session);
    }
  }

  private static List<String> tried(UndoCase each, List<String> before, Session session) {
    UndoDerivation derivation = UndoDerivation.before(each.statement(), session);
    long rows = session.execute(each.statement());
    StatementUndo undo =
        derivation.after(
            each.statement().startsWith("WITH") ? OptionalLong.empty() : OptionalLong.of(rows));
    List<String> wrong = new ArrayList<>();
    if (!each.isExpected(undo)) {
      wrong.add("\n" + each.statement() + "\n  " + String.join("\n  ", UndoCase.told(undo)));
    }
    if (undo instanceof StatementUndo.Undoable undoable) {
      undoable.statements().forEach(session::execute);
      List<String> after = state(session);
      if (!after.equals(before)) {
        List<String> missing = new ArrayList<>(before);
        missing.removeAll(after);
        List<String> extra = new ArrayList<>(after);
        extra.removeAll(before);
        wrong.add("\n" + each.statement() + "\n  missing " + missing + "\n  extra " + extra);
      }
    }
    return wrong;
  }

  /// What is done concurrently is undone concurrently, and the session's own search path stays.
  private static void outsideOfATransaction(Session session) {
    List<String> before = state(session);
    List<String> told = new ArrayList<>();
    for (String statement :
        List.of(
            "CREATE INDEX CONCURRENTLY made ON orders (total)",
            "DROP INDEX CONCURRENTLY orders_state_idx")) {
      UndoDerivation derivation = UndoDerivation.before(statement, session);
      session.execute(statement);
      StatementUndo.Undoable undo = (StatementUndo.Undoable) derivation.after();
      undo.statements().forEach(session::execute);
      told.addAll(undo.statements());
    }
    assertThat(told)
        .containsExactly(
            "DROP INDEX CONCURRENTLY app.made",
            "CREATE UNIQUE INDEX CONCURRENTLY orders_state_idx ON app.orders"
                + " USING btree (state, id)");
    assertThat(state(session)).isEqualTo(before);
    assertThat(session.text("SHOW search_path")).isEqualTo("app, public");
  }

  /// Each undo is derived while the script runs, and they run in reverse order.
  private static void aWholeScript(Session session) {
    List<String> before = state(session);
    List<UndoScript.Step> steps = new ArrayList<>();
    for (String statement :
        List.of(
            "ALTER TABLE orders RENAME COLUMN note TO remark",
            "ALTER TABLE orders RENAME TO purchases",
            "ALTER TABLE purchases ADD COLUMN paid boolean NOT NULL DEFAULT false",
            "CREATE INDEX purchases_paid_idx ON purchases (paid) WHERE NOT paid",
            "ALTER TABLE purchases ADD CONSTRAINT remarked CHECK (remark <> '') NOT VALID",
            "ALTER TABLE purchases VALIDATE CONSTRAINT remarked")) {
      UndoDerivation derivation = UndoDerivation.before(statement, session);
      session.execute(statement);
      steps.add(new UndoScript.Step(statement, derivation.after()));
    }
    UndoScript script = new UndoScript(steps);

    assertThat(script.gaps()).isEmpty();
    assertThat(script.text())
        .isEqualTo(
            """
            ALTER TABLE app.purchases DROP CONSTRAINT remarked;
            DROP INDEX app.purchases_paid_idx;
            ALTER TABLE app.purchases DROP COLUMN paid;
            ALTER TABLE app.purchases RENAME TO orders;
            ALTER TABLE app.orders RENAME COLUMN remark TO note;
            """);
    script.statements().forEach(session::execute);
    assertThat(state(session)).isEqualTo(before);
  }

  private static void rowsThatNobodyEstimatedAreCounted(Session session) {
    session.execute("CREATE TABLE \"a.b\" (\"c.\"\"d\" int, e int)");
    session.execute("INSERT INTO \"a.b\" SELECT g, g FROM generate_series(1, 1234) AS g");
    UndoDerivation derivation =
        UndoDerivation.before("ALTER TABLE \"a.b\" DROP COLUMN \"c.\"\"d\"", session);
    session.execute("ALTER TABLE \"a.b\" DROP COLUMN \"c.\"\"d\"");

    assertThat(UndoCase.told(derivation.after()).toString())
        .contains("loses the values of 1,234 rows");
  }

  private static List<String> state(Session session) {
    return session.query(resource("state.sql"), row -> row.text("thing"));
  }

  private static String resource(String name) {
    try (InputStream in = UndoDerivationIT.class.getResourceAsStream("UndoDerivationIT/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
