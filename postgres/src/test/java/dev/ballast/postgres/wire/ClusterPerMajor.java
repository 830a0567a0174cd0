package dev.ballast.postgres.wire;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.server.TemporaryCluster;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Clusters shared by the tests of a class, one per major, started when first requested. For one
/// thread at a time.
final class ClusterPerMajor implements AutoCloseable {
  private final UnaryOperator<TemporaryCluster.Builder> difference;
  private final Map<Integer, TemporaryCluster> clusters = new TreeMap<>();

  ClusterPerMajor() {
    this(builder -> builder);
  }

  ClusterPerMajor(UnaryOperator<TemporaryCluster.Builder> difference) {
    this.difference = difference;
  }

  TemporaryCluster of(int major) {
    return clusters.computeIfAbsent(
        major, m -> difference.apply(TemporaryCluster.of(m, Clock.system()).tcp()).start());
  }

  @Override
  public void close() {
    clusters.values().forEach(TemporaryCluster::close);
  }
}
