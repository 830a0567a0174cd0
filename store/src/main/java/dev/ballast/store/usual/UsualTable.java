package dev.ballast.store.usual;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionPool;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.store.database.Transaction;
import dev.ballast.store.sample.Labels;
import java.util.Collection;
import java.util.List;

/// What was learned of figures, in the store. Safe for any number of threads.
public final class UsualTable {
  private final SessionPool pool;
  private final String node;

  /// @param node the name of the node that writes, which counts where it holds a target's lease
  public UsualTable(SessionPool pool, String node) {
    this.pool = requireNonNull(pool, "pool is null");
    this.node = requireNonNull(node, "node is null");
  }

  /// All that is kept of a target.
  public List<KeptUsual> read(String target) {
    try (Session session = pool.lend()) {
      return session.query(
          """
          SELECT figure, subject, latest_at, state, departure::text FROM usual_figure
          WHERE target = ? ORDER BY figure, subject
          """,
          row ->
              new KeptUsual(
                  row.text("figure"),
                  Labels.parse(row.text("subject")),
                  row.instant("latest_at"),
                  row.text("state"),
                  row.textOrEmpty("departure")),
          target);
    }
  }

  /// Keeps what was learned of a target, all of it or nothing, where this node holds its lease.
  /// What is kept of a later sample stays, and other series are not kept any longer.
  ///
  /// @param learned of all series of the target
  public void write(String target, Collection<KeptUsual> learned) {
    Transaction.run(
        pool,
        session -> {
          String keep = resource(session, "keep");
          for (KeptUsual each : learned) {
            session.execute(
                keep,
                target,
                each.figure(),
                each.subject().text(),
                each.latest(),
                each.state(),
                each.departure().orElse(""),
                target,
                node);
          }
          session.execute(
              resource(session, "forget"),
              target,
              learned.stream().map(KeptUsual::figure).toList(),
              learned.stream().map(each -> each.subject().text()).toList(),
              node);
          return target;
        });
  }

  private static String resource(Session session, String name) {
    return SqlResource.load(UsualTable.class, name, session.version());
  }
}
