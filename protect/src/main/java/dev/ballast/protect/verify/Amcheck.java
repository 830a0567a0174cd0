package dev.ballast.protect.verify;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Row;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlError;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.Identifier;
import dev.ballast.sql.QualifiedIdentifier;
import java.util.List;
import java.util.Optional;

/// PostgreSQL's own structure checks, those of the extension amcheck. Each session of a database
/// may use the same instance at once.
final class Amcheck {
  private static final int HAS_UNIQUE_CHECK = 17;
  private static final int HAS_GIN_CHECK = 18;
  private static final int MAX_NAMED = 3;

  /// `feature_not_supported`.
  private static final String NOT_SUPPORTED = "0A000";

  /// `index_corrupted`.
  private static final String INDEX_CORRUPTED = "XX002";

  /// As the extension's own scripts declare them, without their defaults.
  private static final String HEAP_FUNCTION =
      """
      CREATE FUNCTION %s.verify_heapam(relation pg_catalog.regclass, on_error_stop pg_catalog.bool,
          check_toast pg_catalog.bool, skip pg_catalog.text, startblock pg_catalog.int8,
          endblock pg_catalog.int8, blkno OUT pg_catalog.int8, offnum OUT pg_catalog.int4,
          attnum OUT pg_catalog.int4, msg OUT pg_catalog.text) RETURNS SETOF pg_catalog.record
        LANGUAGE c AS '$libdir/amcheck', 'verify_heapam'
      """;

  private static final String BTREE_FUNCTION =
      """
      CREATE FUNCTION %s.bt_index_parent_check(index pg_catalog.regclass,
          heapallindexed pg_catalog.bool, rootdescend pg_catalog.bool%s)
        RETURNS pg_catalog.void STRICT LANGUAGE c AS '$libdir/amcheck', 'bt_index_parent_check'
      """;

  private static final String GIN_FUNCTION =
      """
      CREATE FUNCTION %s.gin_index_check(index pg_catalog.regclass)
        RETURNS pg_catalog.void STRICT LANGUAGE c AS '$libdir/amcheck', 'gin_index_check'
      """;

  /// A heap or an index to check.
  ///
  /// @param role its owner, whose code a check of it may run
  /// @param descend whether each entry of a B-tree has to be searched for from the root
  record Target(long oid, QualifiedIdentifier name, String method, String role, boolean descend)
      implements OwnerCrew.Task {
    @Override
    public String label() {
      return method + " " + name.display();
    }

    @Override
    public List<Suspect> suspects() {
      return List.of(new Suspect(oid, name, method));
    }
  }

  /// One line of what `verify_heapam` found, and how many there are in all.
  private record Finding(String line, long total) {}

  private final Identifier schema;
  private final int major;
  private final CollationDrift drift;

  private Amcheck(Identifier schema, int major, CollationDrift drift) {
    this.schema = schema;
    this.major = major;
    this.drift = drift;
  }

  /// Makes the checks usable by every role of the keeper's database; empty where this server does
  /// not have them. Functions of its own stand for the extension: neither the source's version of
  /// it nor a script of it is run.
  ///
  /// @param drift by which order within an index is judged
  static Optional<Amcheck> in(Session keeper, CollationDrift drift) {
    boolean available =
        keeper.one(
            "SELECT EXISTS (SELECT FROM pg_catalog.pg_available_extensions WHERE name = 'amcheck') AS a",
            row -> row.flag("a"));
    if (!available) {
      return Optional.empty();
    }
    Identifier schema =
        new Identifier(
            keeper.text(
                "SELECT 'ballast_' || pg_catalog.replace(pg_catalog.gen_random_uuid()::pg_catalog.text, '-', '')"));
    int major = keeper.version().major();
    keeper.begin(IsolationLevel.READ_COMMITTED, Access.READ_WRITE);
    keeper.execute("CREATE SCHEMA " + schema);
    keeper.execute(HEAP_FUNCTION.formatted(schema));
    keeper.execute(
        BTREE_FUNCTION.formatted(
            schema, major >= HAS_UNIQUE_CHECK ? ", checkunique pg_catalog.bool" : ""));
    if (major >= HAS_GIN_CHECK) {
      keeper.execute(GIN_FUNCTION.formatted(schema));
    }
    keeper.execute("GRANT USAGE ON SCHEMA %s TO PUBLIC".formatted(schema));
    keeper.commit();
    return Optional.of(new Amcheck(schema, major, drift));
  }

