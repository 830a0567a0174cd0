package dev.ballast.observe.collect.caller;

import static dev.ballast.observe.family.Metric.gauge;

import dev.ballast.evidence.Fault;
import dev.ballast.observe.ObserveError;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.family.Unit;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/// Which statements active sessions run, what they wait for in them, and whose they are: a sample
/// of each reading. Safe for any number of threads.
public final class CallerFamily extends Family<CallerRow> {
  /// How often sessions are looked at, unless the operator says otherwise.
  public static final Duration CADENCE = Duration.ofSeconds(10);

  /// What every reading has, be it with no session: the sessions that run no statement with an id.
  public static final Labels EVERY_READING = labelsOf(CallerRow.NO_STATEMENT);

  /// Groups of so many servers are remembered, the last ones read.
  private static final int MOST_SERVERS = 5_000;

  private static final String QUERY_IDS =
      "SELECT query_id IS NOT NULL AS computed"
          + " FROM pg_catalog.pg_stat_get_activity(pg_catalog.pg_backend_pid())";

  private final ReentrantLock lock = new ReentrantLock();

  private final Map<ServerFacts, KnownCallers> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ServerFacts, KnownCallers> eldest) {
          return size() > MOST_SERVERS;
        }
      };

  public CallerFamily() {
    super(
        "caller",
        CADENCE,
        List.of(gauge("sessions", Unit.NUMBER, "Active client backends", CallerRow::sessions)));
  }

  @Override
  public String help() {
    return "Active client backends by statement, class of the event they wait for, application and"
        + " role: at most 200 groups of a server, all others together";
  }

  /// A server that computes ids of statements does so for the question whether it does.
  @Override
  protected List<CallerRow> ask(Session session, ServerFacts server) {
    if (!session.one(QUERY_IDS, row -> row.flag("computed"))) {
      throw unavailable();
    }
    List<CallerRow> met =
        session.query(
            SqlResource.load(CallerFamily.class, "query", server.version()),
            row ->
                new CallerRow(
                    row.text("query_id"),
                    row.text("waits"),
                    row.text("application"),
                    row.text("username"),
                    row.number("sessions")));
    lock.lock();
    try {
      return known.computeIfAbsent(server, s -> new KnownCallers()).counted(met);
    } finally {
      lock.unlock();
    }
  }

  private static Fault unavailable() {
    return Fault.of(
            ObserveError.QUERY_IDS_UNAVAILABLE,
            "what sessions run is not counted by statement: the server computes no query"
                + " identifiers")
        .detail("compute_query_id is off, or auto without a module that needs it")
        .hint("Add pg_stat_statements to shared_preload_libraries, or set compute_query_id to on.");
  }

  @Override
  protected Labels labels(CallerRow row) {
    return labelsOf(row);
  }

  private static Labels labelsOf(CallerRow row) {
    return Labels.of(
        new Label("queryid", row.queryId()),
        new Label("wait_class", row.waits()),
        new Label("application", row.application()),
        new Label("user", row.user()));
  }
}
