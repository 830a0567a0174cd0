package dev.ballast.observe.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.sql.script.Script;
import dev.ballast.sql.script.ScriptPart;
import dev.ballast.sql.script.ScriptSplitter;
import dev.ballast.sql.script.SourceText;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.store.alert.Remedy;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The steps are run as they are given, one statement after the other as psql does, on tables with
/// rows that others write to meanwhile.
class WideKeyIT {
  private static final Clock CLOCK = Clock.system();

  /// Rows as text, with the number before the first exchange.
  private static final String DIGEST =
      "SELECT md5(string_agg(\"Id\" || note, ',' ORDER BY \"Id\")) FROM \"Shop\".\"Orders\""
          + " WHERE \"Id\" <= 2147420000";

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void aKeyIsWidenedWhileItIsWrittenTo(int major) {
    try (TemporaryCluster cluster = TemporaryCluster.of(major, CLOCK).start();
        Session owner = cluster.session()) {
      owner.execute(SqlResource.load(WideKeyIT.class, "tables", owner.version()));
      String before = owner.text(DIGEST);
      List<Remedy> steps =
          WideKey.steps(facts(owner, "Orders", "Id", QualifiedName.of("Shop", "Orders_Id_seq")));

      long written = writing(cluster, () -> steps.forEach(step -> run(owner, step)));

      assertThat(written).isPositive();
      assertThat(owner.text(DIGEST)).isEqualTo(before);
      assertThat(owner.number("SELECT count(*) FROM \"Shop\".\"Orders\""))
          .isEqualTo(20_000 + written);
      theRestIsWhatItWas(owner);
      owner.execute("ALTER TABLE \"Shop\".\"Orders\" DROP COLUMN \"Id_narrow\"");
      // Beyond what int4 holds.
      owner.text("SELECT setval('\"Shop\".\"Orders_Id_seq\"', 2147483647)::text");
      assertThat(
              owner.number("INSERT INTO \"Shop\".\"Orders\" (note) VALUES ('x') RETURNING \"Id\""))
          .isEqualTo(2_147_483_648L);
      owner.execute("DELETE FROM \"Shop\".\"Orders\" WHERE \"Id\" = 2147400001");
      assertThat(owner.number("SELECT count(*) FROM \"Shop\".lines")).isEqualTo(999);
    }
  }

