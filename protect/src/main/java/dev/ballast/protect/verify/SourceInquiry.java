package dev.ballast.protect.verify;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.sql.QualifiedIdentifier;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Asks the source of a backup whether it has the damage of the copy too: by amcheck, where the
/// source has it installed and the role may call it.
///
/// It reads in a read-only transaction, under the weakest lock, and runs no code of the database
/// (threat model): no index with expressions, predicates or an operator class that is not
/// PostgreSQL's own is asked about, and no function is called but those that are written in C in
/// the library of amcheck. For one thread.
public final class SourceInquiry {
  private static final Duration LONGEST = Duration.ofMinutes(10);
  private static final String INDEX_CHECK = "bt_index_check";
  private static final String HEAP_CHECK = "verify_heapam";
  private static final int INDEX_ARGUMENTS = 2;
  private static final int HEAP_ARGUMENTS = 6;

  private final Optional<Supplier<ConnectionSettings>> source;
  private final long systemIdentifier;

  /// A function of amcheck on the source.
  private record Check(String schema, boolean allowed) {}

  /// What the source has under the object identifier.
  private record Counterpart(QualifiedIdentifier name, boolean runsCode) {}

  /// @param source how the source is reached; a password is fetched when it is asked, if it ever is
  /// @param systemIdentifier the backup's, to know the source by
  public SourceInquiry(Optional<Supplier<ConnectionSettings>> source, long systemIdentifier) {
    this.source = requireNonNull(source, "source is null");
    this.systemIdentifier = systemIdentifier;
  }

  /// Nobody is asked.
  public static SourceInquiry none() {
    return new SourceInquiry(Optional.empty(), 0);
  }

  DamageOrigin ask(String database, Suspect suspect) {
    if (source.isEmpty()) {
      return new DamageOrigin.Unknown("this run does not know how to reach the source");
    }
    if (!suspect.isHeap() && !suspect.method().equals("btree")) {
      return new DamageOrigin.Unknown("a source can be asked about heaps and B-trees only");
    }
    try (Session session =
        Session.open(
            source.get().get().withDatabase(database),
            SessionOptions.of("ballast prove").withStatementTimeout(LONGEST))) {
      session.begin(IsolationLevel.READ_COMMITTED, Access.READ_ONLY);
      return ask(session, suspect);
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      return new DamageOrigin.Unknown("the source could not be asked: " + fault.getMessage());
    }
  }

  private DamageOrigin ask(Session session, Suspect suspect) {
    long found = session.number("SELECT system_identifier FROM pg_catalog.pg_control_system()");
    if (found != systemIdentifier) {
      return new DamageOrigin.Unknown("the server at the source's address is another cluster");
    }
    Optional<Counterpart> counterpart =
        session.first(
            SqlResource.load(SourceInquiry.class, "relation", session.version()),
            row ->
                new Counterpart(
                    QualifiedIdentifier.of(row.text("schema"), row.text("name")), row.flag("code")),
            suspect.oid());
    if (counterpart.filter(c -> c.name().equals(suspect.name())).isEmpty()) {
      return new DamageOrigin.Unknown("the source has rebuilt, renamed or dropped it since");
    }
    if (counterpart.get().runsCode()) {
      return new DamageOrigin.Unknown("checking it there would run code of the database");
    }
    String name = suspect.isHeap() ? HEAP_CHECK : INDEX_CHECK;
    Optional<Check> check =
        session.first(
            SqlResource.load(SourceInquiry.class, "checks", session.version()),
            row -> new Check(row.text("schema"), row.flag("allowed")),
            name,
            suspect.isHeap() ? HEAP_ARGUMENTS : INDEX_ARGUMENTS);
    if (check.isEmpty()) {
      return new DamageOrigin.Unknown(
          "this database of the source does not have the extension amcheck");
    }
    if (!check.get().allowed()) {
      return new DamageOrigin.Unknown("the role may not call %s on the source".formatted(name));
    }
    QualifiedIdentifier function = QualifiedIdentifier.of(check.get().schema(), name);
    return suspect.isHeap() ? heap(session, function, suspect) : index(session, function, suspect);
  }

  private static DamageOrigin heap(Session session, QualifiedIdentifier function, Suspect suspect) {
    return session
        .first(
            """
            SELECT pg_catalog.concat('block ', blkno, ' item ' || offnum, ': ', msg) AS line
              FROM %s(%d::pg_catalog.regclass, true::pg_catalog.bool, false::pg_catalog.bool,
                      'none'::pg_catalog.text, NULL::pg_catalog.int8, NULL::pg_catalog.int8)
             LIMIT 1
            """
                .formatted(function, suspect.oid()),
            row -> row.text("line"))
        .<DamageOrigin>map(
            line -> new DamageOrigin.Source("%s there: %s".formatted(HEAP_CHECK, line)))
        .orElseGet(() -> new DamageOrigin.Copy(HEAP_CHECK + " finds nothing wrong there"));
  }

  private static DamageOrigin index(
      Session session, QualifiedIdentifier function, Suspect suspect) {
    try {
      session.query(
          "SELECT %s(%d::pg_catalog.regclass, true::pg_catalog.bool)"
              .formatted(function, suspect.oid()),
          row -> 0);
      return new DamageOrigin.Copy(INDEX_CHECK + " finds nothing wrong there");
    } catch (Fault fault) {
      if (fault.code() != PostgresError.DATA_CORRUPTED) {
        throw fault;
      }
      return new DamageOrigin.Source("%s there: %s".formatted(INDEX_CHECK, fault.getMessage()));
    }
  }
}
