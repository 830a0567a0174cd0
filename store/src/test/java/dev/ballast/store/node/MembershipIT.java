package dev.ballast.store.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.store.database.Store;
import dev.ballast.store.database.StoreLocation;
import dev.ballast.store.node.Membership.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MembershipIT {
  private static final Duration LIFE = Duration.ofSeconds(30);
  private static final List<String> FIVE = List.of("a", "b", "c", "d", "e");
  private static TemporaryCluster cluster;
  private static Store store;

  private final HeldClock clock = new HeldClock();

  /// Stands where the test puts it. The store's own clock is moved by aging beats.
  private static final class HeldClock implements Clock {
    private Duration passed = Duration.ZERO;

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

  @BeforeEach
  void nobodyIsThere() {
    execute("DELETE FROM node");
  }

  @Test
  void oneNodeHasAllAndTwoHaveAHalfEach() {
    Membership one = node("one");
    Membership two = node("two");
    assertThat(one.renew(FIVE)).isEqualTo(new Share(Set.copyOf(FIVE), Set.of()));

    // All is taken; the first gives back what is over its share.
    assertThat(two.renew(FIVE).held()).isEmpty();
    Share first = one.renew(FIVE);
    assertThat(first.held()).containsExactlyInAnyOrder("a", "b", "c");
    assertThat(first.surplus()).containsExactlyInAnyOrder("d", "e");
    // Until it says that it watches them no longer, they are nobody else's.
    assertThat(two.renew(FIVE).held()).isEmpty();
    one.giveBack(first.surplus());
    assertThat(two.renew(FIVE).held()).containsExactlyInAnyOrder("d", "e");
    assertThat(one.renew(FIVE)).isEqualTo(new Share(Set.of("a", "b", "c"), Set.of()));
    assertThat(Membership.watchers(store.pool())).hasSize(5);

    two.leave();
    assertThat(one.renew(FIVE).held()).containsExactlyInAnyOrderElementsOf(FIVE);
  }

  @Test
  void whatADeadNodeHadIsAnothersAfterItsLifeAndNotBefore() {
    Membership one = node("one");
    Membership two = node("two");
    one.renew(FIVE);
    assertThat(one.takeHost("db1", "prove a")).isTrue();
    two.renew(FIVE);
    for (int seconds = 0; seconds < 30; seconds += 5) {
      pass(Duration.ofSeconds(5));
      assertThat(two.renew(FIVE).held()).isEmpty();
      assertThat(two.takeHost("db1", "prove a")).isFalse();
    }
    pass(Duration.ofSeconds(5));

    assertThat(two.renew(FIVE).held()).containsExactlyInAnyOrderElementsOf(FIVE);
    assertThat(two.takeHost("db1", "prove a")).isTrue();
    // The one that was taken for dead finds out, and gets its share back in time.
    assertThat(one.renew(FIVE).held()).isEmpty();
  }

  /// All beats are as old as the absence; who comes first is not the only one that lives.
  @Test
  void afterAnAbsenceOfTheStoreNobodyIsTakenForDead() {
    Membership one = node("one");
    Membership two = node("two");
    one.renew(FIVE);
    two.renew(FIVE);
    one.giveBack(one.renew(FIVE).surplus());
    assertThat(two.renew(FIVE).held()).hasSize(2);
    pass(Duration.ofMinutes(10));

    assertThat(two.renew(FIVE).held()).hasSize(2);
    pass(Duration.ofSeconds(5));
    assertThat(one.renew(FIVE).held()).hasSize(3);
    pass(Duration.ofSeconds(40));
    one.renew(FIVE);
    assertThat(two.renew(FIVE).held()).hasSize(2);
  }

  @Test
  void aHostIsOneJobsAtATimeAlsoWithinANode() {
    Membership one = node("one");
    Membership two = node("two");
    one.begin();
    two.begin();

    assertThat(one.takeHost("db1", "prove a")).isTrue();
    assertThat(one.takeHost("db1", "prove b")).isFalse();
    assertThat(two.takeHost("db1", "prove c")).isFalse();
    assertThat(two.takeHost("db2", "prove d")).isTrue();
    one.leaveHost("db1");
    assertThat(two.takeHost("db1", "prove c")).isTrue();
    // A restart of the second: what it did ended with it.
    two.begin();
    assertThat(one.takeHost("db1", "prove a")).isTrue();
  }

  private Membership node(String name) {
    return new Membership(store.pool(), name, LIFE, clock);
  }

  private void pass(Duration time) {
    clock.pause(time);
    execute("UPDATE node SET beat = beat - interval '" + time.toSeconds() + " s'");
  }

  private static void execute(String sql) {
    try (Session session = store.pool().lend()) {
      session.execute(sql);
    }
  }
}
