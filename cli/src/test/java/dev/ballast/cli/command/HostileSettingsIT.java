package dev.ballast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.live.LiveWorkload;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.json.Json;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.protect.backup.SourceFacts;
import dev.ballast.protect.verify.content.DatabaseReading;
import dev.ballast.protect.verify.content.NotCovered;
import dev.ballast.protect.verify.content.TableDigest;
import dev.ballast.sql.Literal;
import dev.ballast.sql.tree.QualifiedName;
import dev.ballast.targets.check.TargetCheck;
import dev.ballast.targets.config.Target;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever a database and a role have configured, Ballast finds what it finds without it.
class HostileSettingsIT {
  private static final int HAS_LOGIN_TRIGGERS = 17;
  private static final int READS_VIEWS_BY_COPY = 18;
  private static final List<String> WITH_TRIGGERS = List.of("shop", "postgres", "template1");

  /// Where the extreme of a number, or another word of an enumeration, is not the worst.
  private static final Map<String, String> WORST =
      Map.ofEntries(
          Map.entry("search_path", "evil, pg_catalog, public"),
          Map.entry("DateStyle", "Postgres, DMY"),
          Map.entry("TimeZone", "Asia/Kathmandu"),
          Map.entry("timezone_abbreviations", "India"),
          Map.entry("lc_monetary", "C.UTF-8"),
          Map.entry("lc_numeric", "C.UTF-8"),
          Map.entry("lc_time", "C.UTF-8"),
          Map.entry("client_encoding", "LATIN1"),
          Map.entry("default_text_search_config", "pg_catalog.german"),
          Map.entry("local_preload_libraries", "no_such_library"),
          Map.entry("role", "app"),
          Map.entry("ballast.long_transaction", "no interval"),
          Map.entry("statement_timeout", "1"),
          Map.entry("lock_timeout", "1"),
          Map.entry("transaction_timeout", "1"),
          Map.entry("default_transaction_isolation", "serializable"),
          Map.entry("scram_iterations", "100000000"),
          Map.entry("createrole_self_grant", "set, inherit"),
          Map.entry("idle_session_timeout", "1"),
          Map.entry("idle_in_transaction_session_timeout", "1"),
          Map.entry("client_connection_check_interval", "1"),
          Map.entry("tcp_user_timeout", "1"));

  /// Why a parameter is left as it is.
  private static final Map<String, String> LEFT_OUT =
      Map.of(
          "session_preload_libraries",
              "of superusers: no session at all starts with a library that is missing",
          "zero_damaged_pages", "of superusers, and made to change what is read",
          "log_min_messages", "of superusers, and only fills the log",
          "backtrace_functions", "of superusers, and only fills the log");

  private record Found(
      List<?> findings,
      SourceFacts facts,
      List<TableDigest> digests,
      List<NotCovered> undecided,
      OptionalLong rows,
      OptionalLong bytes) {}

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void everyParameterSetToItsWorstChangesNothingThatIsFound(int major, @TempDir Path folder) {
    try (TemporaryCluster cluster = TemporaryCluster.of(major, Clock.system()).tcp().start()) {
      HostileDatabase.create(cluster);
      tables(cluster);
      forbidProof(cluster);
      Found clean =
          found(cluster, HostileDatabase.backup(cluster, "shop", folder.resolve("clean")));
      assertThat(clean.digests()).hasSize(2);
      assertThat(clean.undecided()).isEmpty();
      HostileDatabase.shadow(cluster);
      forbidDdl(cluster);
      List<String> set = makeHostile(cluster);
      assertThat(set).hasSizeGreaterThan(150).contains("search_path", "enable_tidscan", "role");

      HostileDatabase.Proved proved =
          HostileDatabase.prove(cluster, "shop", folder.resolve("hostile"));

      assertThat(found(cluster, proved.taken())).isEqualTo(clean);
      assertProved(major, proved.proof());
    }
  }

  /// Every level, of everything; before 18 a materialised view is read by a query, which would run
  /// code of its index.
  private static void assertProved(int major, Proof proof) {
    assertThat(proof.levels()).extracting(LevelResult::level).containsExactly(Level.values());
    assertThat(proof.levels())
        .as(Json.pretty(proof))
        .filteredOn(level -> level.level() != Level.L6 || major >= READS_VIEWS_BY_COPY)
        .allSatisfy(level -> assertThat(level.verdict().isProved()).isTrue());
    assertThat(proof.levels().getLast().facts())
        .filteredOn(fact -> fact.startsWith("undecided: "))
        .allSatisfy(fact -> assertThat(fact).startsWith("undecided: shop: public.daily: "));
    assertThat(proof.levels().getLast().verdict().isRefuted()).isFalse();
  }

  /// Nobody logs in who proves a copy. `target check` warns of it, before and after.
  private static void forbidProof(TemporaryCluster cluster) {
    if (cluster.installation().version().major() < HAS_LOGIN_TRIGGERS) {
      return;
    }
    for (String database : WITH_TRIGGERS) {
      try (Session session = cluster.session(database)) {
        session.execute(
            """
            CREATE FUNCTION public.no_proof() RETURNS event_trigger LANGUAGE plpgsql AS
              $$BEGIN
                IF pg_catalog.current_setting('application_name') OPERATOR(pg_catalog.=) 'ballast proof' THEN
                  RAISE EXCEPTION 'no proof here';
                END IF;
              END$$;
            CREATE EVENT TRIGGER logs ON login EXECUTE FUNCTION public.no_proof();
            ALTER EVENT TRIGGER logs ENABLE ALWAYS
            """);
      }
    }
  }

