package dev.ballast.sample.traffic;

import dev.ballast.postgres.jdbc.Session;
import java.util.List;

/// The table `shop.ledger`, in which every writing transaction of the traffic leaves a row.
public final class Ledger {
  private Ledger() {}

  /// How many acknowledged transactions this copy of the shop does not have. A copy taken before
  /// the last acknowledgement lacks those that came after it.
  public static long lost(Session copy, List<AcknowledgedWrites> acknowledged) {
    long lost = 0;
    for (AcknowledgedWrites writes : acknowledged) {
      lost +=
          copy.number(
              "SELECT ?::bigint - count(*) FROM shop.ledger WHERE run = ? AND writer = ? AND seq <= ?",
              writes.seq(),
              writes.run(),
              writes.writer(),
              writes.seq());
    }
    return lost;
  }

  /// How many transactions of these runs a copy has that were not acknowledged: the server
  /// committed them, and ended before its client heard of it.
  public static long unacknowledged(Session copy, List<AcknowledgedWrites> acknowledged) {
    long more = 0;
    for (AcknowledgedWrites writes : acknowledged) {
      more +=
          copy.number(
              "SELECT count(*) FROM shop.ledger WHERE run = ? AND writer = ? AND seq > ?",
              writes.run(),
              writes.writer(),
              writes.seq());
    }
    return more;
  }
}
