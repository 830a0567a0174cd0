package dev.ballast.protect.confine;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.server.TemporaryCluster;

/// A cluster that asks every role for a password, as a copy does.
public final class ConfinableCluster {
  private ConfinableCluster() {}

  public static TemporaryCluster.Builder of(int major) {
    return TemporaryCluster.of(major, Clock.system()).password();
  }

  public static TemporaryCluster start(int major) {
    return of(major).start();
  }
}
