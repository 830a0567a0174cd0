package dev.ballast.observe.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.Entity;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Symptom;
import dev.ballast.observe.collect.Families;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.inventory.Inventories;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.observe.watch.TargetDetail;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.store.inventory.Inventory;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Label;
import dev.ballast.store.sample.Reading;
import dev.ballast.targets.config.Target;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A database with every flaw, and one that looks alike and has none, on real servers, as a role
/// sees them that has `pg_monitor` and `pg_read_all_data` and nothing else.
class ContentWalkIT {
  private static final Clock CLOCK = Clock.system();
  private static final String SICK = "Sick one";
  private static final String WELL = "well";

  /// What is in the database with flaws, with how many subjects.
  private static final Map<String, Integer> OF_SCHEMA =
      Map.ofEntries(
          Map.entry("invalid-index", 1),
          Map.entry("duplicate-index", 1),
          Map.entry("redundant-index", 1),
          Map.entry("foreign-key-without-index", 1),
          Map.entry("constraint-not-valid", 1),
          Map.entry("table-without-key", 1),
          Map.entry("replica-identity-missing", 1),
          Map.entry("foreign-key-narrower", 1),
          Map.entry("sequence-near-end", 1),
          Map.entry("trigger-disabled", 2),
          Map.entry("autovacuum-off-for-table", 1),
          Map.entry("toast-heavy", 1),
          Map.entry("table-undivided", 1),
          Map.entry("default-partition-filling", 1),
          Map.entry("next-partition-missing", 1),
          Map.entry("unlogged-table", 1),
          Map.entry("extension-outdated", 1),
          Map.entry("schema-open-to-all", 1),
          Map.entry("definer-function-open", 1),
          Map.entry("policy-not-enforced", 1));

  /// What is so of the server, which is set up badly.
  private static final Set<String> OF_SETTINGS =
      Set.of(
          "fsync-off",
          "full-page-writes-off",
          "synchronous-commit-off",
          "autovacuum-off",
          "track-io-timing-off",
          "lock-waits-not-logged",
          "checkpoints-not-logged",
          "password-encryption-md5",
          "statements-not-logged",
          "checkpoint-timeout-short",
          "random-page-cost-default",
          "planner-feature-off",
          "idle-transaction-timeout-missing",
          "setting-overridden-by-role",
          "logins-without-expiry",
          "superusers-many");

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void eachFlawIsFoundWhereItIsAndNowhereElse(int major) {
    try (TemporaryCluster cluster =
            TemporaryCluster.of(major, CLOCK)
                .setting("wal_level", "logical")
                .setting("full_page_writes", "off")
                .setting("synchronous_commit", "off")
                .setting("autovacuum", "off")
                .setting("log_checkpoints", "off")
                .setting("password_encryption", "md5")
                .setting("checkpoint_timeout", "4min")
                .setting("enable_hashjoin", "off")
                .start();
        Session owner = cluster.session()) {
      owner.execute(
          "CREATE ROLE watcher LOGIN; GRANT pg_monitor, pg_read_all_data TO watcher;"
              + " CREATE ROLE app; ALTER ROLE app SET synchronous_commit = off");
      for (String name : List.of("a", "b", "c")) {
        owner.execute("CREATE ROLE %s LOGIN SUPERUSER".formatted(name));
      }
      make(cluster, owner, SICK, "sick");
      make(cluster, owner, WELL, "well");
      Observed observed = observed(cluster, major);

      Map<String, Long> found = new HashMap<>();
      Set<String> undecided = new TreeSet<>();
      for (Check check : ContentChecks.list()) {
        switch (check.look(observed)) {
          case Look.Undecided(String why) -> undecided.add(check.name());
          case Look.Learning(String progress) -> undecided.add(check.name());
          case Look.Partly(List<Symptom> symptoms, String why) -> undecided.add(check.name());
          case Look.Found(List<Symptom> symptoms) -> {
            List<Symptom> wrong =
                symptoms.stream()
                    .filter(s -> check.threshold().urgencyOf(s.condition().value()).isPresent())
                    .toList();
            assertThat(wrong)
                .as(check.name())
                .noneMatch(s -> s.subject().value("database").orElse("").equals(WELL));
            found.put(check.name(), (long) wrong.size());
          }
        }
      }
      // Three fifths of the rows were deleted from one of them, and nothing from the other.
      for (String family : List.of("flaw_table_bloat", "flaw_index_bloat")) {
        assertThat(emptyRatio(observed, family, SICK)).as(family).isEqualTo(0.6, offset(0.05));
        assertThat(emptyRatio(observed, family, WELL)).as(family).isLessThan(0.1);
      }
      assertThat(undecided).doesNotContainAnyElementsOf(OF_SCHEMA.keySet());
      OF_SCHEMA.forEach(
          (name, count) -> assertThat(found).as(name).containsEntry(name, (long) count));
      OF_SETTINGS.forEach(name -> assertThat(found.get(name)).as(name).isNotNull().isPositive());
    }
  }