  private static void theRestIsWhatItWas(Session owner) {
    String table = "'\"Shop\".\"Orders\"'::regclass";
    assertThat(
            owner.text(
                "SELECT string_agg(conname || ' ' || pg_get_constraintdef(oid), '; ' ORDER BY conname)"
                    + " FROM pg_constraint WHERE contype IN ('p', 'u') AND conrelid = "
                    + table))
        .isEqualTo("Orders_pkey PRIMARY KEY (\"Id\"); Orders_site_Id_key UNIQUE (site, \"Id\")");
    assertThat(
            owner.text(
                "SELECT string_agg(indexrelid::regclass::text, '; ' ORDER BY 1) FROM (SELECT"
                    + " indexrelid FROM pg_index WHERE indisvalid AND indrelid = "
                    + table
                    + ") AS i"))
        .contains("\"Orders_pkey\"", "\"Orders_site_Id_key\"", "\"Orders by site\"")
        .doesNotContain("_wide");
    assertThat(
            owner.text(
                "SELECT string_agg(conname || ' ' || confdeltype::text, '; ' ORDER BY conname) FROM"
                    + " pg_constraint WHERE contype = 'f' AND convalidated AND confrelid = "
                    + table))
        .isEqualTo("notes_order_fkey a; of order c");
    assertThat(
            owner.text(
                "SELECT pg_get_serial_sequence('\"Shop\".\"Orders\"', 'Id') || ' ' || data_type ||"
                    + " ' ' || max_value FROM pg_sequences WHERE sequencename = 'Orders_Id_seq'"))
        .isEqualTo("\"Shop\".\"Orders_Id_seq\" bigint 9223372036854775807");
    assertThat(
            owner.text(
                "SELECT format_type(atttypid, -1) || ' ' || attnotnull FROM pg_attribute WHERE"
                    + " attname = 'Id' AND attrelid = "
                    + table))
        .isEqualTo("bigint true");
    assertThat(
            owner.number(
                "SELECT count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgrelid = " + table))
        .isZero();
    assertThat(owner.number("SELECT count(*) FROM pg_proc WHERE proname LIKE '%wide%'")).isZero();
  }

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void anIdentityIsWidenedAndWhatCannotBeDerivedIsNamed(int major) {
    try (TemporaryCluster cluster = TemporaryCluster.of(major, CLOCK).start();
        Session owner = cluster.session()) {
      owner.execute(SqlResource.load(WideKeyIT.class, "tables", owner.version()));
      List<Remedy> steps =
          WideKey.steps(facts(owner, "events", "id", QualifiedName.of("Shop", "events_id_seq")));
      assertThat(steps.getLast().command())
          .startsWith(
              """
              -- build this one on id_wide first, with CONCURRENTLY: CREATE INDEX events_open ON\
               "Shop".events USING btree (id) WHERE (note IS NULL)
              -- depends on id as well: rule _RETURN on view "Shop".latest
              BEGIN;
              """);

      steps.forEach(step -> run(owner, step));

      owner.execute(
          "INSERT INTO \"Shop\".events (note) SELECT 'more' FROM generate_series(1, 100)");
      assertThat(owner.number("SELECT max(id) FROM \"Shop\".events")).isEqualTo(32_800);
      assertThat(owner.number("SELECT count(DISTINCT id) FROM \"Shop\".events")).isEqualTo(32_800);
    }
  }

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void ofAPartitionedTableThereAreNoSteps(int major) {
    try (TemporaryCluster cluster = TemporaryCluster.of(major, CLOCK).start();
        Session owner = cluster.session()) {
      owner.execute("CREATE SCHEMA \"Shop\"");
      owner.execute("CREATE TABLE \"Shop\".parts (id serial) PARTITION BY RANGE (id)");
      assertThat(
              WideKey.steps(facts(owner, "parts", "id", QualifiedName.of("Shop", "parts_id_seq"))))
          .isEmpty();
    }
  }

  /// Of a session whose search path has nothing of the database, as that of a watch.
  private static KeyFacts facts(
      Session owner, String table, String column, QualifiedName sequence) {
    owner.execute("SET search_path = pg_catalog");
    KeyFacts facts =
        KeyReader.read(owner, new KeyReader.Place("Shop", table, column, sequence)).orElseThrow();
    owner.execute("SET search_path = public");
    return facts;
  }

  private static void run(Session owner, Remedy step) {
    Script script = ScriptSplitter.split(SourceText.of(step.command()));
    for (ScriptPart part : script.parts()) {
      owner.execute(script.text((ScriptPart.Sql) part));
    }
  }

  /// Rows that others insert and update while something is done, and how many were inserted.
  private static long writing(TemporaryCluster cluster, Runnable meanwhile) {
    AtomicBoolean done = new AtomicBoolean();
    FutureTask<Long> writer =
        new FutureTask<>(
            () -> {
              long written = 0;
              try (Session session = cluster.session()) {
                while (!done.get()) {
                  session.execute("INSERT INTO \"Shop\".\"Orders\" (note) VALUES ('new')");
                  session.execute(
                      "UPDATE \"Shop\".\"Orders\" SET made = now() WHERE \"Id\" = 2147400500");
                  written++;
                }
              }
              return written;
            });
    Thread.ofVirtual().start(writer);
    try {
      meanwhile.run();
    } finally {
      done.set(true);
    }
    try {
      return writer.get();
    } catch (InterruptedException | ExecutionException e) {
      throw new AssertionError(e);
    }
  }
}
