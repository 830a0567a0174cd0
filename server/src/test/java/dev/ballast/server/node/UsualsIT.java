package dev.ballast.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Severity;
import dev.ballast.observe.collect.Families;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.Provider;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.usual.Unusual;
import dev.ballast.observe.usual.Usual;
import dev.ballast.observe.usual.UsualFigure;
import dev.ballast.observe.usual.UsualLearner;
import dev.ballast.observe.watch.FamilyState;
import dev.ballast.observe.watch.TargetDetail;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.store.database.Store;
import dev.ballast.store.database.StoreLocation;
import dev.ballast.store.event.Event;
import dev.ballast.store.node.Membership;
import dev.ballast.store.sample.Figures;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.sample.Reading;
import dev.ballast.store.usual.UsualTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// What is usual at a target outlives the node that learned it, in a real store.
class UsualsIT {
  private static final String SHOP = "shop";
  private static final Family<?> INSTANCE =
      Families.all().stream()
          .<Family<?>>map(family -> family)
          .filter(family -> family.name().equals("instance"))
          .findFirst()
          .orElseThrow();

  private static TemporaryCluster cluster;
  private static Store store;

  private final HeldClock clock = new HeldClock();
  private final List<Event> reported = new ArrayList<>();
  private double connections = 40;
  private boolean watched = true;

  /// Stands where the test puts it.
  private static final class HeldClock implements Clock {
    private Duration passed = Duration.ofDays(20_000);

    @Override
    public Instant now() {
      return Instant.EPOCH.plus(passed);
    }

    @Override
    public long nanoTime() {
      return passed.toNanos();
    }

    @Override
    public void pause(Duration duration) {
      passed = passed.plus(duration);
    }
  }

  @BeforeAll
  static void start() {
    cluster = TemporaryCluster.of(18, Clock.system()).tcp().start();
    ConnectionSettings settings = cluster.settings();
    store = Store.open(new StoreLocation.External(() -> settings), Clock.system());
  }

  @AfterAll
  static void stop() {
    store.close();
    cluster.close();
  }

  @Test
  void anotherNodeContinuesWhereOneStopped() {
    Membership first = lease("first");
    learn("first", Duration.ofHours(50));
    Usuals one = usuals("first");
    pass(one, Duration.ofMinutes(6));
    assertThat(progress(one).ready()).isEqualTo(1);
    connections = 400;
    pass(one, Duration.ofMinutes(12));
    Unusual found = one.of(SHOP).orElseThrow().departures().getFirst();
    assertThat(found.figure()).isEqualTo(UsualFigure.CONNECTIONS);

    // A restart: the same node, another process.
    one.keepAll();
    Usuals again = usuals("first");
    pass(again, Duration.ofMinutes(2));
    assertThat(progress(again).ready()).isEqualTo(1);
    assertThat(again.of(SHOP).orElseThrow().departures().getFirst().anomaly())
        .isEqualTo(found.anomaly());

    // It is killed: what it learned since it last kept it is lost, and no more.
    pass(again, Duration.ofMinutes(7));
    first.leave();
    lease("second");
    Usuals second = usuals("second");
    pass(second, Duration.ofMinutes(2));
    assertThat(progress(second).ready()).isEqualTo(1);
    assertThat(second.of(SHOP).orElseThrow().departures().getFirst().anomaly())
        .isEqualTo(found.anomaly());

    // It lives after all: without the lease it changes nothing.
    second.keepAll();
    String kept = state();
    pass(again, Duration.ofMinutes(1));
    again.keepAll();
    assertThat(state()).isEqualTo(kept);
    assertThat(reported).isEmpty();

    // What another node watches is forgotten here.
    watched = false;
    second.look();
    assertThat(second.of(SHOP)).isEmpty();
    watched = true;

    damage();
    Usuals third = usuals("second");
    pass(third, Duration.ofMinutes(2));
    assertThat(progress(third).ready()).isZero();
    assertThat(reported)
        .extracting(Event::severity, Event::summary)
        .containsExactly(
            tuple(
                Severity.WARNING,
                "what is usual of 1 series was damaged or kept by another version, and is learned"
                    + " again"));
  }

  /// What a node learned in that time and kept.
  private void learn(String node, Duration time) {
    UsualLearner learner = new UsualLearner(List.of());
    for (long minute = 0; minute < time.toMinutes(); minute++) {
      learner.take(state(connections), List.of(), clock.now());
      clock.pause(Duration.ofMinutes(1));
    }
    new UsualTable(store.pool(), node).write(SHOP, learner.kept());
  }

  private static Membership lease(String node) {
    Membership member = new Membership(store.pool(), node, Clock.system());
    assertThat(member.renew(List.of(SHOP)).held()).isEqualTo(Set.of(SHOP));
    return member;
  }

  private Usuals usuals(String node) {
    return new Usuals(
        new Usuals.Sources(
            () -> watched ? List.of(state(connections)) : List.of(),
            target -> List.of(),
            reported::add),
        new UsualTable(store.pool(), node),
        clock);
  }

  private void pass(Usuals usuals, Duration time) {
    for (long minute = 0; minute < time.toMinutes(); minute++) {
      usuals.look();
      clock.pause(Duration.ofMinutes(1));
    }
    assertThat(usuals.failing()).isEmpty();
  }

  private static Usual.Progress progress(Usuals usuals) {
    return usuals.of(SHOP).orElseThrow().progress(UsualFigure.CONNECTIONS).orElseThrow();
  }

  private static String state() {
    try (Session session = store.pool().lend()) {
      return session.text("SELECT string_agg(state, ',' ORDER BY figure) FROM usual_figure");
    }
  }

  private static void damage() {
    try (Session session = store.pool().lend()) {
      session.execute("UPDATE usual_figure SET state = reverse(state)");
    }
  }

  private TargetState state(double open) {
    double[] row = new double[INSTANCE.metrics().size()];
    Arrays.fill(row, Double.NaN);
    row[INSTANCE.layout().indexOf("connections")] = open;
    row[INSTANCE.layout().indexOf("in_recovery")] = 0;
    Reading reading =
        new Reading(SHOP, INSTANCE.layout(), clock.now(), List.of(new Figures(Labels.NONE, row)));
    return new TargetState(
        SHOP,
        Optional.of(
            new ServerFacts(
                ServerVersion.parse("18.0"), "system", Instant.EPOCH, false, Provider.NONE)),
        Optional.of(clock.now()),
        Optional.empty(),
        Optional.empty(),
        new TargetState.Cost(Duration.ZERO, 1, Duration.ZERO),
        List.of(
            new FamilyState(
                INSTANCE,
                Optional.of(reading),
                Optional.empty(),
                Duration.ZERO,
                Optional.empty(),
                clock.nanoTime())),
        new TargetDetail(List.of(), Map.of(), Optional.empty()));
  }
}
