package dev.ballast.report.protect;

import dev.ballast.evidence.ExitCode;
import dev.ballast.protect.wal.LogPosition;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// How far a target's write-ahead log is in the vault.
///
/// @param lsn all before it is durable, but for the gaps
/// @param gaps log that the server removed before it was received, as two LSNs
public record ReceivedLogReport(
    String target,
    Optional<Integer> timeline,
    Optional<String> lsn,
    Optional<Instant> at,
    List<String> gaps)
    implements Report {
  public ReceivedLogReport {
    gaps = List.copyOf(gaps);
  }

  /// What a receiver reached.
  ///
  /// @param position where anything was received
  public static ReceivedLogReport of(
      String target, Optional<LogPosition> position, List<String> gaps) {
    return new ReceivedLogReport(
        target,
        position.map(p -> p.timeline().value()),
        position.map(p -> p.durable().toString()),
        position.map(LogPosition::at),
        gaps);
  }

  @Override
  public ExitCode exit() {
    return gaps.isEmpty() ? ExitCode.DONE : ExitCode.FOUND;
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
    gaps.forEach(
        gap -> page.line("without " + gap + ", which the server had removed: take a backup"));
  }
}
