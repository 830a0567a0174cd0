package dev.ballast.observe.catalogue;

import dev.ballast.postgres.server.TemporaryCluster;
import java.util.List;
import java.util.stream.Stream;

/// All fixtures, in the order in which they are tried.
final class Fixtures {
  private Fixtures() {}

  /// Those of a server alone. What stops it is last.
  static List<Fixture> ofPrimary() {
    return Stream.of(SessionFixtures.list(), ContentFixtures.list(), StorageFixtures.list())
        .flatMap(List::stream)
        .toList();
  }

  static List<Fixture> ofPair(TemporaryCluster standby) {
    return PairFixtures.list(standby);
  }

  static List<Fixture> made() {
    return Stream.of(
            MadeFixtures.list(),
            MadeHostFixtures.list(),
            StatementFixtures.list(),
            UnusualFixtures.list())
        .flatMap(List::stream)
        .toList();
  }
}
