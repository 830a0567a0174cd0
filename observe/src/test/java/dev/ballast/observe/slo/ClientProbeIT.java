package dev.ballast.observe.slo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.slo.ClientProbe.Answer;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.StoppedProcess;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TestedPooler;
import dev.ballast.targets.config.Endpoint;
import dev.ballast.targets.config.Objectives;
import dev.ballast.targets.config.Pooler;
import dev.ballast.targets.config.Target;
import dev.ballast.targets.secret.PasswordSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Clients of a real server, and what comes of the availability when it fails.
class ClientProbeIT {
  private static final Clock CLOCK = Clock.system();
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Objectives OBJECTIVES = Objectives.DEFAULTS;

  @TempDir Path folder;

  private static Target target(TemporaryCluster server, String user, String database) {
    Target url =
        Target.ofUrl(
            "postgresql://%s@127.0.0.1:%d/%s?require_auth=none"
                .formatted(user, server.settings().port(), database));
    return new Target(
        "shop", url.endpoint(), url.password(), Optional.empty(), OBJECTIVES, List.of());
  }

  private static ClientProbe probe(Target target, Pooler... poolers) {
    return new ClientProbe(target, List.of(poolers), answer -> {}, CLOCK);
  }

  @Test
  void whetherClientsAreServedIsCountedAndBurnsTheBudget() throws IOException {
    try (TemporaryCluster server =
        TemporaryCluster.of(18, CLOCK).setting("max_connections", "5").tcp().start()) {
      ClientProbe probe = probe(target(server, "postgres", "postgres"));
      TallyLine line = new TallyLine();
      Goal goal = Goals.availability(OBJECTIVES);
      // An hour in little time: a probe for each of its minutes.
      for (int minute = 0; minute < 57; minute++) {
        count(line, minute, probe.attempt());
      }
      assertThat(GoalState.of(goal, line, minute(57)).worst(true).figure()).isZero();
      whatRefusesThisRoleAloneIsUnknown(server);
      Answer full = whileNoConnectionIsLeft(server, probe);
      assertThat(code(full)).isEqualTo(PostgresError.SERVER_BUSY);
      count(line, 57, full);
      long process =
          Long.parseLong(
              Files.readAllLines(server.dataDirectory().resolve("postmaster.pid")).getFirst());
      try (StoppedProcess _ = StoppedProcess.of(List.of(process))) {
        long began = CLOCK.nanoTime();
        count(line, 58, probe.attempt());
        assertThat(CLOCK.since(began)).isGreaterThan(ClientProbe.LIMIT.minusMillis(100));
      }
      // Two of 59 are 339 times the rate, and yet too few.
      assertThat(GoalState.of(goal, line, minute(59)).worst(true).figure()).isZero();
      server.stop(StopMode.IMMEDIATE);
      Answer gone = probe.attempt();
      assertThat(code(gone)).isEqualTo(PostgresError.SERVER_UNREACHABLE);
      count(line, 59, gone);
      GoalState state = GoalState.of(goal, line, minute(60));
      // 3 of 60 are 5 %, 500 times 0.01 %: 34.7 times the rate that pages.
      assertThat(state.worst(true).figure()).isBetween(34.7, 34.8);
      server.start();
      assertThat(probe.attempt()).isInstanceOf(Answer.Served.class);
    }
  }

  private static Instant minute(int number) {
    return NOON.plus(Duration.ofMinutes(number));
  }

  private static void count(TallyLine line, int minute, Answer answer) {
    line.put(minute(minute), Tally.one(answer instanceof Answer.Served));
    assertThat(answer).isNotInstanceOf(Answer.Unknown.class);
  }

  private static PostgresError code(Answer answer) {
    return (PostgresError)
        switch (answer) {
          case Answer.Refused(Fault why) -> why.code();
          case Answer.Unknown(Fault why) -> why.code();
          case Answer.Served() -> throw new AssertionError("a client was served");
        };
  }

  /// That is no outage of anybody else.
  private static void whatRefusesThisRoleAloneIsUnknown(TemporaryCluster server) {
    Answer role = probe(target(server, "nobody", "postgres")).attempt();
    assertThat(role).isInstanceOf(Answer.Unknown.class);
    assertThat(code(role)).isEqualTo(PostgresError.AUTHENTICATION_FAILED);
    Answer database = probe(target(server, "postgres", "none")).attempt();
    assertThat(database).isInstanceOf(Answer.Unknown.class);
    assertThat(code(database)).isEqualTo(PostgresError.DATABASE_MISSING);
  }

  private static Answer whileNoConnectionIsLeft(TemporaryCluster server, ClientProbe probe) {
    List<Session> held = new ArrayList<>();
    try {
      for (int i = 0; i < 5; i++) {
        held.add(server.session());
      }
      return probe.attempt();
    } finally {
      held.forEach(Session::close);
    }
  }

  /// A pooler is what clients meet: it serves them, and nobody is served when it is gone.
  @Test
  void aTargetIsTriedThroughItsPooler() throws IOException {
    assumeTrue(
        TestedPooler.isInstalled(), "this machine has no PgBouncer (Debian: package pgbouncer)");
    try (TemporaryCluster server = TemporaryCluster.of(18, CLOCK).tcp().start();
        TestedPooler bouncer =
            TestedPooler.start(
                folder,
                server.settings().port(),
                "admin_users = postgres\npool_mode = transaction")) {
      ClientProbe probe = probe(target(server, "postgres", "postgres"), pooler(bouncer.port()));
      assertThat(probe.attempt()).isInstanceOf(Answer.Served.class);
      bouncer.process().destroy();
      bouncer.process().onExit().join();
      assertThat(probe.attempt()).isInstanceOf(Answer.Refused.class);
    }
  }

  private static Pooler pooler(int port) {
    return new Pooler(
        "pool",
        new Endpoint(
            "127.0.0.1", port, "pgbouncer", "postgres", Tls.DISABLED, Duration.ofSeconds(10)),
        new PasswordSource.FromPgPass(Optional.empty(), false),
        Optional.of("shop"));
  }
}
