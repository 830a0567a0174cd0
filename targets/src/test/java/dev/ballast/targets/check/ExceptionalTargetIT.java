package dev.ballast.targets.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Finding;
import dev.ballast.evidence.Severity;
import dev.ballast.evidence.Verdict;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.server.Installation;
import dev.ballast.postgres.server.Installations;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.targets.config.Objectives;
import dev.ballast.targets.config.Target;
import dev.ballast.targets.secret.PasswordSource;
import dev.ballast.targets.secret.SecretReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Targets that need a server of their own.
class ExceptionalTargetIT {
  private static final Duration ENABLING = Duration.ofSeconds(60);

  /// Waits in the server, at most 30 s.
  private static final String AWAIT_FAILED_ARCHIVING =
      """
      DO $$ BEGIN
        FOR i IN 1..600 LOOP
          PERFORM pg_stat_clear_snapshot();
          EXIT WHEN (SELECT failed_count > 0 FROM pg_stat_archiver);
          PERFORM pg_sleep(0.05);
        END LOOP;
      END $$""";

  @ParameterizedTest(name = "PostgreSQL {0}")
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void aClusterWithoutChecksumsIsToldWithTheCommandForItsFolder(int major) throws IOException {
    try (PreparedTarget server =
        PreparedTarget.start(TemporaryCluster.of(major, Clock.system()).checksums(false))) {
      List<Finding> found = server.shortcomings();

      assertThat(found).extracting(Finding::id).containsExactly("data-checksums");
      assertThat(found.getFirst().severity()).isEqualTo(Severity.WARNING);
      assertThat(found.getFirst().remedy().orElseThrow())
          .endsWith("\npg_checksums --enable --pgdata " + server.cluster().dataDirectory());
      enableChecksums(server, found.getFirst(), major);
      assertThat(server.shortcomings()).isEmpty();
    }
  }

  /// Does what the remedy says with the pg_checksums of this machine, where it has one of the
  /// major; the embedded servers come without.
  private static void enableChecksums(PreparedTarget server, Finding finding, int major)
      throws IOException {
    Optional<Path> program =
        Installations.everywhere().all().stream()
            .filter(installation -> installation.version().major() == major)
            .map(Installation::binDirectory)
            .map(folder -> folder.resolve("pg_checksums"))
            .filter(Files::exists)
            .findFirst();
    assumeThat(program).as("pg_checksums of major " + major).isPresent();
    server.cluster().stop(StopMode.FAST);
    List<String> words =
        List.of(finding.remedy().orElseThrow().lines().toList().getLast().split(" ", -1));
    ExternalCommand.run(
        List.of(program.orElseThrow().toString(), words.get(1), words.get(2), words.get(3)),
        ENABLING);
    server.cluster().start();
  }

  @ParameterizedTest(name = "PostgreSQL {0}")
  @ValueSource(ints = {ServerVersion.OLDEST_MAJOR, ServerVersion.NEWEST_MAJOR})
  void aServerThatDoesNotWaitForTheDiskIsTold(int major) throws IOException {
    try (PreparedTarget server =
        PreparedTarget.start(TemporaryCluster.of(major, Clock.system()), false)) {
      List<Finding> found = server.shortcomings();

      assertThat(found).extracting(Finding::id).containsExactly("fsync");
      server.applySql("postgres", found.getFirst());
      // The test's own command line goes before the file; the file is what the remedy changes.
      assertThat(server.fileSetting("fsync")).isEqualTo("on");
    }
  }

  @Test
  void anArchiveThatWorksIsTold() throws IOException {
    try (PreparedTarget server = PreparedTarget.start(archiving("true"))) {
      assertThat(server.findings("archiving"))
          .extracting(Finding::severity)
          .containsExactly(Severity.INFO);
    }
  }

  @Test
  void anArchiverThatFailsIsAWarning() throws IOException {
    try (PreparedTarget server = PreparedTarget.start(archiving("false"))) {
      server.run("postgres", List.of("SELECT pg_switch_wal()", AWAIT_FAILED_ARCHIVING));

      List<Finding> found = server.shortcomings();

      assertThat(found).extracting(Finding::id).containsExactly("archiving");
      assertThat(found.getFirst().message()).startsWith("archiving fails since ");
      server.applySql("postgres", found.getFirst());
      // The test's own command line goes before the file; the file is what the remedy changes.
      assertThat(server.fileSetting("archive_mode")).isEqualTo("off");
    }
  }

  private static TemporaryCluster.Builder archiving(String command) {
    return TemporaryCluster.of(ServerVersion.NEWEST_MAJOR, Clock.system())
        .setting("archive_mode", "on")
        .setting("archive_command", command);
  }

