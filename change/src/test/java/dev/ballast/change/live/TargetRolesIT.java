package dev.ballast.change.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.trace.scratch.SchemaDump;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.rules.lint.Workload;
import dev.ballast.sql.script.Script;
import dev.ballast.sql.tree.QualifiedName;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/// A target that is asked by those who are no superusers: what they may not read is left out and
/// told, the rest is used.
@ParameterizedClass
@MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
final class TargetRolesIT {
  private static TemporaryCluster cluster;

  @Parameter private int major;

  @BeforeParameterizedClassInvocation
  static void start(int major) {
    cluster = TemporaryCluster.start(major, Clock.system());
    try (Session session = cluster.session()) {
      session.execute(
          "CREATE ROLE owner LOGIN; CREATE ROLE monitor LOGIN; CREATE ROLE plain LOGIN");
      session.execute("CREATE ROLE reader LOGIN; CREATE ROLE half LOGIN; CREATE ROLE files LOGIN");
      session.execute("GRANT pg_monitor TO monitor; GRANT pg_read_all_data TO reader, half, files");
      session.execute(
          "GRANT EXECUTE ON FUNCTION pg_catalog.pg_show_all_file_settings() TO half, files");
      session.execute("REVOKE pg_read_all_data FROM half");
      session.execute("ALTER DATABASE postgres OWNER TO owner");
      session.execute("CREATE TABLE mine (id int); ALTER TABLE mine OWNER TO owner");
      session.execute("CREATE TABLE \"Theirs $1\" (id int)");
      session.execute("CREATE SCHEMA hidden; CREATE TABLE hidden.deep (id int)");
      session.execute("CREATE TYPE mood AS ENUM ('calm')");
      session.execute("INSERT INTO hidden.deep SELECT generate_series(1, 1000); ANALYZE");
    }
  }

  @AfterParameterizedClassInvocation
  static void stop() {
    cluster.close();
  }

  @Test
  void theOwnerOfTheDatabaseHasAllButTheTablesOfOthers() {
    SchemaDump dump = dump("owner");

    assertThat(text(dump)).contains("CREATE TABLE public.mine").contains("CREATE TYPE public.mood");
    assertThat(text(dump)).doesNotContain("CREATE TABLE public.\"Theirs").doesNotContain("deep");
    assertThat(dump.remarks()).hasSize(2);
    assertThat(dump.remarks().getFirst())
        .contains("\"Theirs $1\"")
        .contains("GRANT USAGE ON SCHEMA")
        .contains("GRANT SELECT ON")
        .doesNotContain("mine");
    assertThat(dump.remarks().getLast()).contains("pg_show_all_file_settings");
  }

  @Test
  void oneThatMayReadAllHasAllButTheTimeZone() {
    SchemaDump dump = dump("reader");

    assertThat(text(dump))
        .contains("CREATE TABLE public.mine")
        .contains("CREATE TABLE public.\"Theirs $1\"")
        .contains("CREATE TABLE hidden.deep");
    assertThat(dump.remarks()).singleElement().asString().contains("TimeZone");
    assertThat(dump.timeZone()).isEmpty();
    assertThat(dump("files").remarks()).isEmpty();
    assertThat(dump("files").timeZone()).isPresent();
  }

  @Test
  void withoutAnyPrivilegeOnATableTheRestIsThere() {
    for (String role : List.of("monitor", "plain", "half")) {
      SchemaDump dump = dump(role);

      assertThat(text(dump)).contains("CREATE TYPE public.mood").doesNotContain("CREATE TABLE");
      assertThat(dump.remarks()).as(role).hasSize(2);
      assertThat(dump.roles()).contains("owner", "plain");
    }
  }

  @Test
  void everyRoleKnowsTheSizes() {
    for (String role : List.of("owner", "monitor", "reader", "plain", "half")) {
      Workload workload = destination(role).workload();

      assertThat(workload.rows(QualifiedName.of("hidden", "deep"))).as(role).hasValue(1000);
      assertThat(workload.bytes(QualifiedName.of("hidden", "deep")))
          .as(role)
          .isNotEqualTo(OptionalLong.empty());
    }
  }

  private SchemaDump dump(String role) {
    try {
      return destination(role).dump(Clock.system()).orElseThrow();
    } catch (Fault e) {
      Assumptions.assumeFalse(
          e.getMessage().startsWith("no pg_dump of major"), "no pg_dump for major " + major);
      throw e;
    }
  }

  private static Destination destination(String role) {
    ConnectionSettings settings = cluster.settings().withUser(role, Optional.empty());
    return new Destination(
        Optional.empty(),
        Optional.of(new Destination.Server("shop", settings, true)),
        List.of(),
        "");
  }

  private static String text(SchemaDump dump) {
    Script script = dump.script();
    return script.source().text();
  }
}
