package dev.ballast.change.catalogue;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlError;
import dev.ballast.postgres.server.TemporaryCluster;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A server on which neighbours run, each on the shop that every rule's scripts run against. For
/// one thread at a time.
final class RefusalServer implements AutoCloseable {
  private final TemporaryCluster cluster;
  private final List<String> shop;
  private final List<String> broken = new ArrayList<>();
  private Session session;
  private List<String> world = List.of("none");
  private int cases;

  RefusalServer(TemporaryCluster cluster, List<String> shop) {
    this.cluster = cluster;
    this.shop = List.copyOf(shop);
    this.session = cluster.session();
    shop.forEach(session::execute);
  }

  /// What the server said.
  ///
  /// @param done how many statements of the script ran
  /// @param error with which SQLSTATE it refused the next one
  record Answer(int done, Optional<Refused> error) {}

  /// An error, with its text for a reader of the test's output.
  record Refused(String sqlState, String message) {}

  /// Histories that do not run, so that nothing was asked.
  List<String> broken() {
    return List.copyOf(broken);
  }

  /// Runs the statements up to the first that is refused; afterwards nothing of them is left.
  Answer run(Neighbour neighbour) {
    return neighbour.byItself() ? alone(neighbour) : undone(neighbour);
  }

  /// The rows that aborted transactions leave in the catalogs make every name slower to find.
  private static final int CASES_BETWEEN_VACUUMS = 250;

  private Answer undone(Neighbour neighbour) {
    if (!neighbour.world().equals(world) || cases++ % CASES_BETWEEN_VACUUMS == 0) {
      renew(neighbour.world());
    }
    Answer answer = all(neighbour, RefusalServer::within);
    session.execute("ROLLBACK TO SAVEPOINT world");
    return answer;
  }

  private void renew(List<String> next) {
    session.execute("ROLLBACK");
    session.execute(
        "VACUUM pg_class, pg_attribute, pg_depend, pg_type, pg_proc, pg_index, pg_rewrite,"
            + " pg_constraint, pg_attrdef");
    session.execute("BEGIN");
    next.forEach(session::execute);
    session.execute("SAVEPOINT world");
    world = next;
  }

  /// What controls a transaction, within one that is open.
  private static String within(String statement) {
    return switch (statement) {
      case "BEGIN" -> "SAVEPOINT block";
      case "COMMIT" -> "RELEASE SAVEPOINT block";
      case "ROLLBACK" -> "ROLLBACK TO SAVEPOINT block";
      default -> statement;
    };
  }

  private Answer alone(Neighbour neighbour) {
    session.execute("ROLLBACK");
    neighbour.world().forEach(session::execute);
    Answer answer = all(neighbour, UnaryOperator.identity());
    world = List.of("none");
    session.close();
    session = cluster.session();
    session.execute(
        """
        DO $$
        DECLARE
          made text;
        BEGIN
          FOR made IN SELECT quote_ident(pubname) FROM pg_publication LOOP
            EXECUTE 'DROP PUBLICATION ' || made;
          END LOOP;
          FOR made IN SELECT quote_ident(nspname) FROM pg_namespace
            WHERE nspname !~ '^(pg_|information_schema)' LOOP
            EXECUTE 'DROP SCHEMA ' || made || ' CASCADE';
          END LOOP;
        END
        $$\
        """);
    session.execute("CREATE SCHEMA public");
    shop.forEach(session::execute);
    return answer;
  }

  private Answer all(Neighbour neighbour, UnaryOperator<String> written) {
    for (String statement : neighbour.history()) {
      Optional<Refused> error = failure(statement);
      if (error.isPresent()) {
        broken.add(neighbour + ": " + error.get() + " in its history: " + statement);
        return new Answer(0, Optional.empty());
      }
    }
    List<String> script = new ArrayList<>(neighbour.script());
    for (int i = 0; i < script.size(); i++) {
      Optional<Refused> error = failure(written.apply(script.get(i)));
      if (error.isPresent()) {
        return new Answer(i, error);
      }
    }
    return new Answer(script.size(), Optional.empty());
  }

  private Optional<Refused> failure(String statement) {
    try {
      session.execute(statement);
      return Optional.empty();
    } catch (Fault e) {
      return Optional.of(
          SqlError.of(e)
              .map(error -> new Refused(error.sqlState(), error.message()))
              .orElseThrow(() -> e));
    }
  }

  @Override
  public void close() {
    session.close();
    cluster.close();
  }
}
