package dev.ballast.lab.twin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.lab.LabError;
import dev.ballast.lab.clone.Clone;
import dev.ballast.lab.clone.Lab;
import dev.ballast.lab.clone.RunningClone;
import dev.ballast.lab.schema.SchemaDump;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.sql.script.Script;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Twins of a shop of 200,000 rows, of the oldest and the newest major. The schema is given as
/// `pg_dump` writes it where this machine may not have one that is new enough.
class TwinMakingIT {
  private static final String OWNER = "Odd Owner";

  /// The most common value of a column, and so in its statistics.
  private static final String SECRET = "canary-8c1f";

  private static final Map<Integer, TemporaryCluster> SOURCES = new HashMap<>();
  private static TemporaryFolder folder;
  private static Lab lab;

  @BeforeAll
  static void start() {
    folder = TemporaryFolder.create("lab");
    lab = Lab.in(folder.path().resolve("l"), Clock.system());
  }

  @AfterAll
  static void stop() {
    SOURCES.values().forEach(TemporaryCluster::close);
    folder.close();
  }

  private static TemporaryCluster source(int major) {
    return SOURCES.computeIfAbsent(
        major,
        _ -> {
          TemporaryCluster source =
              TemporaryCluster.of(major, Clock.system())
                  .setting("autovacuum", "off")
                  .hba("local shop outsider,all trust")
                  .start();
          try (Session session = source.session()) {
            session.execute(
                "CREATE ROLE \"Odd Owner\"; CREATE ROLE reader; CREATE ROLE boss SUPERUSER");
            session.execute("CREATE ROLE outsider LOGIN; GRANT \"Odd Owner\" TO reader");
            session.execute("CREATE DATABASE shop OWNER \"Odd Owner\"");
            session.execute("ALTER DATABASE shop SET search_path = shop, public");
          }
          try (Session session = source.session("shop")) {
            session.execute(resource("schema"));
            session.execute(resource("rows"));
            session.execute("UPDATE shop.customers SET email = '" + SECRET + "' WHERE id % 3 = 0");
            session.execute("VACUUM (FULL, ANALYZE)");
            session.execute("VACUUM");
          }
          return source;
        });
  }

  private static SchemaDump dump(TemporaryCluster source, String schema) {
    Script script = ScriptSplitter.split(SourceText.of(schema));
    return new SchemaDump(
        source.installation().version(), List.of(), Optional.of("UTC"), script, List.of());
  }

  private static TwinSource read(int major, boolean values) {
    return read(major, values, resource("schema"));
  }

  private static TwinSource read(int major, boolean values, String schema) {
    TemporaryCluster source = source(major);
    return TwinSource.read(
        "shop", source.settings("shop"), dump(source, schema), values, Clock.system());
  }

  private static Clone create(String name, TwinSource source) {
    return lab.createTwin(
        new Lab.WantedTwin(name, source, Confinement.PREFERRED, Duration.ofHours(1)),
        Progress.NONE);
  }

