package dev.ballast.observe.log.follow;

import dev.ballast.observe.log.follow.LogFiles.Found;
import dev.ballast.observe.log.record.LogForm;
import dev.ballast.observe.log.record.LogFormat;
import dev.ballast.observe.log.record.LogRecord;
import dev.ballast.observe.log.record.RecordReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reads a log that grows and is rotated, from where it stopped. Every message is given once, or
/// again after a restart if the position was not kept since. For one thread.
public final class LogFollower implements AutoCloseable {
  private static final int CHUNK = 1 << 18;

  /// So many polls in a row without anything new complete a message.
  private static final int QUIET_POLLS = 2;

  private final LogFiles files;
  private final LogDetection detection;
  private final Consumer<LogRecord> sink;
  private final byte[] chunk = new byte[CHUNK];
  private Optional<LogPosition> begin;
  private @Nullable Open open;
  private long unreadable;
  private int quiet;

  /// @param begin empty to begin at the newest file's end: what was written before is history
  public LogFollower(
      LogFiles files,
      LogDetection detection,
      Optional<LogPosition> begin,
      Consumer<LogRecord> sink) {
    this.files = files;
    this.detection = detection;
    this.begin = begin;
    this.sink = sink;
  }

  /// The file that is read at present.
  private static final class Open {
    private final Found found;
    private final FileChannel channel;
    private @Nullable RecordReader reader;
    private long offset;
    private Instant modified;

    Open(Found found, FileChannel channel, long offset) {
      this.found = found;
      this.channel = channel;
      this.offset = offset;
      this.modified = found.modified();
    }
  }

  /// Reads what is there, a bounded amount. Whether there may be more right now.
  public boolean poll() throws IOException {
    Open now = open == null ? openFirst() : open;
    open = now;
    if (now == null) {
      return false;
    }
    if (now.channel.size() < now.offset) {
      // Cut off by a rotation that copies, or written from its beginning again.
      finish(now);
      open = new Open(now.found, now.channel, 0);
      return true;
    }
    if (readSome(now)) {
      quiet = 0;
      return true;
    }
    quiet++;
    if (quiet >= QUIET_POLLS && now.reader != null) {
      now.reader.settle();
    }
    Optional<Found> next = next(now);
    if (next.isEmpty() || readSome(now)) {
      return false;
    }
    finish(now);
    now.channel.close();
    open = opened(next.get(), 0);
    return true;
  }

  private boolean readSome(Open now) throws IOException {
    ByteBuffer into = ByteBuffer.wrap(chunk);
    now.channel.position(now.offset);
    int length = now.channel.read(into);
    if (length <= 0) {
      return false;
    }
    RecordReader reader = now.reader;
    if (reader == null) {
      LogForm form = detection(now).of(chunk, Math.min(length, LogDetection.TRIED_BYTES));
      reader = RecordReader.of(form, sink);
      now.reader = reader;
    }
    reader.feed(chunk, length);
    now.offset += length;
    return true;
  }

  /// A file's name counts for more than its first bytes, which may be half a line.
  private LogDetection detection(Open now) {
    LogFormat byName = LogFiles.formatOf(now.found.path());
    return detection.format().isPresent() || byName == LogFormat.STDERR
        ? detection
        : new LogDetection(Optional.of(byName), detection.prefix(), detection.zone());
  }

  /// The file after this one: the oldest of those that changed later.
  private Optional<Found> next(Open now) throws IOException {
    List<Found> all = files.list(detection.format());
    for (Found file : all) {
      if (file.key().equals(now.found.key())) {
        now.modified = file.modified();
      }
    }
    return all.stream()
        .filter(file -> !file.key().equals(now.found.key()))
        .filter(file -> isLater(file, now))
        .findFirst();
  }

  private static boolean isLater(Found file, Open now) {
    int order = file.modified().compareTo(now.modified);
    return order > 0 || (order == 0 && file.path().compareTo(now.found.path()) > 0);
  }

  private @Nullable Open openFirst() throws IOException {
    List<Found> all = files.list(detection.format());
    if (all.isEmpty()) {
      return null;
    }
    if (begin.isEmpty()) {
      Found newest = all.getLast();
      return opened(newest, newest.size());
    }
    LogPosition from = begin.get();
    for (Found file : all) {
      if (file.key().equals(from.file())) {
        return opened(file, file.size() < from.offset() ? 0 : from.offset());
      }
    }
    for (Found file : all) {
      if (file.modified().compareTo(from.modified()) >= 0) {
        return opened(file, 0);
      }
    }
    return opened(all.getLast(), 0);
  }

  private static @Nullable Open opened(Found file, long offset) throws IOException {
    try {
      return new Open(file, FileChannel.open(file.path(), StandardOpenOption.READ), offset);
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  private void finish(Open now) {
    if (now.reader != null) {
      now.reader.end();
      unreadable += now.reader.unreadable();
      now.reader = null;
    }
    begin = Optional.of(new LogPosition(now.found.key(), now.offset, now.modified));
    quiet = 0;
  }

  /// Where reading is to be resumed; empty as long as no file was found.
  public Optional<LogPosition> position() {
    Open now = open;
    if (now == null) {
      return begin;
    }
    long unfinished = now.reader == null ? 0 : now.reader.unfinished();
    return Optional.of(
        new LogPosition(now.found.key(), Math.max(0, now.offset - unfinished), now.modified));
  }

  /// Lines that are no part of a message.
  public long unreadable() {
    return unreadable + (open == null || open.reader == null ? 0 : open.reader.unreadable());
  }

  @Override
  public void close() throws IOException {
    if (open != null) {
      open.channel.close();
    }
  }
}
