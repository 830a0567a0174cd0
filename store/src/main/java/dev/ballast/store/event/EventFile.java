package dev.ballast.store.event;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.evidence.json.Json;
import dev.ballast.store.StoreError;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/// A file of events in the order they came: on each line a CRC-32C and the event's JSON. A process
/// that is killed leaves at most its last line half-written, and reading leaves that out.
final class EventFile implements AutoCloseable {
  private static final int SUM_LENGTH = 8;

  private final Path path;
  private final OutputStream out;

  /// Whether the last line may be there in part.
  private boolean torn;

  private EventFile(Path path, OutputStream out) {
    this.path = path;
    this.out = out;
  }

  static EventFile create(Path path) {
    try {
      return new EventFile(
          path,
          Files.newOutputStream(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE));
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  /// Returns how many bytes that took.
  int append(Event event) {
    byte[] json = Json.write(event);
    byte[] line =
        ((torn ? "\n" : "") + sum(json) + " " + new String(json, StandardCharsets.UTF_8) + "\n")
            .getBytes(StandardCharsets.UTF_8);
    try {
      torn = true;
      out.write(line);
      torn = false;
      return line.length;
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw unwritable(path, e);
    }
  }

  /// What the file holds, without lines that are not whole.
  static List<Event> read(Path path) {
    List<Event> events = new ArrayList<>();
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(path), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.length() <= SUM_LENGTH) {
          continue;
        }
        byte[] json = line.substring(SUM_LENGTH + 1).getBytes(StandardCharsets.UTF_8);
        if (line.startsWith(sum(json))) {
          events.add(Json.read(json, Event.class));
        }
      }
      return events;
    } catch (IOException e) {
      throw Fault.of(StoreError.JOURNAL_UNWRITABLE, "a journal of events cannot be read")
          .detail(path + ": " + IoReason.of(e))
          .cause(e);
    }
  }

  private static String sum(byte[] bytes) {
    CRC32C crc = new CRC32C();
    crc.update(bytes);
    return "%08x".formatted(crc.getValue());
  }

  private static Fault unwritable(Path path, IOException e) {
    return Fault.of(StoreError.JOURNAL_UNWRITABLE, "the journal of events cannot be written")
        .detail(path + ": " + IoReason.of(e))
        .hint("Free disk space, or name another folder for Ballast's state.")
        .cause(e);
  }
}
