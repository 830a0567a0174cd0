package dev.ballast.report.protect;

import dev.ballast.protect.wal.LogPosition;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.time.Instant;
import java.util.Optional;

/// How far a target's write-ahead log is in the vault.
///
/// @param lsn all before it is durable
public record ReceivedLogReport(
    String target, Optional<Integer> timeline, Optional<String> lsn, Optional<Instant> at)
    implements Report {

  /// What a receiver reached.
  ///
  /// @param position where anything was received
  public static ReceivedLogReport of(String target, Optional<LogPosition> position) {
    return new ReceivedLogReport(
        target,
        position.map(p -> p.timeline().value()),
        position.map(p -> p.durable().toString()),
        position.map(LogPosition::at));
  }

  @Override
  public String schema() {
    return "wal-receive/1";
  }

  @Override
  public void print(Page page) {
    page.line(
        lsn.map(l -> "log of " + target + " is in the vault up to " + l)
            .orElse("nothing was received of " + target));
  }
}
