package dev.ballast.protect.backup;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.wire.SystemIdentity;
import dev.ballast.protect.ProtectError;

/// Whether a server is the one whose last backup the vault has, or one that continues it. Another
/// one under the same target would be what `restore latest` restores from then on.
final class SourceContinuity {
  private SourceContinuity() {}

  /// Throws `source-replaced` for another cluster, for one that a promotion left behind, and for an
  /// earlier state of the same one. A standby may be behind.
  static void require(SystemIdentity source, boolean standby, Backup latest) {
    BackupRecord record = latest.record();
    long system = record.source().systemIdentifier();
    if (source.system().value() != system) {
      throw replaced(
          latest,
          "its system identifier is %s, and that of backup %s is %s"
              .formatted(source.system(), latest.id(), Long.toUnsignedString(system)));
    }
    BackupRecord.WalSpan span = record.span();
    int ahead = Integer.compare(source.timeline().value(), span.timeline().value());
    if (!standby && (ahead < 0 || (ahead == 0 && source.flushed().isBefore(span.consistentAt())))) {
      throw replaced(
          latest,
          "its log ends at %s of timeline %s, and backup %s is of %s of timeline %s"
              .formatted(
                  source.flushed(),
                  source.timeline(),
                  latest.id(),
                  span.consistentAt(),
                  span.timeline()));
    }
  }

  private static Fault replaced(Backup latest, String detail) {
    return Fault.of(
            ProtectError.SOURCE_REPLACED,
            "the server is not the one whose backups the vault has of " + latest.record().target())
        .detail(detail)
        .hint(
            "Correct the target's address. If the cluster was replaced on purpose, as by pg_upgrade"
                + " or by an earlier state, take its first backup with --new-source.");
  }
}
