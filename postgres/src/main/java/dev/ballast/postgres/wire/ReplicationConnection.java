package dev.ballast.postgres.wire;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Undo;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.ServerVersion;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.WalSegment;
import dev.ballast.postgres.wire.protocol.ConnectionLoss;
import dev.ballast.postgres.wire.protocol.Handshake;
import dev.ballast.postgres.wire.protocol.MessageWriter;
import dev.ballast.postgres.wire.protocol.ReplicationErrors;
import dev.ballast.postgres.wire.protocol.ReplicationMode;
import dev.ballast.postgres.wire.protocol.ResultTable;
import dev.ballast.postgres.wire.protocol.ServerNotices;
import dev.ballast.postgres.wire.protocol.SocketTransport;
import dev.ballast.postgres.wire.protocol.Transport;
import dev.ballast.postgres.wire.protocol.UnixTransport;
import dev.ballast.postgres.wire.protocol.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A connection to a WAL sender. For one thread at a time; only [#close()] is safe from another,
/// and frees a thread that waits in a call.
///
/// An error of the server leaves the connection usable. Anything that leaves the dialogue in the
/// middle (a broken socket, an exception from a receiver, an interrupt) ends the connection, and
/// each later call fails with `connection-lost`.
public final class ReplicationConnection implements AutoCloseable {
  /// The first major with READ_REPLICATION_SLOT.
  private static final int FIRST_SLOT_READING_MAJOR = 15;

  /// The first major with incremental backups.
  private static final int FIRST_INCREMENTAL_MAJOR = 17;

  private static final int UPLOAD_CHUNK_BYTES = 64 * 1024;
  private static final Pattern PARAMETER = Pattern.compile("[A-Za-z_][A-Za-z0-9_.]{0,127}");
  private static final Pattern BYTES = Pattern.compile("(\\d{1,9})(B|kB|MB|GB)");

  private final Wire wire;
  private final Clock clock;
  private final ReplicationOptions options;
  private final ServerVersion version;
  private boolean streaming;
  private volatile boolean closed;

  private ReplicationConnection(
      Wire wire, Clock clock, ReplicationOptions options, ServerVersion version) {
    this.wire = wire;
    this.clock = clock;
    this.options = options;
    this.version = version;
  }

  /// Opens a connection with the default bounds of [ReplicationOptions].
  public static ReplicationConnection open(
      ConnectionSettings settings, ReplicationMode mode, String applicationName, Clock clock) {
    return open(settings, mode, ReplicationOptions.of(applicationName), clock);
  }

  /// Connects, secures and authenticates, within the settings' connect timeout.
  public static ReplicationConnection open(
      ConnectionSettings settings, ReplicationMode mode, ReplicationOptions options, Clock clock) {
    long began = clock.nanoTime();
    Transport transport =
        settings.isUnixSocket()
            ? UnixTransport.connect(settings)
            : SocketTransport.connect(settings, clock);
    Duration left = settings.connectTimeout().minus(clock.since(began));
    return over(
        transport, settings, mode, options, left.isPositive() ? left : Duration.ofMillis(1), clock);
  }

  /// Authenticates over an open transport, which is closed when that fails.
  static ReplicationConnection over(
      Transport transport,
      ConnectionSettings settings,
      ReplicationMode mode,
      ReplicationOptions options,
      Duration timeout,
      Clock clock) {
    try (Undo<RuntimeException> undo = Undo.unlessKept(transport::close)) {
      ReplicationErrors errors =
          new ReplicationErrors(settings.user(), settings.database(), mode, transport.peer());
      Wire wire = new Wire(transport, errors, clock);
      wire.reader().deadline(timeout, "authenticating");
      new Handshake(wire, settings).run(mode, options.applicationName());
      wire.reader().established();
      return undo.keep(new ReplicationConnection(wire, clock, options, supportedVersion(wire)));
    }
  }

  private static ServerVersion supportedVersion(Wire wire) {
    String text =
        wire.serverVersion()
            .orElseThrow(() -> ConnectionLoss.violation("the server did not report its version"));
    try {
      ServerVersion version = ServerVersion.parse(text);
      if (version.isSupported()) {
        return version;
      }
    } catch (IllegalArgumentException e) {
      throw ConnectionLoss.violation("the server's version is unreadable").cause(e);
    }
    throw Fault.of(PostgresError.UNSUPPORTED_VERSION, "the server's version is not supported")
        .detail(wire.peer().endpoint() + ": " + text)
        .hint(
            "Ballast supports PostgreSQL "
                + ServerVersion.OLDEST_MAJOR
                + " to "
                + ServerVersion.NEWEST_MAJOR
                + ".");
  }

  public ServerVersion serverVersion() {
    return version;
  }

  public SystemIdentity identifySystem() {
    return SystemIdentity.of(single("IDENTIFY_SYSTEM"));
  }

  /// The value of a server parameter as SHOW prints it.
  public String show(String parameter) {
    if (!PARAMETER.matcher(parameter).matches()) {
      throw new IllegalArgumentException("not a parameter name: " + parameter);
    }
    return single("SHOW " + parameter).text(0);
  }

  /// Bytes in a WAL segment.
  public int walSegmentSize() {
    String text = show("wal_segment_size");
    Matcher matcher = BYTES.matcher(text);
    if (matcher.matches()) {
      long unit =
          switch (matcher.group(2)) {
            case "B" -> 1;
            case "kB" -> 1 << 10;
            case "MB" -> 1 << 20;
            default -> 1 << 30;
          };
      long size = Long.parseLong(matcher.group(1)) * unit;
      if (size >= WalSegment.MIN_SIZE && size <= WalSegment.MAX_SIZE && Long.bitCount(size) == 1) {
        return (int) size;
      }
    }
    throw ConnectionLoss.violation("the server's WAL segment size is unreadable");
  }

  /// Creates a physical slot.
  ///
  /// @param temporary dropped when this connection ends
  /// @param reserveWal holds WAL back from now on, and not only from the first streaming
  public void createPhysicalSlot(SlotName name, boolean temporary, boolean reserveWal) {
    command(
        "CREATE_REPLICATION_SLOT \""
            + name
            + "\""
            + (temporary ? " TEMPORARY" : "")
            + " PHYSICAL"
            + (reserveWal ? " RESERVE_WAL" : ""));
  }

  /// The physical slot of this name, if there is one; 15 and later.
  public Optional<PhysicalSlot> readSlot(SlotName name) {
    requireMajor(FIRST_SLOT_READING_MAJOR, "reading a slot over the replication protocol");
    ResultTable.Row row = single("READ_REPLICATION_SLOT \"" + name + "\"");
    return row.textOrEmpty(0)
        .map(type -> new PhysicalSlot(name, row.lsnOrEmpty(1), row.timelineOrEmpty(2)));
  }

  public void dropSlot(SlotName name) {
    command("DROP_REPLICATION_SLOT \"" + name + "\"");
  }

  /// The history of a timeline; timeline 1 has none, and the server says so with an error.
  public TimelineHistory timelineHistory(TimelineId timeline) {
    ResultTable.Row row = single("TIMELINE_HISTORY " + timeline);
    byte[] content =
        row.bytes(1)
            .orElseThrow(() -> ConnectionLoss.violation("the server sent no timeline history"));
    try {
      TimelineHistory history = TimelineHistory.parse(timeline, content);
      if (row.text(0).equals(history.fileName())) {
        return history;
      }
    } catch (IllegalArgumentException e) {
      throw ConnectionLoss.violation("the server's timeline history is unreadable").cause(e);
    }
    throw ConnectionLoss.violation("the server sent the history of another timeline");
  }

  /// Takes a base backup; returns when the server has sent all of it.
  ///
  /// Best called on a platform thread: a virtual one is parked and unparked for each piece that
  /// arrives, which cost a third of the rate where it was measured. An interrupt ends the wait on
  /// both.
  public BaseBackupEnd baseBackup(BaseBackupOptions backup, BaseBackupReceiver receiver) {
    if (backup.incremental()) {
      requireMajor(FIRST_INCREMENTAL_MAJOR, "an incremental backup");
    }
    return guarded(
        () -> {
          wire.reader().silence(options.backupSilence(), "receiving a base backup");
          return new BaseBackup(wire, receiver).run(backup, version);
        });
  }

  /// Gives the server the manifest of the backup that the next incremental one builds on; 17 and
  /// later.
  ///
  /// @throws IOException only from `manifest`; the connection is ended then
  public void uploadManifest(InputStream manifest) throws IOException {
    requireMajor(FIRST_INCREMENTAL_MAJOR, "an incremental backup");
    requireUsable();
    try (Undo<RuntimeException> undo = Undo.unlessKept(this::cutInTheMiddle);
        UploadGuard guard = UploadGuard.over(wire, clock, options.commandTimeout())) {
      wire.reader().deadline(options.commandTimeout(), "starting UPLOAD_MANIFEST");
      wire.sendQuery("UPLOAD_MANIFEST");
      wire.expect('G');
      wire.reader().skip();
      byte[] chunk = new byte[UPLOAD_CHUNK_BYTES];
      for (int count = manifest.read(chunk); count >= 0; count = manifest.read(chunk)) {
        byte[] message = MessageWriter.of('d').bytes(chunk, 0, count).finish();
        guard.during(() -> wire.send(message));
      }
      wire.send(MessageWriter.of('c').finish());
      wire.reader().deadline(options.commandTimeout(), "ending UPLOAD_MANIFEST");
      wire.expect('C');
      wire.reader().skip();
      wire.awaitReady();
      undo.keep();
    }
  }

  /// Starts WAL streaming on a timeline. Until [WalStream#receive(WalSink)] returns, this
  /// connection takes no other command.
  ///
  /// @param start on a timeline that has ended, at most the point where it was left; exactly there
  ///     the stream is empty and reports the next timeline
  public WalStream startPhysical(Optional<SlotName> slot, Lsn start, TimelineId timeline) {
    WalStream stream =
        guarded(
            () -> {
              wire.reader().deadline(options.commandTimeout(), "starting WAL streaming");
              wire.sendQuery(
                  "START_REPLICATION "
                      + slot.map(name -> "SLOT \"" + name + "\" ").orElse("")
                      + "PHYSICAL "
                      + start
                      + " TIMELINE "
                      + timeline);
              return begin(start);
            });
    streaming = !wire.isReady();
    return stream;
  }

  private WalStream begin(Lsn start) {
    byte type = wire.next();
    return switch (type) {
      case 'W' -> {
        wire.reader().skip();
        yield new WalStream(this, start, Optional.empty());
      }
      case 'T' -> {
        ResultTable table = wire.readRowsOf(ResultTable.describedBy(wire.reader().payload()));
        wire.awaitReady();
        yield new WalStream(this, start, Optional.of(WalStream.endOfTimeline(table, start)));
      }
      case 'E' -> throw wire.failure();
      default -> throw wire.unexpected(type);
    };
  }

  /// What the server said without being asked since the last call: warnings, notices.
  public ServerNotices takeNotices() {
    return wire.takeNotices();
  }

  /// Says goodbye when nothing is going on, and cuts the connection otherwise: a server in the
  /// middle of sending learns of it by its next write.
  @Override
  public void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      if (wire.isReady()) {
        wire.send(MessageWriter.of('X').finish());
      }
    } catch (Fault e) {
      // The goodbye is a courtesy; the server also notices that the socket is gone.
      CommonError.keepInterrupt(e);
    } finally {
      wire.close();
    }
  }

  Wire wire() {
    return wire;
  }

  Clock clock() {
    return clock;
  }

  ReplicationOptions options() {
    return options;
  }

  /// Runs a dialogue, and cuts the connection when it ends in the middle.
  private <T> T guarded(Supplier<T> dialogue) {
    requireUsable();
    try (Undo<RuntimeException> undo = Undo.unlessKept(this::cutInTheMiddle)) {
      return undo.keep(dialogue.get());
    }
  }

  /// Runs the dialogue of a WAL stream, the only one allowed while it streams.
  WalStreamEnd streamed(Supplier<WalStreamEnd> dialogue) {
    streaming = false;
    requireUsable();
    try {
      return dialogue.get();
    } finally {
      cutInTheMiddle();
    }
  }

  private ResultTable.Row single(String text) {
    List<ResultTable> tables = command(text);
    if (tables.size() != 1) {
      throw ConnectionLoss.violation("the server answered with " + tables.size() + " result sets");
    }
    return tables.getFirst().single();
  }

  private List<ResultTable> command(String text) {
    return guarded(
        () -> {
          wire.reader().deadline(options.commandTimeout(), "waiting for the answer to a command");
          return wire.query(text);
        });
  }

  private void requireMajor(int major, String what) {
    if (version.major() < major) {
      throw Fault.of(
              PostgresError.UNSUPPORTED_VERSION, what + " needs PostgreSQL " + major + " or newer")
          .detail(wire.peer().endpoint() + ": " + version);
    }
  }

  private void requireUsable() {
    if (closed) {
      throw Fault.of(PostgresError.CONNECTION_LOST, "the connection was ended before")
          .detail(wire.peer().endpoint());
    }
    if (streaming) {
      throw new IllegalStateException("the connection streams WAL and takes no command");
    }
  }

  /// Ends the connection where a dialogue was left before its end.
  private void cutInTheMiddle() {
    if (!wire.isReady()) {
      closed = true;
      wire.close();
    }
  }
}
