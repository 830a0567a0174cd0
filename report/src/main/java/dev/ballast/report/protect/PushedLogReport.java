package dev.ballast.report.protect;

import dev.ballast.evidence.Fault;
import dev.ballast.protect.wal.LogPush;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.util.List;
import java.util.Optional;

/// What became of files that a server archives.
///
/// @param stored new in the vault
/// @param present in the vault already, with the same content
/// @param passedOver accepted and not stored, since no recovery reads them
/// @param ahead further segments that are in the vault now, before the server names them
/// @param warning why the log, which is durable, is in no deposit yet
public record PushedLogReport(
    List<String> stored,
    List<String> present,
    List<String> passedOver,
    List<String> ahead,
    Optional<String> warning)
    implements Report {
  public PushedLogReport {
    stored = List.copyOf(stored);
    present = List.copyOf(present);
    passedOver = List.copyOf(passedOver);
    ahead = List.copyOf(ahead);
  }

  /// The outcome of one file, and what was taken along.
  public static PushedLogReport of(LogPush.Outcome outcome, List<String> ahead) {
    return new PushedLogReport(
        outcome.stored(),
        outcome.present(),
        outcome.passedOver(),
        ahead,
        outcome.undeposited().map(Fault::getMessage));
  }

  @Override
  public String schema() {
    return "wal-push/1";
  }

  @Override
  public void print(Page page) {
    stored.forEach(name -> page.line("stored " + name));
    present.forEach(name -> page.line("in the vault already: " + name));
    passedOver.forEach(name -> page.line("not stored, no recovery reads it: " + name));
    if (!ahead.isEmpty()) {
      page.line("taken along: %d segments, up to %s".formatted(ahead.size(), ahead.getLast()));
    }
    warning.ifPresent(why -> page.line("durable, but not in a deposit yet: " + why));
  }
}
