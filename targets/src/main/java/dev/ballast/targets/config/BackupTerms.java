package dev.ballast.targets.config;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/// How a target's backups are taken where nobody says otherwise.
///
/// @param fullAge how long ago all pages of the source may have been read when another backup
///     stores only what changed; zero for full backups only
public record BackupTerms(Duration fullAge) {
  public static final BackupTerms DEFAULTS = new BackupTerms(Duration.ofDays(7));

  public BackupTerms {
    requireNonNull(fullAge, "fullAge is null");
  }
}
