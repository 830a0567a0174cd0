package dev.ballast.observe.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Fault;
import dev.ballast.observe.ObserveError;
import dev.ballast.observe.catalogue.AllChecks;
import dev.ballast.observe.check.Check;
import dev.ballast.observe.check.Look;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.watch.TargetDetail;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.targets.config.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PrimariesTest {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");
  private static final Check DUPLICATE_INDEX = check("duplicate-index");
  private static final Check REPLAY_BEHIND = check("replay-behind");

  @Test
  void whatAStandbyHasFromAWatchedPrimaryIsReportedAtThePrimary() {
    Observed primary = server("a", false);
    Observed standby = server("a", true);
    Primaries primaries = Primaries.of(List.of(primary, standby));
    assertThat(primaries.instead(DUPLICATE_INDEX, standby)).contains(Look.NOTHING);
    assertThat(primaries.instead(REPLAY_BEHIND, standby)).isEmpty();
    assertThat(primaries.instead(DUPLICATE_INDEX, primary)).isEmpty();
  }

  @Test
  void aStandbyOfAnotherClusterIsEvaluated() {
    Observed standby = server("a", true);
    Primaries primaries = Primaries.of(List.of(server("b", false), standby, server("a", true)));
    assertThat(primaries.instead(DUPLICATE_INDEX, standby)).isEmpty();
  }

  @Test
  void nothingIsReportedBeforeItIsKnownWhetherThePrimaryIsWatched() {
    Observed standby = server("a", true);
    assertThat(
            Primaries.of(List.of(standby, observed(Optional.empty(), Optional.empty())))
                .instead(DUPLICATE_INDEX, standby))
        .containsInstanceOf(Look.Undecided.class);
    Fault away = Fault.of(ObserveError.ANSWER_LATE, "away");
    assertThat(
            Primaries.of(List.of(standby, observed(Optional.empty(), Optional.of(away))))
                .instead(DUPLICATE_INDEX, standby))
        .isEmpty();
  }

  private static Check check(String name) {
    return AllChecks.list().stream().filter(c -> c.name().equals(name)).findFirst().orElseThrow();
  }

  private static Observed server(String system, boolean standby) {
    return observed(
        Optional.of(new ServerFacts(ServerVersion.parse("18.0"), system, NOW, standby)),
        Optional.empty());
  }

  private static Observed observed(Optional<ServerFacts> facts, Optional<Fault> unreachable) {
    TargetState state =
        new TargetState(
            "t",
            facts,
            facts.map(f -> NOW),
            unreachable,
            Optional.empty(),
            new TargetState.Cost(Duration.ZERO, 0, Duration.ZERO),
            List.of(),
            new TargetDetail(List.of(), Map.of(), Optional.empty()));
    return new Observed(
        Target.ofUrl("postgresql://watcher@127.0.0.1:5432/postgres"),
        state,
        List.of(),
        List.of(),
        NOW);
  }
}
