package dev.ballast.protect.verify;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.WalSegment;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.wal.CommitRecord;
import dev.ballast.postgres.wal.WalDecoder;
import dev.ballast.postgres.wal.WalStatus;
import dev.ballast.protect.verify.snapshot.CommitLog;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A commit log read from the source's own `pg_wal`, up to what is flushed.
final class LogOfFiles implements CommitLog, AutoCloseable {
  private static final int SEGMENT = 16 << 20;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Path directory;
  private final Session session;
  private final WalDecoder decoder;
  private final List<CommitRecord> commits = new ArrayList<>();
  private Lsn fed;

  LogOfFiles(TemporaryCluster source) {
    directory = source.dataDirectory().resolve("pg_wal");
    session = source.session();
    fed = session.one("SELECT pg_current_wal_insert_lsn() AS lsn", row -> row.lsn("lsn"));
    decoder =
        new WalDecoder(
            session.version().major(),
            SEGMENT,
            new TimelineId(1),
            fed,
            r -> r.commit().ifPresent(commits::add));
  }

  @Override
  public synchronized List<CommitRecord> commitsThrough(Lsn lsn) {
    Clock clock = Clock.system();
    long started = clock.nanoTime();
    while (decoder.status().decodedThrough().isBefore(lsn)) {
      Lsn flushed = session.one("SELECT pg_current_wal_flush_lsn() AS lsn", row -> row.lsn("lsn"));
      while (fed.isBefore(flushed)) {
        feed(flushed);
      }
      if (decoder.status() instanceof WalStatus.Ended ended) {
        throw new IllegalStateException("the log ended: " + ended);
      }
      if (clock.since(started).compareTo(PATIENCE) > 0) {
        throw new IllegalStateException("the log never reached " + lsn);
      }
    }
    return List.copyOf(commits);
  }

  private void feed(Lsn flushed) {
    WalSegment segment = WalSegment.containing(new TimelineId(1), fed, SEGMENT);
    Lsn end = flushed.isBefore(segment.end()) ? flushed : segment.end();
    byte[] bytes = new byte[(int) end.minus(fed)];
    try (RandomAccessFile file =
        new RandomAccessFile(directory.resolve(segment.fileName()).toFile(), "r")) {
      file.seek(fed.minus(segment.start()));
      file.readFully(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    decoder.feed(bytes, 0, bytes.length);
    fed = end;
  }

  @Override
  public void settle() {}

  @Override
  public void letGo() {}

  @Override
  public void close() {
    session.close();
  }
}