  @ParameterizedTest(name = "PostgreSQL {0}")
  @ValueSource(ints = {ServerVersion.OLDEST_MAJOR, ServerVersion.NEWEST_MAJOR})
  void preloadedLibrariesAreTold(int major) throws IOException {
    try (PreparedTarget server =
        PreparedTarget.start(
            TemporaryCluster.of(major, Clock.system())
                .setting("shared_preload_libraries", "auto_explain, pg_stat_statements"))) {
      List<Finding> found = server.findings("preloaded-libraries");

      assertThat(found)
          .extracting(Finding::subject)
          .containsExactly("auto_explain", "pg_stat_statements");
      assertThat(server.shortcomings()).isEmpty();
    }
  }

  @ParameterizedTest(name = "PostgreSQL {0}")
  @ValueSource(ints = {ServerVersion.OLDEST_MAJOR, ServerVersion.NEWEST_MAJOR})
  void everyCheckCanBeMadeAtAStandby(int major) throws IOException {
    try (PreparedTarget server = PreparedTarget.start(TemporaryCluster.of(major, Clock.system()))) {
      Path signal = server.cluster().dataDirectory().resolve("standby.signal");
      server.run("postgres", List.of("COPY (SELECT 1) TO '" + signal + "'"));
      server.restart();

      TargetReport report = server.check();

      assertThat(report.findings()).extracting(Finding::id).containsExactly("standby");
      assertThat(report.verdict()).isEqualTo(Verdict.proved());
    }
  }

  @Test
  void aTransactionTimeoutOfTheRoleEndsNoSessionAndATriggerOnLoginIsAWarning() throws IOException {
    try (PreparedTarget server =
        PreparedTarget.start(TemporaryCluster.of(ServerVersion.NEWEST_MAJOR, Clock.system()))) {
      server.run("postgres", List.of("ALTER ROLE ballast SET transaction_timeout = '1ms'"));

      assertThat(server.shortcomings()).isEmpty();

      server.run(
          "postgres",
          List.of(
              "CREATE FUNCTION watch() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'",
              "CREATE EVENT TRIGGER seen ON login EXECUTE FUNCTION watch()"));

      List<Finding> found = server.findings("login-triggers");

      assertThat(found).extracting(Finding::subject).containsExactly("seen");
      server.applySql("postgres", found.getFirst());
      assertThat(server.findings("login-triggers")).isEmpty();
    }
  }

  @Test
  void aServerThatIsNotThereIsOneFindingAndTheOtherChecksAreUndecided() {
    TargetReport report =
        TargetCheck.run(Target.ofUrl("postgresql://ballast@127.0.0.1:1/postgres"), Clock.system());

    assertThat(report.findings()).extracting(Finding::id).containsExactly("session");
    assertThat(report.findings().getFirst().remedy().orElseThrow())
        .contains("ALTER SYSTEM SET listen_addresses = '*';", "port 1 ");
    assertThat(report.checks())
        .filteredOn(check -> !check.id().equals("session") && !check.id().equals("server-identity"))
        .allSatisfy(check -> assertThat(check.verdict()).isInstanceOf(Verdict.Undecided.class));
    assertThat(report.server()).isEmpty();
  }

  @Test
  void aPasswordThatCannotBeHadIsAFindingOfItsOwn() {
    Target target =
        new Target(
            "shop",
            Target.ofUrl("postgresql://ballast@127.0.0.1:1/postgres").endpoint(),
            new PasswordSource.Referenced(new SecretReference.InVariable("BALLAST_NO_SUCH")),
            Optional.empty(),
            Objectives.DEFAULTS,
            List.of());

    TargetReport report = TargetCheck.run(target, Clock.system());

    assertThat(report.findings()).extracting(Finding::id).containsExactly("session");
    assertThat(report.findings().getFirst().message())
        .isEqualTo("there is no secret at env:BALLAST_NO_SUCH");
    assertThat(report.findings().getFirst().remedy())
        .contains("Set the variable BALLAST_NO_SUCH where ballast is started.");
  }

  @Test
  void aSuperuserIsToldThatItIsMoreThanNeeded() throws IOException {
    try (PreparedTarget server =
        PreparedTarget.start(TemporaryCluster.of(ServerVersion.NEWEST_MAJOR, Clock.system()))) {
      server.run("postgres", List.of("ALTER ROLE ballast SUPERUSER"));

      List<Finding> found = server.check().findings();

      assertThat(found).extracting(Finding::id).containsExactly("superuser");
      assertThat(found.getFirst().severity()).isEqualTo(Severity.INFO);
    }
  }
}
