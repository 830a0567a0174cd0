package dev.ballast.protect.moment;

import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.WalSegment;
import dev.ballast.postgres.wal.WalDecoder;
import dev.ballast.postgres.wal.WalStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// The log in a server's own `pg_wal`, up to the last byte that is flushed.
record FilesLog(Path folder, LogStart start, Lsn end) implements LogBytes {
  @Override
  public void feed(WalDecoder decoder) {
    WalSegment segment =
        WalSegment.containing(start.timeline(), start.start(), start.segmentSize());
    while (decoder.status() instanceof WalStatus.Reading && segment.start().isBefore(end)) {
      try {
        byte[] bytes = Files.readAllBytes(folder.resolve(segment.fileName()));
        decoder.feed(bytes, 0, (int) Math.min(bytes.length, end.minus(segment.start())));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      segment = segment.next();
    }
  }
}
