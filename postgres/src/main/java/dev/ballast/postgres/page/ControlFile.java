package dev.ballast.postgres.page;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.TimelineId;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32C;

/// `global/pg_control`: the few facts a server must know before it can read anything else
/// (catalog/pg_control.h). Offsets are those of a 64-bit little-endian server; the version at the
/// front reads differently on any other, and is refused.
///
/// @param systemIdentifier the cluster's identity since initdb, unsigned
/// @param controlVersion 1300 for 14 to 16, 1700 for 17, 1800 for 18
/// @param minRecoveryPoint how far a restored copy must replay before it is consistent, 0/0 where
///     no recovery is under way
/// @param limits what recovery checks the server's own settings against
public record ControlFile(
    long systemIdentifier,
    int controlVersion,
    int catalogVersion,
    ClusterState state,
    Checkpoint checkpoint,
    Lsn minRecoveryPoint,
    Limits limits,
    Layout layout) {
  /// Where a data directory has it.
  public static final String NAME = "global/pg_control";

  private static final int VERSION_14 = 1300;
  private static final int VERSION_17 = 1700;
  private static final int VERSION_18 = 1800;
  private static final int CRC_OFFSET_14 = 288;

  /// 18 put `default_char_signedness` before the nonce, which pushes the CRC to the next word.
  private static final int CRC_OFFSET_18 = 292;

  /// `MAXIMUM_ALIGNOF` and `FLOATFORMAT_VALUE` of a 64-bit server.
  private static final int MAX_ALIGN = 8;

  private static final double FLOAT_FORMAT = 1234567.0;

  public ControlFile {
    requireNonNull(state, "state is null");
    requireNonNull(checkpoint, "checkpoint is null");
    requireNonNull(minRecoveryPoint, "minRecoveryPoint is null");
    requireNonNull(limits, "limits is null");
    requireNonNull(layout, "layout is null");
  }

  /// The last checkpoint.
  ///
  /// @param at where its record starts
  /// @param redo where replay starts from it
  public record Checkpoint(Lsn at, Lsn redo, TimelineId timeline) {
    public Checkpoint {
      requireNonNull(at, "at is null");
      requireNonNull(redo, "redo is null");
      requireNonNull(timeline, "timeline is null");
    }
  }

  /// What the primary ran with when it last started or reloaded, in the order of the file. A server
  /// that recovers with less refuses to admit sessions; see "Hot Standby" in the manual.
  public record Limits(
      int maxConnections,
      int maxWorkerProcesses,
      int maxWalSenders,
      int maxPreparedTransactions,
      int maxLocksPerTransaction,
      boolean trackCommitTimestamp) {}

  /// How the cluster's files are laid out.
  ///
  /// @param nativeFormat alignment, floating-point format and passing of 8-byte values are those of
  ///     a 64-bit server with IEEE numbers
  /// @param blockSize bytes in a page of a relation
  /// @param segmentBlocks blocks in one file of a relation, 131072 for files of 1 GB
  /// @param walBlockSize bytes in a page of the WAL
  /// @param walSegmentSize bytes in a WAL segment
  /// @param nameLength bytes in a name, the zero at its end included
  /// @param indexKeys columns that an index may have
  /// @param checksumVersion 0 where data pages carry no checksums
  public record Layout(
      boolean nativeFormat,
      int blockSize,
      int segmentBlocks,
      int walBlockSize,
      int walSegmentSize,
      int nameLength,
      int indexKeys,
      int checksumVersion) {
    boolean checksumsOn() {
      return checksumVersion != 0;
    }
  }

  /// Throws [PostgresError#CONTROL_FILE_DAMAGED] where the file is missing, of an unknown version,
  /// or fails its own CRC.
  public static ControlFile read(Path dataDirectory) {
    Path file = dataDirectory.resolve(NAME);
    try {
      return parse(Files.readAllBytes(file));
    } catch (IOException e) {
      throw damaged(file + " could not be read").cause(e);
    }
  }

  public static ControlFile parse(byte[] bytes) {
    if (bytes.length < CRC_OFFSET_18 + Integer.BYTES) {
      throw damaged("only " + bytes.length + " bytes");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int version = in.getInt(8);
    int crcOffset =
        switch (version) {
          case VERSION_14, VERSION_17 -> CRC_OFFSET_14;
          case VERSION_18 -> CRC_OFFSET_18;
          default -> throw damaged("control version " + version + " is none of 1300, 1700, 1800");
        };
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, crcOffset);
    if ((int) crc.getValue() != in.getInt(crcOffset)) {
      throw damaged("its CRC does not match its content");
    }
    int timeline = in.getInt(48);
    if (timeline < 1) {
      throw damaged("timeline %d is out of range".formatted(timeline));
    }
    ClusterState state =
        ClusterState.of(in.getInt(16)).orElseThrow(() -> damaged("its state is out of range"));
    return new ControlFile(
        in.getLong(0),
        version,
        in.getInt(12),
        state,
        new Checkpoint(new Lsn(in.getLong(32)), new Lsn(in.getLong(40)), new TimelineId(timeline)),
        new Lsn(in.getLong(136)),
        limits(in),
        layout(in));
  }

  private static Limits limits(ByteBuffer in) {
    return new Limits(
        in.getInt(180),
        in.getInt(184),
        in.getInt(188),
        in.getInt(192),
        in.getInt(196),
        in.get(200) != 0);
  }

  private static Layout layout(ByteBuffer in) {
    boolean nativeFormat =
        in.getInt(204) == MAX_ALIGN && in.getDouble(208) == FLOAT_FORMAT && in.get(248) != 0;
    return new Layout(
        nativeFormat,
        in.getInt(216),
        in.getInt(220),
        in.getInt(224),
        in.getInt(228),
        in.getInt(232),
        in.getInt(236),
        in.getInt(252));
  }

  private static Fault damaged(String detail) {
    return Fault.of(PostgresError.CONTROL_FILE_DAMAGED, "pg_control is not usable").detail(detail);
  }
}