  List<Target> heaps(Session session) {
    return session.query(
        SqlResource.load(Amcheck.class, "heaps", session.version()), Amcheck::table);
  }

  /// Tables of access methods that amcheck does not know.
  static List<Target> otherTables(Session session) {
    return session.query(
        SqlResource.load(Amcheck.class, "other_tables", session.version()), Amcheck::table);
  }

  List<Target> indexes(Session session) {
    List<String> methods = major >= HAS_GIN_CHECK ? List.of("btree", "gin") : List.of("btree");
    return session.query(
        SqlResource.load(Amcheck.class, "indexes", session.version()),
        row -> target(row, row.flag("descend")),
        methods);
  }

  private static Target table(Row row) {
    return target(row, false);
  }

  private static Target target(Row row, boolean descend) {
    return new Target(
        row.number("oid"),
        QualifiedIdentifier.of(row.text("schema"), row.text("name")),
        row.text("method"),
        row.text("owner"),
        descend);
  }

  /// Checks one object in a session of its owner.
  List<CheckOutcome> check(WorkerSessions worker, Target target) {
    try {
      CheckOutcome outcome = worker.as(target.role(), "", session -> check(session, target));
      return List.of(outcome);
    } catch (Fault fault) {
      Optional<String> drifted = drift.ofIndex(target.oid());
      if (drifted.isEmpty() || !isDisorder(fault)) {
        throw fault;
      }
      return List.of(
          new CheckOutcome.Unfinished(
              "whether %s is in order is not known, %s; on the copy: %s"
                  .formatted(target.label(), drifted.get(), fault.getMessage())));
    }
  }

  /// Damaged pages and missing entries have another SQLSTATE.
  private static boolean isDisorder(Fault fault) {
    return SqlError.of(fault).filter(e -> e.sqlState().equals(INDEX_CORRUPTED)).isPresent();
  }

  private CheckOutcome check(Session session, Target target) {
    return switch (target.method()) {
      case "heap" -> heap(session, target);
      case "gin" -> {
        session.query("SELECT %s.gin_index_check(%d)".formatted(schema, target.oid()), row -> 0);
        yield new CheckOutcome.Sound();
      }
      default -> btree(session, target);
    };
  }

  private CheckOutcome heap(Session session, Target target) {
    List<Finding> found =
        session.query(
            """
            SELECT pg_catalog.concat('block ', blkno, ' item ' || offnum, ': ', msg) AS line,
                   pg_catalog.count(*) OVER () AS total
              FROM %s.verify_heapam(%d, false, true, 'none', NULL, NULL)
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

  /// Without `rootdescend` too each entry is within the bounds of its page, and these are those of
  /// each page above it (`bt_child_check`, `bt_child_highkey_check`): where keys have one order, a
  /// search from the root finds it. With an operator class of the database, or a collation, the
  /// order may contradict itself, and each entry is searched for.
  ///
  /// `rootdescend` needs the index format of 12; an index that pg_upgrade brought along from an
  /// older server is checked without: `bt_check_every_level` in `contrib/amcheck/verify_nbtree.c`.
  /// What else amcheck refuses with that SQLSTATE it refuses the second time too.
  private CheckOutcome btree(Session session, Target target) {
    if (!target.descend()) {
      session.query(btreeCall(target, false), row -> 0);
      return new CheckOutcome.Sound();
    }
    session.execute("SAVEPOINT descending");
    try {
      session.query(btreeCall(target, true), row -> 0);
    } catch (Fault fault) {
      if (SqlError.of(fault).filter(e -> e.sqlState().equals(NOT_SUPPORTED)).isEmpty()) {
        throw fault;
      }
      session.execute("ROLLBACK TO descending");
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