  /// For anybody, and where `session_replication_role` is `replica` too.
  private static void forbidDdl(TemporaryCluster cluster) {
    for (String database : WITH_TRIGGERS) {
      try (Session session = cluster.session(database)) {
        session.execute("SET search_path = pg_catalog");
        session.execute(
            """
            CREATE FUNCTION public.no_ddl() RETURNS event_trigger LANGUAGE plpgsql AS
              $$BEGIN RAISE EXCEPTION 'DDL needs a ticket'; END$$;
            CREATE EVENT TRIGGER ends ON ddl_command_end EXECUTE FUNCTION public.no_ddl();
            """);
        // The first one that is on would refuse the next.
        session.execute("UPDATE pg_event_trigger SET evtenabled = 'D' WHERE evtname = 'ends'");
        session.execute(
            """
            CREATE EVENT TRIGGER drops ON sql_drop EXECUTE FUNCTION public.no_ddl();
            CREATE EVENT TRIGGER rewrites ON table_rewrite EXECUTE FUNCTION public.no_ddl();
            CREATE EVENT TRIGGER starts ON ddl_command_start EXECUTE FUNCTION public.no_ddl();
            """);
        session.execute("UPDATE pg_event_trigger SET evtenabled = 'A'");
      }
    }
  }

  private static void tables(TemporaryCluster cluster) {
    try (Session session =
        Session.open(
            HostileDatabase.as(cluster, "app", "shop"), SessionOptions.onOwnServer("app"))) {
      session.execute(
          "CREATE TABLE public.goods (id int, price numeric, weight float8, at timestamptz,"
              + " span interval, picture bytea, sheet xml, cost money, kin regclass)");
      session.execute(
          "INSERT INTO public.goods SELECT g, g / 3.0, g / 7.0, 'epoch'::timestamptz + g * interval '1 day',"
              + " g * interval '1 hour', pg_catalog.decode(pg_catalog.md5(g::text), 'hex'), '<a/>', g, 'pg_catalog.pg_class'"
              + " FROM pg_catalog.generate_series(1, 500) g");
    }
    try (Session session = cluster.session("shop")) {
      session.execute("ANALYZE public.goods");
    }
  }

  private static Found found(TemporaryCluster cluster, HostileDatabase.Taken taken) {
    Target target =
        Target.ofUrl(
            "postgresql://ballast@127.0.0.1:%d/shop?sslmode=disable"
                .formatted(cluster.settings().port()));
    List<DatabaseReading> shop =
        taken.reading().databases().stream().filter(d -> d.database().equals("shop")).toList();
    LiveWorkload live = LiveWorkload.of(HostileDatabase.as(cluster, "ballast", "shop"), "shop");
    QualifiedName goods = QualifiedName.of("public", "goods");
    return new Found(
        TargetCheck.run(target, Clock.system()).checks(),
        taken.facts(),
        shop.stream()
            .flatMap(d -> d.tables().stream())
            .filter(t -> t.table().equals("goods") || t.table().equals("salary"))
            .toList(),
        shop.stream()
            .flatMap(d -> d.undecided().stream())
            .filter(u -> !u.object().equals("public.daily"))
            .toList(),
        live.rows(goods),
        live.bytes(goods));
  }

  /// Sets every parameter that ALTER DATABASE and ALTER ROLE take, which those of the contexts
  /// `backend` and `superuser-backend` are not among: for the database, for Ballast's role, and for
  /// those whose sessions there are on a copy only, the owner and the superuser.
  private static List<String> makeHostile(TemporaryCluster cluster) {
    List<String> set = new ArrayList<>();
    try (Session session = cluster.session()) {
      Map<String, String> values = new LinkedHashMap<>(WORST);
      session
          .query(
              """
              SELECT name, CASE vartype
                       WHEN 'bool' THEN CASE boot_val WHEN 'on' THEN 'off' ELSE 'on' END
                       WHEN 'enum' THEN (SELECT word FROM unnest(enumvals) word WHERE word <> boot_val LIMIT 1)
                       WHEN 'string' THEN 'no such thing'
                       ELSE CASE WHEN min_val <> boot_val THEN min_val ELSE max_val END
                     END AS value
                FROM pg_settings WHERE context IN ('user', 'superuser')
              """,
              row -> Map.entry(row.text("name"), row.textOrEmpty("value")))
          .forEach(
              each -> each.getValue().ifPresent(value -> values.putIfAbsent(each.getKey(), value)));
      LEFT_OUT.keySet().forEach(values::remove);
      values.forEach(
          (name, value) -> {
            boolean ofDatabase = accepts(session, "DATABASE shop", name, value);
            // What the role itself has set there is the operator's word.
            boolean ofRole =
                !name.startsWith("ballast.") && accepts(session, "ROLE ballast", name, value);
            if (ofDatabase || ofRole) {
              set.add(name);
              accepts(session, "ROLE app", name, value);
              accepts(session, "ROLE postgres", name, value);
            }
          });
      // No session of the source is a superuser's any more.
      accepts(session, "ROLE postgres", "zero_damaged_pages", "on");
      accepts(session, "ROLE postgres", "session_preload_libraries", "no_such_library");
    }
    return set;
  }

  /// What no server takes as a value of this parameter is no attack.
  private static boolean accepts(Session session, String where, String name, String value) {
    String shown = name.equals("search_path") ? value : new Literal(value).toString();
    try {
      session.execute("ALTER " + where + " SET " + name + " = " + shown);
      return true;
    } catch (Fault refused) {
      return false;
    }
  }
}
