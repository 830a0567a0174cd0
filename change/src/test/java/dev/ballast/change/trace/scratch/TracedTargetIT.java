package dev.ballast.change.trace.scratch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ballast.change.trace.Expectation;
import dev.ballast.change.trace.LoadProblem;
import dev.ballast.change.trace.LoadReport;
import dev.ballast.change.trace.Scripts;
import dev.ballast.change.trace.Trace;
import dev.ballast.change.trace.TraceOptions;
import dev.ballast.change.trace.seen.Rewrite;
import dev.ballast.change.trace.seen.ScriptTrace;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.lab.LabError;
import dev.ballast.lab.schema.SchemaDump;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Password;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

final class TracedTargetIT {
  private static final String PASSWORD = "it's \\ a:secret";

  /// The oldest major, so that any `pg_dump` will do.
  private static TemporaryCluster target() {
    TemporaryCluster target =
        TemporaryCluster.of(14, Clock.system())
            .hba("host all asker 127.0.0.1/32 scram-sha-256")
            .start();
    try (Session session = target.session()) {
      session.execute("CREATE ROLE asker SUPERUSER LOGIN PASSWORD 'it''s \\ a:secret'");
      session.execute("CREATE ROLE \"Odd Owner\"; CREATE ROLE reader");
      session.execute(Expectation.resource("scratch/TracedTargetIT/target.sql"));
      session.execute("ALTER DATABASE postgres SET TimeZone = 'Europe/Oslo'");
    }
    return target;
  }

  private static SchemaDump dump(ConnectionSettings target) {
    try {
      return SchemaDump.of(target, Clock.system());
    } catch (Fault fault) {
      Assumptions.assumeFalse(
          fault.code() == LabError.DUMP_PROGRAM_MISSING, "there is no pg_dump on this machine");
      throw fault;
    }
  }

  @Test
  void aRoleThatMayNotReadTheConfigurationFilesIsEnough() {
    try (TemporaryCluster target = TemporaryCluster.start(14, Clock.system())) {
      try (Session session = target.session()) {
        session.execute("CREATE ROLE plain LOGIN");
        session.execute("GRANT pg_read_all_data, pg_monitor TO plain");
      }
      ConnectionSettings plain = target.settings().withUser("plain", Optional.empty());

      assertThat(dump(plain).timeZone()).isEmpty();
    }
  }

  @Test
  void aTracedMigrationMeetsTheTargetsOwnSchema() {
    try (TemporaryCluster target = target()) {
      ConnectionSettings asker =
          target.settings().withUser("asker", Optional.of(new Password(PASSWORD)));

      SchemaDump dump = dump(asker);

      assertThat(dump.version().major()).isEqualTo(14);
      assertThat(dump.roles()).contains("Odd Owner", "reader");
      assertThat(dump.timeZone()).hasValue("Europe/Oslo");
      try (Trace trace = Trace.on(14, TraceOptions.DEFAULT.withProbes(false), Clock.system())) {
        // A pg_dump of 17 or newer sets what an older server does not know.
        assertThat(trace.load(dump).problems())
            .allMatch(problem -> problem.statement().startsWith("SET transaction_timeout"));
        trace.mark();
        trace.reset();

        ScriptTrace seen =
            trace.run(
                Scripts.wrapped(
                    "SET ROLE \"Odd Owner\"; ALTER TABLE odd.t ALTER at TYPE timestamptz"));

        assertThat(seen.isComplete()).as(seen.toString()).isTrue();
        assertThat(seen.statements().get(1).rewritten())
            .anyMatch(rewrite -> rewrite.kind() == Rewrite.Kind.TABLE_REWRITTEN);
      }
    }
  }

  @Test
  void whatTheTargetHasConfiguredChangesNothingInItsSchema() {
    try (TemporaryCluster target = target()) {
      ConnectionSettings asker =
          target.settings().withUser("asker", Optional.of(new Password(PASSWORD)));
      SchemaDump before = dump(asker);
      try (Session session = target.session()) {
        for (String where : List.of("DATABASE postgres", "ROLE asker")) {
          for (String setting :
              List.of(
                  "search_path = odd, public, pg_catalog",
                  "default_transaction_isolation = serializable",
                  "default_transaction_read_only = on",
                  "statement_timeout = 1",
                  "lock_timeout = 1",
                  "idle_in_transaction_session_timeout = 1",
                  "standard_conforming_strings = off",
                  "quote_all_identifiers = on",
                  "DateStyle = 'Postgres, DMY'",
                  "IntervalStyle = 'sql_standard'",
                  "extra_float_digits = -15",
                  "bytea_output = 'escape'",
                  "xmloption = 'document'",
                  "client_encoding = 'LATIN1'",
                  "row_security = off",
                  "role = reader")) {
            session.execute("ALTER " + where + " SET " + setting);
          }
        }
      }

      SchemaDump after = dump(asker);

      assertThat(lines(after)).isEqualTo(lines(before)).hasSizeGreaterThan(50);
      assertThat(after.roles()).isEqualTo(before.roles());
    }
  }

  /// Without the random words by which newer programs restrict psql.
  private static List<String> lines(SchemaDump dump) {
    return dump.script().source().text().lines().filter(line -> !line.startsWith("\\")).toList();
  }

  @Test
  void whatTheScratchServerDoesNotTakeIsTold() {
    try (Trace trace = Trace.on(18, TraceOptions.DEFAULT, Clock.system())) {
      LoadReport report =
          trace.load(
              """
              CREATE TABLE before ();
              CREATE EXTENSION no_such_extension;
              \\restrict abc
              \\connect other
              CREATE TABLE after ();
              """);

      assertThat(report.statements()).isEqualTo(5);
      assertThat(report.problems())
          .extracting(LoadProblem::line, LoadProblem::statement, LoadProblem::sqlState)
          .containsExactly(
              tuple(2, "CREATE EXTENSION no_such_extension", "0A000"),
              tuple(4, "\\connect other", ""));
      assertThat(trace.run(Scripts.wrapped("DROP TABLE before, after")).isComplete()).isTrue();
    }
  }
}
