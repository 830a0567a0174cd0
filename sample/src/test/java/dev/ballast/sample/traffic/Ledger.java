package dev.ballast.sample.traffic;

import dev.ballast.postgres.jdbc.Session;
import java.util.List;

/// The table `shop.ledger`, in which every writing transaction of the traffic leaves a row.
final class Ledger {
  private Ledger() {}

  /// How many acknowledged transactions this copy of the shop does not have. A copy taken before
  /// the last acknowledgement lacks those that came after it.
  static long lost(Session copy, List<AcknowledgedWrites> acknowledged) {
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
}
