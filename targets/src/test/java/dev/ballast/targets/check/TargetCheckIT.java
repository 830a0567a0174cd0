package dev.ballast.targets.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Finding;
import dev.ballast.evidence.Severity;
import dev.ballast.evidence.Verdict;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.TlsMode;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Each story: a fault is made, one finding reports it, its remedy is done to the letter, no
/// finding is left. A story leaves the server as it was.
@ParameterizedClass(name = "PostgreSQL {0}")
@MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
class TargetCheckIT {
  private static final List<PreparedTarget> PREPARED = new ArrayList<>();

  @Parameter int major;
  private List<String> hba = List.of();

  @BeforeParameterizedClassInvocation
  static void prepare(int major) throws IOException {
    PREPARED.add(
        PreparedTarget.start(
            TemporaryCluster.of(major, Clock.system()).setting("max_prepared_transactions", "5")));
  }

  @AfterParameterizedClassInvocation
  static void discard() throws IOException {
    PREPARED.removeLast().close();
  }

  private static PreparedTarget server() {
    return PREPARED.getLast();
  }

  @BeforeEach
  void rememberHba() throws IOException {
    hba = server().hbaLines();
  }

  @AfterEach
  void restoreHba() throws IOException {
    if (!server().hbaLines().equals(hba)) {
      server().writeHba(hba);
    }
  }