  private static List<String> shapes(Session session) {
    List<String> shapes = new ArrayList<>();
    for (String statement : resource("statements").lines().toList()) {
      shapes.add(statement + "\n" + PlanShape.of(session, statement.replaceFirst(";$", "")));
    }
    return shapes;
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 18})
  void withValuesItPlansAsItsTarget(int major) {
    Clone clone = create("plans" + major, read(major, true));

    Twin twin = clone.record().twin().orElseThrow();
    assertThat(twin.lacking()).isEmpty();
    assertThat(twin.unread()).isEmpty();
    assertThat(clone.record().bytes()).isLessThan(200L << 20);
    List<String> expected;
    try (Session session = source(major).session("shop")) {
      expected = shapes(session);
    }
    assertThat(expected).hasSizeGreaterThan(20);
    try (RunningClone running = clone.start(Confinement.PREFERRED, Progress.NONE);
        Session session = running.as(OWNER, "shop", SessionOptions.onOwnServer("test"))) {
      assertThat(session.text("SHOW search_path")).isEqualTo("shop, public");
      assertThat(session.text("SELECT count(*) FROM orders")).isEqualTo("0");
      assertThat(shapes(session)).isEqualTo(expected);
    }
    try (RunningClone running = clone.startShort(Confinement.PREFERRED, Progress.NONE);
        Session session = running.as(OWNER, "shop", SessionOptions.onOwnServer("test"))) {
      assertThat(shapes(session)).isNotEqualTo(expected);
    }
  }

  @Test
  void withoutValuesNoneOfThemReachesTheLab() throws IOException {
    Clone without = create("without", read(14, false));
    Clone with = create("with", read(14, true));

    assertThat(holds(folder.path().resolve("l/without"), SECRET)).isFalse();
    assertThat(holds(folder.path().resolve("l/with"), SECRET)).isTrue();
    assertThat(without.record().twin().orElseThrow().values()).isFalse();
    try (RunningClone running = without.start(Confinement.PREFERRED, Progress.NONE);
        Session session = running.as(OWNER, "shop", SessionOptions.onOwnServer("test"))) {
      assertThat(PlanShape.of(session, "SELECT * FROM orders WHERE id = 1"))
          .isEqualTo("Index Scan orders orders_pkey");
      assertThat(
              session.text(
                  "SELECT n_distinct || ' ' || (most_common_vals IS NULL) FROM pg_stats"
                      + " WHERE tablename = 'orders' AND attname = 'state'"))
          .isEqualTo("4 true");
    }
    assertThat(with.record().hasRows()).isFalse();
  }

  private static boolean holds(Path folder, String text) throws IOException {
    String wanted = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (Files.readString(file, StandardCharsets.ISO_8859_1).contains(wanted)) {
          return true;
        }
      }
    }
    return false;
  }

  @Test
  void aLoginWithoutSelectIsEnoughForTheSchemaAndTheSizes() {
    ConnectionSettings outsider =
        source(14).settings("shop").withUser("outsider", Optional.empty());
    try (Session session = Session.open(outsider, SessionOptions.of("test"))) {
      assertThatThrownBy(() -> session.text("SELECT count(*) FROM shop.orders"))
          .hasMessageContaining("permission denied");
    }
    TwinSource source = asked(outsider);

    Twin twin = create("outsider", source).record().twin().orElseThrow();

    assertThat(twin.lacking())
        .anyMatch(line -> line.startsWith("the role \"outsider\" may not read"))
        .noneMatch(line -> line.startsWith("line "));
    assertThat(twin.unread())
        .contains(
            "statistics of \"shop\".\"orders\" are not readable: the role may not SELECT 6 of its"
                + " columns");
    assertThat(source.statistics().columns()).isEmpty();
    try (RunningClone running = lab.clone("outsider").start(Confinement.PREFERRED, Progress.NONE);
        Session session = running.as(OWNER, "shop", SessionOptions.onOwnServer("test"));
        Session original = source(14).session("shop")) {
      String sizes =
          "SELECT string_agg(relname || ' ' || reltuples || ' ' || relpages || ' '"
              + " || pg_relation_size(oid), ',' ORDER BY relname) FROM pg_class"
              + " WHERE relnamespace = 'shop'::regnamespace AND relkind IN ('r', 'i', 'm')";
      assertThat(session.text(sizes)).isEqualTo(original.text(sizes)).contains("orders 80000");
      assertThat(
              session.text(
                  "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE contype = 'f'"))
          .isEqualTo("FOREIGN KEY (customer) REFERENCES customers(id)");
    }
  }

  @Test
  void whatPgDumpWritesIsMadeWithoutGaps() {
    Clone clone = create("dumped", asked(source(14).settings("shop")));

    Twin twin = clone.record().twin().orElseThrow();
    assertThat(twin.lacking()).isEmpty();
    assertThat(twin.unread()).isEmpty();
    String catalogs =
        "SELECT string_agg(concat_ws(' ', relname, relkind, pg_get_userbyid(relowner), relacl::text,"
            + " (SELECT string_agg(pg_get_constraintdef(k.oid), ',' ORDER BY conname)"
            + " FROM pg_constraint k WHERE conrelid = c.oid),"
            + " CASE relkind WHEN 'i' THEN pg_get_indexdef(c.oid) END), E'\n' ORDER BY relname)"
            + " FROM pg_class c WHERE relnamespace = 'shop'::regnamespace";
    try (RunningClone running = clone.startShort(Confinement.PREFERRED, Progress.NONE);
        Session session = running.as(OWNER, "shop", SessionOptions.onOwnServer("test"));
        Session original = source(14).session("shop")) {
      assertThat(session.text(catalogs))
          .isEqualTo(original.text(catalogs))
          .contains("orders_open i Odd Owner", "reader=r");
    }
  }

  private static TwinSource asked(ConnectionSettings target) {
    try {
      return TwinSource.read("shop", target, false, Clock.system());
    } catch (Fault fault) {
      Assumptions.assumeFalse(
          fault.code() == LabError.DUMP_PROGRAM_MISSING, "there is no pg_dump on this machine");
      throw fault;
    }
  }

  /// The check of a domain is code of the database: it would run where a value of a column's
  /// statistics were read as one of the domain.
  @Test
  void whatTheLabLacksIsListedAndNoDefinitionHasPower() {
    String armed =
        resource("schema")
            .replace(
                "LANGUAGE sql IMMUTABLE AS $$ SELECT code <> 'none' $$",
                "LANGUAGE plpgsql AS $$ BEGIN ALTER ROLE boss SUPERUSER; RETURN true; END $$");
    String more =
        """
        CREATE EXTENSION no_such_extension WITH SCHEMA public;
        CREATE TABLE shop.places (id integer, at no_such_type);
        COPY shop.orders FROM PROGRAM 'id';
        ALTER ROLE reader SUPERUSER;
        CREATE TABLE shop.after (id integer);
        """;

    Clone clone = create("lacking", read(18, true, armed + more));

    assertThat(clone.record().twin().orElseThrow().lacking())
        .hasSize(4)
        .anyMatch(line -> line.startsWith("extension no_such_extension: "))
        .anyMatch(line -> line.contains("CREATE TABLE shop.places") && line.contains("42704"))
        .anyMatch(line -> line.contains("FROM PROGRAM") && line.contains("42501"))
        .anyMatch(line -> line.contains("ALTER ROLE reader") && line.contains("42501"));
    try (RunningClone running = clone.startShort(Confinement.PREFERRED, Progress.NONE);
        Session session = running.as("boss", "shop", SessionOptions.onOwnServer("test"))) {
      assertThat(session.text("SELECT count(*) FROM pg_roles WHERE rolsuper")).isEqualTo("1");
      assertThat(session.text("SELECT pg_relation_size('shop.orders')")).isEqualTo("0");
      assertThat(
              session.text(
                  "SELECT left(most_common_vals::text, 3) FROM pg_stats"
                      + " WHERE tablename = 'customers' AND attname = 'country'"))
          .isEqualTo("{NO");
      assertThatThrownBy(() -> session.text("SELECT 'NO'::shop.code"))
          .as("the check would have run")
          .hasMessageContaining("permission denied");
      assertThat(
              session.text(
                  "SELECT string_agg(DISTINCT tableowner, ',') FROM pg_tables"
                      + " WHERE schemaname = 'shop'"))
          .isEqualTo(OWNER);
    }
  }

  @Test
  void interruptedItLeavesNothing() {
    TwinSource source = read(14, false);
    Progress interrupting =
        new Progress() {
          @Override
          public void begin(String phase, long total) {
            if (phase.equals("making the schema")) {
              Thread.currentThread().interrupt();
            }
          }

          @Override
          public void advance(long done) {}

          @Override
          public void note(String line) {}
        };

    assertThatThrownBy(
            () ->
                lab.createTwin(
                    new Lab.WantedTwin("cut", source, Confinement.PREFERRED, Duration.ofHours(1)),
                    interrupting))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.code()).isEqualTo(CommonError.INTERRUPTED));

    assertThat(lab.sweep().interrupted()).isEmpty();
    assertThat(lab.clones()).noneMatch(clone -> clone.record().name().equals("cut"));
  }

  private static String resource(String name) {
    try (InputStream in = TwinMakingIT.class.getResourceAsStream("TwinMakingIT/" + name + ".sql")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