  /// Of the table `holes`.
  private static double emptyRatio(Observed observed, String family, String database) {
    FamilyState state = observed.family(family).orElseThrow();
    return state.latest().orElseThrow().entities().stream()
        .map(figures -> new Entity(state, figures))
        .filter(entity -> entity.label("database").equals(database))
        .filter(entity -> entity.label("table").equals("holes"))
        .mapToDouble(entity -> entity.figure("empty_ratio").orElseThrow())
        .max()
        .orElseThrow();
  }

  private static void make(
      TemporaryCluster cluster, Session owner, String database, String script) {
    owner.execute("CREATE DATABASE \"%s\"".formatted(database));
    try (Session there = cluster.session(database)) {
      there.execute("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
      for (String statement : statements(script)) {
        try {
          there.execute(statement);
        } catch (Fault fault) {
          // What makes an index invalid fails.
          assertThat(statement).startsWith("CREATE INDEX CONCURRENTLY");
          assertThat(fault.code()).isNotEqualTo(PostgresError.CONNECTION_LOST);
        }
      }
    }
  }

  /// Statements of a script; an empty line ends each.
  private static List<String> statements(String script) {
    try (InputStream in =
        Objects.requireNonNull(
            ContentWalkIT.class.getResourceAsStream("ContentWalkIT/" + script + ".sql"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      List<String> statements = new ArrayList<>();
      StringBuilder one = new StringBuilder();
      for (String line : text.lines().toList()) {
        if (line.isBlank() && !one.isEmpty()) {
          statements.add(one.toString());
          one.setLength(0);
        } else {
          one.append(line).append('\n');
        }
      }
      if (!one.isEmpty()) {
        statements.add(one.toString());
      }
      return statements;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What a watch of the two databases would know after its first pass.
  private static Observed observed(TemporaryCluster cluster, int major) {
    try (Session server = watcher(cluster, "postgres");
        Session sick = watcher(cluster, SICK);
        Session well = watcher(cluster, WELL)) {
      ServerFacts facts = new ServerFacts(server.version(), "system", Instant.EPOCH, false);
      Instant now = CLOCK.now();
      List<FamilyState> states = new ArrayList<>();
      for (Family<?> family : Families.all()) {
        if (!family.isPerDatabase() && !family.name().equals("database_size")) {
          states.add(state(family, Optional.empty()));
          continue;
        }
        List<Figures> figures = new ArrayList<>();
        if (family.isPerDatabase()) {
          for (Session each : List.of(sick, well)) {
            Label label = new Label("database", each.settings().database());
            family.read(each, facts).forEach(f -> figures.add(f.with(label)));
          }
        } else {
          figures.addAll(family.read(server, facts));
        }
        states.add(state(family, Optional.of(new Reading("shop", family.layout(), now, figures))));
      }
      assertThat(states.stream().filter(s -> s.latest().isPresent()).count())
          .as("families of %d", major)
          .isGreaterThan(20);
      TargetState state =
          new TargetState(
              "shop",
              Optional.of(facts),
              Optional.of(now),
              Optional.empty(),
              Optional.empty(),
              new TargetState.Cost(Duration.ofMillis(1), 1, Duration.ofMillis(1)),
              states,
              new TargetDetail(List.of(), Map.of(), Optional.empty()));
      List<Inventory> inventories =
          Inventories.all().stream()
              .map(kind -> new Inventory("shop", kind.name(), now, kind.read(server, facts)))
              .toList();
      Target target = Target.ofUrl("postgresql://watcher@127.0.0.1/postgres");
      return new Observed(target, state, inventories, List.of(), now);
    }
  }

  private static FamilyState state(Family<?> family, Optional<Reading> reading) {
    return new FamilyState(family, reading, Optional.empty(), Duration.ZERO, Optional.empty(), 0);
  }

  private static Session watcher(TemporaryCluster cluster, String database) {
    ConnectionSettings all = cluster.settings();
    return Session.open(
        new ConnectionSettings(
            all.host(),
            all.port(),
            database,
            "watcher",
            Optional.empty(),
            all.tls(),
            all.connectTimeout()),
        SessionOptions.of("ballast watch"));
  }
}
