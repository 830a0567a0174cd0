package dev.ballast.secure.isolation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.secure.SecureError;
import dev.ballast.secure.tenancy.ContextSetting;
import dev.ballast.sql.Identifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Each schema of the corpus leaks in the way that its second line says, or in none.
class LeakCorpusIT {
  private static TemporaryCluster cluster;

  @BeforeAll
  static void start() {
    cluster = TemporaryCluster.of(18, Clock.system()).hba("local all all trust").start();
    try (Session session = cluster.session("postgres")) {
      session.execute("CREATE ROLE app_owner NOLOGIN");
      session.execute("CREATE ROLE app_exempt NOLOGIN BYPASSRLS");
    }
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  static Stream<String> names() throws IOException, URISyntaxException {
    Path folder = Path.of(LeakCorpusIT.class.getResource("leaks").toURI());
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void theLeakIsFound(String name) {
    String script = script(name);
    String finds = script.lines().skip(1).findFirst().orElseThrow().replace("-- finds: ", "");
    IsolationResult result = IsolationProof.run(new ClusterStage(cluster), made(script));
    List<String> ways = ways(result.leaks());
    if (finds.equals("nothing")) {
      assertThat(result.leaks()).as("%s", ways).isEmpty();
      assertThat(result.verdict().isProved()).as("%s", result.uncovered()).isTrue();
    } else {
      assertThat(ways).contains(finds);
    }
  }

  @Test
  void aFixIsTriedAndWhatItClosesAndOpensIsReported() {
    Fix fix =
        new Fix(
            new Identifier("postgres"),
            """
            ALTER POLICY tenant ON doc WITH CHECK (tenant_id = current_setting('app.tenant', true));
            CREATE VIEW docs AS SELECT body FROM doc;
            GRANT SELECT ON docs TO app;
            """);

    FixedIsolation fixed =
        IsolationProof.runWith(new ClusterStage(cluster), made(script("10-check-true.sql")), fix);

    assertThat(ways(fixed.closed())).contains("INSERT_FOR_OTHER");
    assertThat(fixed.opened())
        .extracting(leak -> leak.attempt().object())
        .containsOnly("public.docs");
    assertThat(fixed.after().verdict().isRefuted()).isTrue();
  }

  /// What a superuser alone may do is tried by a trigger, a policy and a default.
  @Test
  void noCodeOfTheDatabaseRunsAsASuperuser() {
    Path written = cluster.scratch().resolve("written");
    String script =
        """
        -- Code that tries to write a file.
        -- finds: nothing
        CREATE FUNCTION try() RETURNS boolean LANGUAGE plpgsql AS $$
          BEGIN
            COPY (SELECT 1) TO '%s';
            RETURN true;
          EXCEPTION WHEN insufficient_privilege THEN RETURN true;
          END $$;
        CREATE FUNCTION fire() RETURNS trigger LANGUAGE plpgsql AS
          $$ BEGIN PERFORM try(); RETURN new; END $$;
        CREATE TABLE doc (tenant_id text NOT NULL, body text, tried boolean DEFAULT try());
        CREATE INDEX ON doc ((body || 'x')) WHERE body IS NOT NULL;
        CREATE TRIGGER fire BEFORE INSERT ON doc FOR EACH ROW EXECUTE FUNCTION fire();
        ALTER TABLE doc ENABLE ROW LEVEL SECURITY;
        CREATE POLICY tenant ON doc
          USING (tenant_id = current_setting('app.tenant', true) AND try());
        GRANT SELECT, INSERT, UPDATE, DELETE ON doc TO app;
        """
            .formatted(written);

    IsolationResult result = IsolationProof.run(new ClusterStage(cluster), made(script));

    assertThat(result.leaks()).isEmpty();
    assertThat(written).doesNotExist();
  }

  @Test
  void aFixThatDoesNotRunIsRefused() {
    Fix fix = new Fix(new Identifier("postgres"), "ALTER POLICY absent ON doc USING (true)");
    IsolationProof.Request request = made(script("10-check-true.sql"));
    ClusterStage stage = new ClusterStage(cluster);

    assertThatThrownBy(() -> IsolationProof.runWith(stage, request, fix))
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(SecureError.FIX_FAILED);
              assertThat(fault.detail().orElseThrow()).contains("42704");
            });
  }

  private static List<String> ways(List<Leak> leaks) {
    return leaks.stream().map(leak -> leak.attempt().way().name()).distinct().toList();
  }

  /// Makes the database of a script.
  private static IsolationProof.Request made(String script) {
    String database = "leak";
    try (Session session = cluster.session("postgres")) {
      session.execute("DROP DATABASE IF EXISTS leak WITH (FORCE)");
      session.execute("DROP ROLE IF EXISTS app");
      session.execute("CREATE ROLE app LOGIN");
      session.execute("CREATE DATABASE leak");
    }
    try (Session session = cluster.session(database)) {
      session.execute(script);
    }
    return new IsolationProof.Request(
        database, "postgres", new Identifier("app"), context(script), Set.of());
  }

  /// What a script names itself, where no policy does.
  private static List<ContextSetting> context(String script) {
    return script
        .lines()
        .filter(line -> line.startsWith("-- context: "))
        .map(line -> ContextSetting.plain(line.substring("-- context: ".length())))
        .toList();
  }

  private static String script(String name) {
    try (InputStream in = LeakCorpusIT.class.getResourceAsStream("leaks/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
