package dev.ballast.postgres.wire.protocol;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Messages over a transport: sends ours, hands out the server's, and keeps what comes without
/// being asked (notices, parameters) out of the way. Reading is for one thread; sending is safe
/// from any.
public final class Wire implements AutoCloseable {
  /// Notices kept until the caller takes them; the rest are counted.
  static final int KEPT_NOTICES = 1_000;

  /// Servers report about fifteen.
  static final int PARAMETERS_LIMIT = 100;

  /// Bounds on the result of a small command.
  static final int RESULT_ROWS_LIMIT = 100_000;

  static final int RESULT_BYTES_LIMIT = 16 << 20;

  private final Transport transport;
  private final ReplicationErrors errors;
  private final MessageReader reader;
  private final ReentrantLock sending = new ReentrantLock();
  private List<ServerMessage> notices = new ArrayList<>();
  private long noticesDropped;
  private final Map<String, String> parameters = new LinkedHashMap<>();
  private volatile boolean ready;

  public Wire(Transport transport, ReplicationErrors errors, Clock clock) {
    this.transport = transport;
    this.errors = errors;
    this.reader = new MessageReader(transport, clock);
  }

  public MessageReader reader() {
    return reader;
  }

  public Peer peer() {
    return transport.peer();
  }

  public ReplicationErrors errors() {
    return errors;
  }

  /// `server_version` as the server reported it.
  public Optional<String> serverVersion() {
    return Optional.ofNullable(parameters.get("server_version"));
  }

  /// The parameters that the server reported, by its names.
  public Map<String, String> parameters() {
    return Collections.unmodifiableMap(parameters);
  }

  public void send(byte[] message) {
    send(message, message.length);
  }

  public void send(byte[] source, int length) {
    sending.lock();
    try {
      transport.write(source, 0, length);
    } catch (IOException e) {
      throw ConnectionLoss.of(e, "sending to the server", transport.peer());
    } finally {
      sending.unlock();
    }
  }

  /// Whether the server waits for a command, and nothing of the last one is left to be read.
  public boolean isReady() {
    return ready;
  }

  public void sendQuery(String command) {
    ready = false;
    send(MessageWriter.of('Q').cstring(command).finish());
  }

  /// The type of the next message that belongs to the dialogue; ReadyForQuery is consumed already.
  public byte next() {
    while (true) {
      byte type = reader.next();
      switch (type) {
        case 'N' -> keepNotice(ServerMessage.parse(reader.payload()));
        case 'S' -> keepParameter(reader.payload());
        case 'A' -> reader.skip(); // a NOTIFY that nobody here listens for
        case 'Z' -> {
          reader.skip();
          ready = true;
          return type;
        }
        default -> {
          return type;
        }
      }
    }
  }

  /// The next message must be of this type.
  public void expect(char type) {
    byte came = next();
    if (came == 'E') {
      throw failure();
    }
    if (came != type) {
      throw unexpected(came);
    }
  }

  /// Reads the error whose header was just read, and brings the dialogue to its end: after this the
  /// connection is ready again, unless the error ended the session.
  public ServerMessage readError() {
    ServerMessage error = ServerMessage.parse(reader.payload());
    if (!error.endsSession()) {
      awaitReady();
    }
    return error;
  }

  /// The fault for the error whose header was just read.
  public Fault failure() {
    return errors.fault(readError());
  }

  public Fault unexpected(byte type) {
    return ConnectionLoss.violation(
        "the server sent a message of type " + MessageReader.name(type) + " out of turn");
  }

  /// Throws away what comes until the server is ready for the next command.
  public void awaitReady() {
    for (byte type = next(); type != 'Z'; type = next()) {
      reader.skip();
    }
  }

  /// Runs a command whose answer is small, and returns its result sets.
  public List<ResultTable> query(String command) {
    sendQuery(command);
    List<ResultTable> tables = new ArrayList<>();
    long size = 0;
    while (true) {
      byte type = next();
      size += reader.remaining();
      switch (type) {
        case 'T' -> tables.add(ResultTable.describedBy(reader.payload()));
        case 'D' -> addRow(tables, size);
        case 'C', 'I' -> reader.skip();
        case 'E' -> throw failure();
        case 'Z' -> {
          return tables;
        }
        default -> throw unexpected(type);
      }
    }
  }

  /// Reads one result set in the middle of a longer dialogue.
  public ResultTable readTable() {
    expect('T');
    return readRowsOf(ResultTable.describedBy(reader.payload()));
  }

  /// Reads the rows of a result set whose description has been read.
  public ResultTable readRowsOf(ResultTable table) {
    long size = 0;
    while (true) {
      byte type = next();
      size += reader.remaining();
      switch (type) {
        case 'D' -> addRow(List.of(table), size);
        case 'C' -> {
          reader.skip();
          return table;
        }
        case 'E' -> throw failure();
        default -> throw unexpected(type);
      }
    }
  }

  private void addRow(List<ResultTable> tables, long size) {
    if (tables.isEmpty()) {
      throw ConnectionLoss.violation("the server sent a row before the description of its columns");
    }
    ResultTable table = tables.getLast();
    if (size > RESULT_BYTES_LIMIT || table.size() >= RESULT_ROWS_LIMIT) {
      throw ConnectionLoss.violation("the answer to a small command does not end");
    }
    table.add(reader.payload());
  }

  /// The notices since the last call, and forgets them.
  public ServerNotices takeNotices() {
    ServerNotices taken = new ServerNotices(notices, noticesDropped);
    notices = new ArrayList<>();
    noticesDropped = 0;
    return taken;
  }

  private void keepNotice(ServerMessage notice) {
    if (notices.size() < KEPT_NOTICES) {
      notices.add(notice);
    } else {
      noticesDropped++;
    }
  }

  private void keepParameter(Payload payload) {
    String name = payload.cstring(StandardCharsets.UTF_8);
    String value = payload.cstring(StandardCharsets.UTF_8);
    if (parameters.size() == PARAMETERS_LIMIT && !parameters.containsKey(name)) {
      throw ConnectionLoss.violation("the server reports too many parameters");
    }
    parameters.put(name, value);
  }

  @Override
  public void close() {
    transport.close();
  }
}
