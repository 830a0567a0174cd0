package dev.ballast.postgres.wire;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.wire.protocol.ConnectionLoss;
import dev.ballast.postgres.wire.protocol.ResultTable;
import dev.ballast.postgres.wire.protocol.ServerMessage;
import dev.ballast.postgres.wire.protocol.ServerNotices;
import dev.ballast.postgres.wire.protocol.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// One run of BASE_BACKUP: two result sets, the archives, the manifest, a result set with the end.
/// For one thread, once.
final class BaseBackup {
  /// How many of the server's warnings an error's detail repeats.
  private static final int WARNINGS_IN_DETAIL = 5;

  /// `ERRCODE_DATA_CORRUPTED`, with which a backup ends whose pages failed their checksums.
  private static final String DATA_CORRUPTED = "XX001";

  /// `ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE`: no summaries of the WAL, or not those that are
  /// needed; the parent is of a timeline that this server has not been on, or ahead of it.
  private static final String NOT_IN_PREREQUISITE_STATE = "55000";

  private final Wire wire;
  private final BaseBackupReceiver receiver;
  private long received;

  BaseBackup(Wire wire, BaseBackupReceiver receiver) {
    this.wire = wire;
    this.receiver = receiver;
  }

  BaseBackupEnd run(BaseBackupOptions options, ServerVersion version) {
    wire.takeNotices();
    wire.sendQuery(BaseBackupCommand.of(options, version));
    ResultTable.Row startRow = firstTable(options).single();
    BaseBackupStart start = start(startRow.lsn(0), startRow.timeline(1), wire.readTable());
    receiver.onStart(start);
    if (version.major() < BaseBackupCommand.FIRST_LIST_MAJOR) {
      new CopyPerArchive(this).run(start, options.manifest().isPresent());
    } else {
      new CopyForAll(this).run(start, options.manifest().isPresent());
    }
    ResultTable.Row endRow = wire.readTable().single();
    return end(endRow.lsn(0), endRow.timeline(1));
  }

  /// The first answer, or why the server gives none.
  private ResultTable firstTable(BaseBackupOptions options) {
    byte type = wire.next();
    if (type == 'E') {
      ServerMessage error = wire.readError();
      throw options.incremental() && error.sqlState().equals(NOT_IN_PREREQUISITE_STATE)
          ? refused(error)
          : wire.errors().fault(error);
    }
    if (type != 'T') {
      throw wire.unexpected(type);
    }
    return wire.readRowsOf(ResultTable.describedBy(wire.reader().payload()));
  }

  /// The connection is ready for another command after this.
  private Fault refused(ServerMessage error) {
    Fault fault =
        Fault.of(PostgresError.INCREMENT_REFUSED, error.message())
            .detail(
                wire.peer().endpoint()
                    + ": SQLSTATE "
                    + error.sqlState()
                    + error.detail().map(d -> ", " + d).orElse(""));
    return fault.hint(error.hint().orElse("Take a full backup."));
  }

  Wire wire() {
    return wire;
  }

  void archive(ArchiveHeader header, CopyPart part) {
    BackupStream stream = new BackupStream(wire.reader(), part, this::progressed);
    receiver.onArchive(header, stream);
    stream.finish();
  }

  void manifest(CopyPart part) {
    BackupStream stream = new BackupStream(wire.reader(), part, bytes -> {});
    receiver.onManifest(stream);
    stream.finish();
  }

  /// The fault for the error whose header was just read in the middle of the data.
  Fault failure() {
    Fault fault = wire.failure();
    ServerNotices warnings = wire.takeNotices();
    if (warnings.isEmpty()) {
      return fault;
    }
    String told =
        warnings.messages().stream()
            .limit(WARNINGS_IN_DETAIL)
            .map(ServerMessage::message)
            .collect(Collectors.joining("; "));
    return fault.detail(fault.detail().orElse("") + "; the server warned before: " + told);
  }

  private void progressed(long bytes) {
    received += bytes;
    receiver.onProgress(received);
  }

  /// The base directory is the row without an oid, and comes last.
  private static BaseBackupStart start(Lsn lsn, TimelineId timeline, ResultTable table) {
    List<Tablespace> tablespaces = new ArrayList<>();
    Optional<ResultTable.Row> base = Optional.empty();
    for (ResultTable.Row row : table.rows()) {
      if (base.isPresent()) {
        throw ConnectionLoss.violation(
            "the base directory is not the last tablespace of the backup");
      }
      Optional<Long> oid = row.numberOrEmpty(0);
      if (oid.isEmpty()) {
        base = Optional.of(row);
      } else if (oid.get() < 1 || oid.get() > 0xFFFF_FFFFL) {
        throw ConnectionLoss.violation("a tablespace of the backup has the oid " + oid.get());
      } else {
        tablespaces.add(new Tablespace(oid.get(), row.text(1), row.numberOrEmpty(2)));
      }
    }
    ResultTable.Row last =
        base.orElseThrow(() -> ConnectionLoss.violation("the backup has no base directory"));
    return new BaseBackupStart(lsn, timeline, tablespaces, last.numberOrEmpty(2));
  }

  /// Everything has come; what is left is the server's verdict on the pages it read.
  private BaseBackupEnd end(Lsn lsn, TimelineId timeline) {
    Optional<ServerMessage> error = Optional.empty();
    for (byte type = wire.next(); type != 'Z'; type = wire.next()) {
      switch (type) {
        case 'C' -> wire.reader().skip();
        case 'E' -> {
          ServerMessage message = ServerMessage.parse(wire.reader().payload());
          if (message.endsSession()) {
            throw wire.errors().fault(message);
          }
          error = Optional.of(message);
        }
        default -> throw wire.unexpected(type);
      }
    }
    ServerNotices warnings = wire.takeNotices();
    if (error.filter(message -> !message.sqlState().equals(DATA_CORRUPTED)).isPresent()) {
      throw wire.errors().fault(error.get());
    }
    if (error.isPresent()) {
      return new BaseBackupEnd.PageChecksumFailures(lsn, timeline, warnings, error.get());
    }
    return new BaseBackupEnd.Complete(lsn, timeline, warnings);
  }
}
