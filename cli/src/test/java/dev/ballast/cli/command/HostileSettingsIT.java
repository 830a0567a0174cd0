package dev.ballast.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.change.live.LiveWorkload;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
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
          "ignore_system_indexes", "of superusers, and read when a session starts",
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
      Found clean = found(cluster, folder.resolve("clean"));
      assertThat(clean.digests()).hasSize(2);
      assertThat(clean.undecided()).isEmpty();
      HostileDatabase.shadow(cluster);
      List<String> set = makeHostile(cluster);
      assertThat(set).hasSizeGreaterThan(150).contains("search_path", "enable_tidscan", "role");

      Found hostile = found(cluster, folder.resolve("hostile"));

      assertThat(hostile).isEqualTo(clean);
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

  private static Found found(TemporaryCluster cluster, Path folder) {
    Target target =
        Target.ofUrl(
            "postgresql://ballast@127.0.0.1:%d/shop?sslmode=disable"
                .formatted(cluster.settings().port()));
    HostileDatabase.Taken taken = HostileDatabase.backup(cluster, "shop", folder);
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

  /// Sets every parameter that a session may have, for the database and for the role.
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
            }
          });
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
