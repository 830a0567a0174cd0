package dev.ballast.lab.traffic.recorded;

import dev.ballast.evidence.Fault;
import dev.ballast.lab.traffic.TrafficError;
import dev.ballast.postgres.jdbc.ServerStatement.Keeping;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the file that `pgreplay -f` writes. Numbers have the network's byte order; an item is
///
/// - its time: seconds and microseconds, 4 bytes each; the session's number, 8 bytes; its kind, 1
///   byte,
/// - what the kind has: texts with a length of 4 bytes, whose highest bit alone is NULL, and for
///   values their number, 2 bytes,
/// - a line feed.
///
/// For one file and one thread.
final class ReplayFile {
  private static final int CONNECT = 0;
  private static final int DISCONNECT = 1;
  private static final int EXECUTE = 2;
  private static final int PREPARE = 3;
  private static final int EXECUTE_PREPARED = 4;
  private static final int CANCEL = 5;
  private static final int NULL_LENGTH = Integer.MIN_VALUE;
  private static final int LONGEST = 1 << 30;
  private static final long SECOND = 1_000_000L;

  private final DataInputStream in;
  private final Entries entries;
  private final Set<Long> others = new HashSet<>();
  private final Map<Prepared, String> prepared = new HashMap<>();
  private long items;

  private record Prepared(long session, String name) {}

  private ReplayFile(DataInputStream in, Entries entries) {
    this.in = in;
    this.entries = entries;
  }

  static void read(DataInputStream in, Entries entries) throws IOException {
    ReplayFile file = new ReplayFile(in, entries);
    try {
      for (int first = in.read(); first >= 0; first = in.read()) {
        file.item(first);
      }
    } catch (EOFException e) {
      throw file.broken("it ends within an item").cause(e);
    }
  }

  /// Throws `recording-invalid` where the first item is none.
  static void requireBeginning(DataInputStream in) throws IOException {
    ReplayFile file = new ReplayFile(in, new Entries(Optional.empty(), 1));
    try {
      file.item(in.readUnsignedByte());
    } catch (EOFException e) {
      throw file.broken("it ends within an item").cause(e);
    }
  }

  private void item(int firstByte) throws IOException {
    items++;
    long seconds = ((long) firstByte << 24) | in.readUnsignedByte() << 16 | in.readUnsignedShort();
    long micros = seconds * SECOND + in.readInt();
    long session = in.readLong();
    int kind = in.readUnsignedByte();
    switch (kind) {
      case CONNECT -> {
        text();
        if (!entries.takes(text().orElse(""))) {
          others.add(session);
        }
      }
      case DISCONNECT, CANCEL -> {}
      case EXECUTE -> add(micros, session, text().orElse(""), List.of(), "");
      case PREPARE -> {
        String statement = text().orElse("");
        prepared.put(new Prepared(session, text().orElse("")), statement);
      }
      case EXECUTE_PREPARED -> execute(micros, session);
      default -> throw broken("it has an item of kind " + kind);
    }
    if (in.readUnsignedByte() != '\n') {
      throw broken("an item does not end with a line feed");
    }
  }

  private void execute(long micros, long session) throws IOException {
    String name = text().orElse("");
    List<Optional<String>> values = new ArrayList<>();
    int count = in.readUnsignedShort();
    for (int i = 0; i < count; i++) {
      values.add(text());
    }
    String statement = prepared.get(new Prepared(session, name));
    if (statement == null) {
      entries.leave("prepared statement " + name, "It was prepared before the recording began.");
      return;
    }
    add(micros, session, statement, values, name);
  }

  private void add(
      long micros, long session, String text, List<Optional<String>> values, String name) {
    if (!others.contains(session)) {
      entries.add(
          new Entry(
              micros,
              Long.toHexString(session),
              text,
              values,
              name.isEmpty() ? Keeping.UNNAMED : Keeping.NAMED));
    }
  }

  private Optional<String> text() throws IOException {
    int length = in.readInt();
    if (length == NULL_LENGTH) {
      return Optional.empty();
    }
    if (length < 0 || length > LONGEST) {
      throw broken("it has a text of " + Integer.toUnsignedLong(length) + " bytes");
    }
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException();
    }
    return Optional.of(new String(bytes, StandardCharsets.UTF_8));
  }

  private Fault broken(String how) {
    return Fault.of(TrafficError.RECORDING_INVALID, "a recording cannot be read")
        .detail("as a file of pgreplay " + how + "; item " + items)
        .hint(
            "A recording is a csvlog, a jsonlog, or a file that pgreplay -f wrote; a log in plain"
                + " text is none.");
  }
}
