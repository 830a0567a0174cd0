package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How a target's write-ahead log is received.
///
/// @param slot the physical replication slot; empty for one that is named after the target
/// @param applicationName what `synchronous_standby_names` may list; empty for a name with the
///     target's
/// @param flushInterval the most that log is here without being durable
/// @param also names of vaults beside the target's own that receive the same
/// @param standbys other servers of the cluster, `host` or `host:port`, reached as the target is
public record WalDeclaration(
    Optional<String> slot,
    Optional<String> applicationName,
    Optional<Duration> flushInterval,
    List<String> also,
    List<Standby> standbys) {
  public WalDeclaration {
    requireNonNull(slot, "slot is null");
    requireNonNull(applicationName, "applicationName is null");
    requireNonNull(flushInterval, "flushInterval is null");
    also = List.copyOf(also);
    standbys = List.copyOf(standbys);
  }

  /// Where another server of the cluster is.
  public record Standby(String host, int port) {
    public Standby {
      requireNonNull(host, "host is null");
    }
  }
}
