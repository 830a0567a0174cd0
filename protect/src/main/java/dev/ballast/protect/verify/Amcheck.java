package dev.ballast.protect.verify;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.sql.Identifier;
import dev.ballast.postgres.sql.QualifiedName;
import java.util.List;
import java.util.Optional;

/// PostgreSQL's own structure checks, the extension amcheck. Each session of a database may use the
/// same instance at once.
final class Amcheck {
  private static final int HAS_UNIQUE_CHECK = 17;
  private static final int HAS_GIN_CHECK = 18;
  private static final int MAX_NAMED = 3;

  private static final String OWN_SCHEMA = "ballast_amcheck";

  /// All heaps with pages, TOAST and catalogues included; other sessions' temporary tables cannot
  /// be opened. Largest first.
  private static final String HEAPS =
      """
      SELECT c.oid::bigint AS oid, n.nspname AS schema, c.relname AS name, 'heap' AS method
        FROM pg_catalog.pg_class c
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_am am ON am.oid = c.relam
       WHERE c.relkind IN ('r', 'm', 't') AND am.amname = 'heap'
         AND c.relpersistence <> 't' AND n.nspname NOT LIKE 'pg_toast_temp%'
       ORDER BY c.relpages DESC, n.nspname, c.relname
      """;

  private static final String INDEXES =
      """
      SELECT c.oid::bigint AS oid, n.nspname AS schema, c.relname AS name, am.amname AS method
        FROM pg_catalog.pg_index i
        JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
        JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
        JOIN pg_catalog.pg_am am ON am.oid = c.relam
       WHERE c.relkind = 'i' AND am.amname = ANY (?) AND i.indisvalid AND i.indisready
         AND c.relpersistence <> 't' AND n.nspname NOT LIKE 'pg_toast_temp%'
       ORDER BY c.relpages DESC, n.nspname, c.relname
      """;

  /// A heap or an index to check.
  record Target(long oid, QualifiedName name, String method) {}

  /// One line of what `verify_heapam` found, and how many there are in all.
  private record Finding(String line, long total) {}

  private final Identifier schema;
  private final int major;

  private Amcheck(Identifier schema, int major) {
    this.schema = schema;
    this.major = major;
  }

  /// Makes the extension usable in the session's database; empty where this server does not have
  /// it. Only on a copy: it creates the extension.
  static Optional<Amcheck> in(Session session) {
    boolean available =
        session.one(
            "SELECT EXISTS (SELECT FROM pg_catalog.pg_available_extensions WHERE name = 'amcheck') AS a",
            row -> row.flag("a"));
    if (!available) {
      return Optional.empty();
    }
    Optional<String> present = schemaOfExtension(session);
    if (present.isEmpty()) {
      Identifier own = new Identifier(OWN_SCHEMA);
      session.execute("CREATE SCHEMA " + own);
      session.execute("CREATE EXTENSION amcheck SCHEMA " + own);
    } else {
      session.execute("ALTER EXTENSION amcheck UPDATE");
    }
    return schemaOfExtension(session)
        .map(name -> new Amcheck(new Identifier(name), session.version().major()));
  }

  private static Optional<String> schemaOfExtension(Session session) {
    return session.first(
        """
        SELECT n.nspname AS name FROM pg_catalog.pg_extension e
          JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'amcheck'
        """,
        row -> row.text("name"));
  }

  List<Target> heaps(Session session) {
    return session.query(
        HEAPS, row -> target(row.number("oid"), row.text("schema"), row.text("name"), "heap"));
  }

  List<Target> indexes(Session session) {
    List<String> methods = major >= HAS_GIN_CHECK ? List.of("btree", "gin") : List.of("btree");
    return session.query(
        INDEXES,
        row -> target(row.number("oid"), row.text("schema"), row.text("name"), row.text("method")),
        methods);
  }

  private static Target target(long oid, String schema, String name, String method) {
    return new Target(oid, QualifiedName.of(schema, name), method);
  }

  CheckOutcome check(Session session, Target target) {
    String name = target.name().display();
    try {
      return switch (target.method()) {
        case "heap" -> heap(session, target);
        case "gin" -> {
          session.query("SELECT %s.gin_index_check(%d)".formatted(schema, target.oid()), row -> 0);
          yield new CheckOutcome.Sound();
        }
        default -> btree(session, target);
      };
    } catch (Fault fault) {
      return switch (fault.code()) {
        case PostgresError.DATA_CORRUPTED ->
            new CheckOutcome.Broken(
                "%s %s: %s".formatted(target.method(), name, fault.getMessage()));
        case PostgresError.SERVER_ERROR,
            PostgresError.STATEMENT_TIMEOUT,
            PostgresError.LOCK_TIMEOUT,
            PostgresError.PRIVILEGE_MISSING ->
            new CheckOutcome.Unfinished(
                "%s %s: %s".formatted(target.method(), name, fault.getMessage()));
        default -> throw fault;
      };
    }
  }

  private CheckOutcome heap(Session session, Target target) {
    List<Finding> found =
        session.query(
            """
            SELECT format('block %%s%%s: %%s', blkno, coalesce(' item ' || offnum, ''), msg) AS line,
                   count(*) OVER () AS total
              FROM %s.verify_heapam(%d, on_error_stop => false, check_toast => true)
             LIMIT %d
            """
                .formatted(schema, target.oid(), MAX_NAMED),
            row -> new Finding(row.text("line"), row.number("total")));
    if (found.isEmpty()) {
      return new CheckOutcome.Sound();
    }
    return new CheckOutcome.Broken(
        "heap %s: %d findings, first %s"
            .formatted(
                target.name().display(),
                found.getFirst().total(),
                found.stream().map(Finding::line).toList()));
  }

  /// `rootdescend` needs the index format of 12; an index that pg_upgrade brought along from an
  /// older server is checked without.
  private CheckOutcome btree(Session session, Target target) {
    try {
      session.query(btreeCall(target, true), row -> 0);
    } catch (Fault fault) {
      if (!fault.getMessage().contains("each be found by an independent index search")) {
        throw fault;
      }
      session.query(btreeCall(target, false), row -> 0);
    }
    return new CheckOutcome.Sound();
  }

  private String btreeCall(Target target, boolean descend) {
    String unique = major >= HAS_UNIQUE_CHECK ? ", checkunique => true" : "";
    return "SELECT %s.bt_index_parent_check(%d, heapallindexed => true, rootdescend => %s%s)"
        .formatted(schema, target.oid(), descend, unique);
  }
}
