package dev.ballast.change.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.migrations.Migration;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The second column that takes the place of one of another type: an INSERT that does not name it
/// succeeds between all steps, and in the end only its type has changed.
@Execution(ExecutionMode.CONCURRENT)
class SecondColumnIT {
  private static final String ACTION = " ALTER COLUMN ";

  private static final List<String> CHANGES =
      List.of(
          "ALTER TABLE \"Depot\".\"Boxes\" ALTER COLUMN \"Number\" TYPE bigint",
          "ALTER TABLE \"Depot\".\"Boxes\" ALTER COLUMN \"Weight\" TYPE integer",
          "ALTER TABLE \"Depot\".\"Boxes\" ALTER COLUMN \"Stamp\" TYPE bigint",
          "ALTER TABLE \"Depot\".\"Boxes\" ALTER COLUMN made TYPE timestamptz",
          "ALTER TABLE firms ALTER COLUMN id TYPE bigint",
          "ALTER TABLE orders ALTER COLUMN id TYPE bigint",
          "ALTER TABLE orders ALTER COLUMN firm TYPE bigint",
          "ALTER TABLE orders ALTER COLUMN parent TYPE bigint",
          "ALTER TABLE orders ALTER COLUMN note TYPE integer USING NULLIF(note, '')::integer",
          "ALTER TABLE lines ALTER COLUMN \"order\" TYPE bigint",
          "ALTER TABLE keyless ALTER COLUMN a TYPE numeric(12, 2)");

  private static final List<String> INSERTS =
      List.of(
          "INSERT INTO \"Depot\".\"Boxes\" DEFAULT VALUES",
          "INSERT INTO orders DEFAULT VALUES",
          "INSERT INTO lines DEFAULT VALUES",
          "INSERT INTO keyless DEFAULT VALUES");

  /// A NOT NULL constraint, which has a name from 18 on.
  private static final String NOT_NULL = " NOT NULL ";

  @ParameterizedTest
  @MethodSource(SafeRun.MAJORS)
  void insertsSucceedBetweenTheStepsAndOnlyTheTypeHasChanged(int major) {
    List<Migration> history = List.of(SafeForm.script("tables.sql", tables()));
    try (TemporaryCluster cluster =
        TemporaryCluster.of(major, Clock.system()).setting("autovacuum", "off").start()) {
      for (String change : CHANGES) {
        SafeForm form =
            SafeForm.of(
                    history,
                    SafeForm.script("change.sql", change),
                    Set.of("change-type-rewrites"),
                    major)
                .getLast();
        assertThat(form.whole()).as("%s in %s", change, form.steps()).isTrue();
        assertThat(
                EndState.differences(after(cluster, List.of(change)), after(cluster, form, change)))
            .as(change)
            .filteredOn(line -> !line.contains(NOT_NULL))
            .isEmpty();
      }
    }
  }

  private static List<String> after(TemporaryCluster cluster, List<String> statements) {
    try (Session session = fresh(cluster)) {
      statements.forEach(session::execute);
      return EndState.of(session);
    }
  }

  private static List<String> after(TemporaryCluster cluster, SafeForm form, String change) {
    try (Session session = fresh(cluster)) {
      boolean open = false;
      for (String step : form.steps()) {
        session.execute(step);
        open = step.equals("BEGIN") || (open && !step.equals("COMMIT"));
        if (!open) {
          INSERTS.forEach(session::execute);
        }
      }
      int action = change.indexOf(ACTION);
      String table = change.substring(0, action);
      String rest = change.substring(action + ACTION.length());
      String column = rest.substring(0, rest.indexOf(' ')).replace("\"", "");
      session.execute(table + " DROP COLUMN \"" + column + "_former\"");
      INSERTS.forEach(session::execute);
      return EndState.of(session);
    }
  }

  private static Session fresh(TemporaryCluster cluster) {
    try (Session root = cluster.session()) {
      root.execute("DROP DATABASE IF EXISTS run WITH (FORCE)");
      root.execute("CREATE DATABASE run");
    }
    Session session = cluster.session("run");
    SafeRun.statements(tables()).forEach(session::execute);
    return session;
  }

  private static String tables() {
    try (InputStream in = SecondColumnIT.class.getResourceAsStream("SecondColumnIT/tables.sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("while reading tables.sql", e);
    }
  }
}
