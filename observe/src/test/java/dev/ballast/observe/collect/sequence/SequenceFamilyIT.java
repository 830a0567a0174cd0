package dev.ballast.observe.collect.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.collect.key.KeyFamily;
import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.store.sample.Figures;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a role sees of sequences that may not read them.
class SequenceFamilyIT {
  private static final Clock CLOCK = Clock.system();

  @ParameterizedTest
  @MethodSource("dev.ballast.postgres.server.TestedMajors#outermost")
  void aSequenceThatIsHiddenIsThereAndUnknown(int major) {
    try (TemporaryCluster cluster = TemporaryCluster.of(major, CLOCK).tcp().start();
        Session owner = cluster.session()) {
      owner.execute(
          "CREATE ROLE watcher LOGIN; GRANT pg_monitor TO watcher;"
              + " CREATE TABLE no_sequence (i int);"
              + " CREATE SEQUENCE wide; CREATE TABLE orders (id int DEFAULT nextval('wide'));"
              + " ALTER SEQUENCE wide OWNED BY orders.id; CREATE SEQUENCE other AS smallint;"
              + " SELECT setval('wide', 1932735283), setval('other', 30000)");
      try (Session watcher =
          Session.open(
              cluster.settings().withUser("watcher", Optional.empty()),
              SessionOptions.onOwnServer("ballast"))) {
        // One stands for all of them.
        assertThat(used(new SequenceFamily(), watcher)).containsExactly(Double.NaN);
        assertThat(used(new KeyFamily(), watcher)).containsExactly(Double.NaN);
        owner.execute("GRANT SELECT ON SEQUENCE other TO watcher");
        // 30,000 less 1 of 32,767 less 1; the other one is still hidden.
        assertThat(used(new SequenceFamily(), watcher))
            .containsExactlyInAnyOrder(29_999 / 32_766.0, Double.NaN);
        owner.execute("GRANT SELECT ON SEQUENCE wide TO watcher");
        // 1,932,735,283 of 2,147,483,647 are nine tenths; of a bigint they are next to nothing.
        assertThat(used(new SequenceFamily(), watcher)).containsExactly(29_999 / 32_766.0);
        assertThat(used(new KeyFamily(), watcher))
            .singleElement()
            .satisfies(share -> assertThat(share).isBetween(0.8999, 0.9001));
      }
    }
  }

  private static List<Double> used(Family<?> family, Session session) {
    ServerFacts server = new ServerFacts(session.version(), "system", CLOCK.now(), false);
    int index = family.layout().indexOf("used_ratio");
    return family.read(session, server).stream().map((Figures f) -> f.value(index)).toList();
  }
}