  @Test
  void aTargetPreparedByTheHowToHasNoFinding() {
    TargetReport report = server().check();

    assertThat(report.findings()).isEmpty();
    assertThat(report.verdict()).isEqualTo(Verdict.proved());
    assertThat(report.server().orElseThrow().major()).isEqualTo(major);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "replication-attribute, replication | ALTER ROLE ballast NOREPLICATION",
        "connection-limit | ALTER ROLE ballast CONNECTION LIMIT 7",
        "password-expiry | ALTER ROLE ballast VALID UNTIL '2999-01-01'; ALTER ROLE ballast VALID UNTIL 'tomorrow'",
        "monitor-privilege | REVOKE pg_monitor FROM ballast",
        "database-connect | REVOKE CONNECT ON DATABASE template1 FROM PUBLIC",
        "session | ALTER ROLE ballast PASSWORD 'another'",
        "session | ALTER ROLE ballast NOLOGIN",
        "session | ALTER ROLE ballast CONNECTION LIMIT 0",
        "session | ALTER DATABASE postgres CONNECTION LIMIT 0",
        "databases | ALTER DATABASE template1 CONNECTION LIMIT 0",
        "session | REVOKE CONNECT ON DATABASE postgres FROM PUBLIC",
      })
  void aFaultMadeByOneStatementIsFixedByItsRemedy(String ids, String statements) {
    server().run("postgres", List.of(statements.split(";", -1)));

    List<Finding> found = server().shortcomings();

    assertThat(found).extracting(Finding::id).containsExactlyInAnyOrder(ids.split(", ", -1));
    server().applySql("postgres", found.getFirst());
    assertThat(server().shortcomings()).isEmpty();
    assertThat(server().check().verdict()).isEqualTo(Verdict.proved());
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "wal-level, wal_level, minimal",
    "wal-senders, wal_level, minimal",
    "replication, wal_level, minimal",
    "wal-senders, max_wal_senders, 1",
    "full-page-writes, full_page_writes, off",
    "replication, max_wal_senders, 0",
    "replication-slots, max_replication_slots, 1",
  })
  void aSettingThatNeedsARestartIsFixedByItsRemedy(String id, String setting, String value) {
    server().run("postgres", List.of("ALTER SYSTEM SET " + setting + " = '" + value + "'"));
    if (value.equals("minimal")) {
      server().run("postgres", List.of("ALTER SYSTEM SET max_wal_senders = 0"));
    }
    server().restart();
    if (id.equals("replication-slots")) {
      server().run("postgres", List.of("SELECT pg_create_physical_replication_slot('taken')"));
    }

    List<Finding> found = server().findings(id);

    assertThat(found).hasSize(1);
    server().applySql("postgres", found.getFirst());
    assertThat(server().findings(id)).isEmpty();
    server().run("postgres", List.of("ALTER SYSTEM RESET ALL"));
    server()
        .run(
            "postgres",
            List.of("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots"));
    server().restart();
    assertThat(server().check().findings()).isEmpty();
  }

  @Test
  void tablesOutOfTheRolesReachAreFixed() {
    server()
        .run("postgres", List.of("REVOKE pg_read_all_data FROM ballast", "CREATE DATABASE shop"));
    server()
        .run(
            "shop",
            List.of("CREATE SCHEMA s", "CREATE TABLE s.orders (id int)", "CREATE SEQUENCE s.ids"));

    List<Finding> found = server().shortcomings();

    assertThat(found).hasSize(1);
    assertThat(found.getFirst().id()).isEqualTo("table-read");
    assertThat(found.getFirst().subject()).isEqualTo("shop");
    assertThat(found.getFirst().message())
        .isEqualTo("2 tables and sequences cannot be read, among them s.ids, s.orders");
    server().applySql("postgres", found.getFirst());
    assertThat(server().shortcomings()).isEmpty();
    server().run("postgres", List.of("DROP DATABASE shop"));
  }

  @Test
  void aMembershipThatIsNotInheritedIsFixedAsTheMajorNeedsIt() {
    server()
        .run(
            "postgres",
            List.of(
                "REVOKE pg_read_all_data, pg_monitor FROM ballast",
                "ALTER ROLE ballast NOINHERIT",
                "GRANT pg_read_all_data, pg_monitor TO ballast",
                "CREATE TABLE orders (id int)"));

    List<Finding> found = server().shortcomings();

    assertThat(found).extracting(Finding::id).containsExactly("monitor-privilege", "table-read");
    found.forEach(finding -> server().applySql("postgres", finding));
    assertThat(server().shortcomings()).isEmpty();
    server().run("postgres", List.of("DROP TABLE orders", "ALTER ROLE ballast INHERIT"));
  }

  @Test
  void aPolicyThatWouldHideRowsIsFixed() {
    server()
        .run(
            "postgres",
            List.of(
                "ALTER ROLE ballast NOBYPASSRLS",
                "CREATE TABLE orders (tenant int)",
                "ALTER TABLE orders ENABLE ROW LEVEL SECURITY"));

    List<Finding> found = server().shortcomings();

    assertThat(found).extracting(Finding::id).containsExactly("row-security");
    assertThat(found.getFirst().message()).contains("public.orders");
    server().applySql("postgres", found.getFirst());
    assertThat(server().shortcomings()).isEmpty();
    server().run("postgres", List.of("DROP TABLE orders"));
  }

  @Test
  void unloggedTablesAreListedAndFixed() {
    server()
        .run(
            "postgres",
            List.of(
                "CREATE UNLOGGED TABLE \"Cart\" (id int)",
                "CREATE UNLOGGED TABLE visits (id int)"));

    List<Finding> found = server().findings("unlogged-tables");

    assertThat(found).hasSize(1);
    assertThat(found.getFirst().message())
        .isEqualTo(
            "2 unlogged tables come back empty from every backup: public.\"Cart\", public.visits");
    server().applySql("postgres", found.getFirst());
    assertThat(server().findings("unlogged-tables")).isEmpty();
    server().run("postgres", List.of("DROP TABLE \"Cart\", visits"));
  }

  @Test
  void moreTablesThanLockSlotsAreForetoldAndFixed() throws IOException {
    server()
        .run(
            "postgres",
            List.of(
                "DO $$ BEGIN FOR i IN 1..400 LOOP EXECUTE format('CREATE TABLE many_%s ()', i);"
                    + " END LOOP; END $$",
                "ALTER SYSTEM SET max_locks_per_transaction = 10"));
    server().restart();

    List<Finding> found = server().findings("lock-slots");

    assertThat(found).hasSize(1);
    assertThat(found.getFirst().severity()).isEqualTo(Severity.INFO);
    assertThat(found.getFirst().message())
        .matches(
            "4\\d\\d relations, and \\d+ lock slots, .* read in batches under one snapshot, .*");
    server().applySql("postgres", found.getFirst());
    server().restart();
    assertThat(server().findings("lock-slots")).isEmpty();
    server()
        .run(
            "postgres",
            List.of(
                "DO $$ BEGIN FOR i IN 1..400 LOOP EXECUTE format('DROP TABLE many_%s', i);"
                    + " END LOOP; END $$",
                "ALTER SYSTEM RESET max_locks_per_transaction"));
    server().restart();
  }

  @Test
  void aPreparedTransactionIsToldAndFixed() {
    server()
        .run(
            "postgres",
            List.of("BEGIN; CREATE TABLE left_open (id int); PREPARE TRANSACTION 'it''s open'"));

    List<Finding> found = server().findings("prepared-transactions");

    assertThat(found).extracting(Finding::subject).containsExactly("it's open");
    server().applySql("postgres", found.getFirst());
    assertThat(server().findings("prepared-transactions")).isEmpty();
  }

  @Test
  void aLongTransactionIsToldAndFixed() {
    server().run("postgres", List.of("ALTER ROLE ballast SET ballast.long_transaction = '0 s'"));
    try (Session idle = server().cluster().session()) {
      idle.begin(IsolationLevel.REPEATABLE_READ, Access.READ_ONLY);
      idle.number("SELECT 1");

      List<Finding> found = server().findings("long-transactions");

      assertThat(found).hasSize(1);
      assertThat(found.getFirst().message()).contains("database postgres", "idle in transaction");
      server().applySql("postgres", found.getFirst());
    }
    assertThat(server().findings("long-transactions")).isEmpty();
    server().run("postgres", List.of("ALTER ROLE ballast RESET ALL"));
  }

  @Test
  void whatTheRoleMayNotSeeIsUndecided() {
    server().run("postgres", List.of("REVOKE pg_monitor FROM ballast"));

    List<TargetCheckResult> undecided =
        server().check().checks().stream()
            .filter(check -> check.verdict() instanceof Verdict.Undecided)
            .toList();

    assertThat(undecided)
        .extracting(TargetCheckResult::id)
        .containsExactly("preloaded-libraries", "long-transactions");
    server().run("postgres", List.of("GRANT pg_monitor TO ballast"));
  }

  @Test
  void aClosedDatabaseIsToldAndFixed() {
    server()
        .run(
            "postgres",
            List.of("CREATE DATABASE attic", "ALTER DATABASE attic ALLOW_CONNECTIONS false"));

    List<Finding> found = server().findings("closed-databases");

    assertThat(found).extracting(Finding::subject).containsExactly("attic");
    server().applySql("postgres", found.getFirst());
    assertThat(server().findings("closed-databases")).isEmpty();
    server().run("postgres", List.of("DROP DATABASE attic"));
  }

  @Test
  void whatAnInterruptedDropLeftIsToldAndFixed() {
    server()
        .run(
            "postgres",
            List.of(
                "CREATE DATABASE half_gone",
                "UPDATE pg_database SET datconnlimit = -2 WHERE datname = 'half_gone'"));

    List<Finding> found = server().shortcomings();

    assertThat(found).extracting(Finding::id).containsExactly("closed-databases");
    assertThat(found.getFirst().subject()).isEqualTo("half_gone");
    server().applySql("postgres", found.getFirst());
    assertThat(server().shortcomings()).isEmpty();
  }

  @Test
  void whatARestoringHostNeedsIsTold() {
    Path place = server().cluster().scratch();
    server()
        .run(
            "postgres",
            List.of("CREATE TABLESPACE fast LOCATION '" + place + "'", "CREATE EXTENSION amcheck"));

    List<Finding> found = server().check().findings();

    assertThat(found).extracting(Finding::id).containsExactly("tablespaces", "libraries");
    assertThat(found).extracting(Finding::severity).containsOnly(Severity.INFO);
    assertThat(found.getFirst().message()).contains(place.toString());
    assertThat(found.getLast().subject()).isEqualTo("$libdir/amcheck");
    assertThat(found.getLast().message()).contains("database postgres", "extension amcheck 1.");
    server().run("postgres", List.of("DROP TABLESPACE fast", "DROP EXTENSION amcheck"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"all", "replication", "template1"})
  void aConnectionThatPgHbaRejectsIsFixedByItsLine(String field) throws IOException {
    List<String> with = new ArrayList<>(hba);
    with.addFirst("host " + field + " ballast 127.0.0.1/32 reject");
    server().writeHba(with);

    List<Finding> found = server().shortcomings();

    assertThat(found).hasSize(1);
    assertThat(found.getFirst().id())
        .isEqualTo(
            field.equals("all") ? "session" : field.equals("template1") ? "databases" : field);
    assertThat(found.getFirst().remedy().orElseThrow())
        .startsWith("host " + field + " ballast 127.0.0.1/32 scram-sha-256\n");
    server().applyHba(found.getFirst());
    assertThat(server().shortcomings()).isEmpty();
  }

  @Test
  void aServerWithoutAnyFittingLineOfPgHbaIsFixed() throws IOException {
    server()
        .writeHba(
            List.of(
                "host all postgres 127.0.0.1/32 trust",
                "host replication ballast 127.0.0.1/32 scram-sha-256"));

    List<Finding> found = server().shortcomings();

    assertThat(found).extracting(Finding::id).containsExactly("session");
    server().applyHba(found.getFirst());
    assertThat(server().shortcomings()).isEmpty();
  }

  @Test
  void aServerWithoutTlsIsToldWhereTlsIsAskedFor() {
    TargetReport report =
        TargetCheck.run(
            server().target("127.0.0.1", "postgres", new Tls(TlsMode.REQUIRE, Optional.empty())),
            Clock.system());

    assertThat(report.findings()).extracting(Finding::id).containsExactly("session");
    assertThat(report.findings().getFirst().remedy().orElseThrow())
        .contains("ALTER SYSTEM SET ssl = on;");
  }

  @Test
  void aDatabaseThatDoesNotExistIsTold() {
    TargetReport report =
        TargetCheck.run(server().target("127.0.0.1", "gone", Tls.DISABLED), Clock.system());

    assertThat(report.findings()).extracting(Finding::id).containsExactly("session");
    assertThat(report.findings().getFirst().message())
        .isEqualTo("database \"gone\" does not exist");
    assertThat(report.findings().getFirst().remedy().orElseThrow()).contains("database: postgres");
  }
}
