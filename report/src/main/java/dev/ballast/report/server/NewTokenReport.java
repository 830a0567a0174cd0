package dev.ballast.report.server;

import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.time.Instant;
import java.util.Optional;

/// A token that was made.
///
/// @param prefix by which it is named from now on
/// @param token the whole of it, shown this once
public record NewTokenReport(String prefix, String token, Optional<Instant> endsAt)
    implements Report {
  @Override
  public String schema() {
    return "new-token/1";
  }

  @Override
  public void print(Page page) {
    page.line(token);
    page.line(
        "not shown again; named %s from now on; good %s"
            .formatted(prefix, endsAt.map(at -> "until " + at).orElse("until it is revoked")));
  }

  /// The secret is not for logs.
  @Override
  public String toString() {
    return "token " + prefix;
  }
}
