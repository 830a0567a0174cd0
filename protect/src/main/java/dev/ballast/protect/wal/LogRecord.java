package dev.ballast.protect.wal;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.json.Json;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.protect.ProtectError;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.ChunkRef;
import dev.ballast.vault.format.DepositId;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.JacksonException;

/// What a vault keeps about one deposit of write-ahead log: a stretch of it without a gap, on one
/// timeline.
///
/// @param target the name of the guarded database server
/// @param system its system identifier, in decimal digits
/// @param major of the server that wrote it
/// @param segmentSize bytes
/// @param end the first byte that is not in it; equal to `start` where only a history is deposited
/// @param chunks the bytes from `start` to `end`
/// @param history the content of the timeline's history file; none for timeline 1
/// @param depositedAt when it was put into the deposit; all of it was written before
public record LogRecord(
    String target,
    String system,
    int major,
    int segmentSize,
    int timeline,
    Lsn start,
    Lsn end,
    List<ChunkRef> chunks,
    List<ChunkRef> history,
    Instant depositedAt) {
  public LogRecord {
    requireNonNull(target, "target is null");
    requireNonNull(system, "system is null");
    requireNonNull(start, "start is null");
    requireNonNull(end, "end is null");
    requireNonNull(depositedAt, "depositedAt is null");
    chunks = List.copyOf(chunks);
    history = List.copyOf(history);
  }

  /// Reads the record of a deposit of write-ahead log.
  public static LogRecord load(Vault vault, DepositId id) {
    try {
      return Json.read(vault.record(id), LogRecord.class);
    } catch (JacksonException e) {
      throw Fault.of(
              ProtectError.BACKUP_FORMAT_UNSUPPORTED, "record of deposit " + id + " cannot be read")
          .detail(String.valueOf(e.getOriginalMessage()))
          .hint("It was written by another version of Ballast; use that one.")
          .cause(e);
    }
  }

  TimelineId timelineId() {
    return new TimelineId(timeline);
  }
}
