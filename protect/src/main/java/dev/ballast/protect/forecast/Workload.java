package dev.ballast.protect.forecast;

/// What a recovery has to do.
///
/// @param clusterBytes the files of the cluster, without its write-ahead log
/// @param logBytes the write-ahead log to be replayed
public record Workload(long clusterBytes, long logBytes) {
  public Workload {
    if (clusterBytes < 0 || logBytes < 0) {
      throw new IllegalArgumentException(
          "negative: %d and %d bytes".formatted(clusterBytes, logBytes));
    }
  }

  /// What a restore writes.
  long written() {
    return clusterBytes + logBytes;
  }
}
