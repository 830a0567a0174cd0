package dev.ballast.postgres.wire;

import dev.ballast.evidence.Clock;
import dev.ballast.postgres.Authentication;
import dev.ballast.postgres.AuthenticationMethod;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.Password;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.wire.protocol.ReplicationMode;
import dev.ballast.postgres.wire.protocol.Transport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// The dialogues of which the transcripts hold the server's half. Every method of authentication is
/// accepted in them, for some transcripts know none.
public final class Dialogue {
  static final ConnectionSettings SETTINGS =
      new ConnectionSettings(
          "test",
          5432,
          "shop",
          "alice",
          Optional.of(new Password("secret")),
          Tls.DISABLED,
          Duration.ofSeconds(5),
          Authentication.accepting(AuthenticationMethod.NONE, AuthenticationMethod.values()));

  private static final ReplicationOptions OPTIONS =
      ReplicationOptions.of("transcript")
          .withWalSilence(Duration.ofMillis(2))
          .withStatusInterval(Duration.ofMillis(1));

  public static ReplicationConnection open(Transport transport) {
    return ReplicationConnection.over(
        transport,
        SETTINGS,
        ReplicationMode.PHYSICAL,
        OPTIONS,
        Duration.ofSeconds(5),
        Clock.system());
  }

  static BaseBackupEnd backup(Transport transport, BaseBackupReceiver receiver) {
    try (ReplicationConnection connection = open(transport)) {
      connection.identifySystem();
      connection.walSegmentSize();
      return connection.baseBackup(
          BaseBackupOptions.labelled("transcript").withWal(false), receiver);
    }
  }

  static WalStreamEnd wal(Transport transport, Lsn start, WalSink sink) {
    try (ReplicationConnection connection = open(transport)) {
      connection.timelineHistory(new TimelineId(2));
      return connection.startPhysical(Optional.empty(), start, new TimelineId(1)).receive(sink);
    }
  }

  /// What the server sends in a transcript of a backup.
  static byte[] backupTranscript(int major) {
    return resource("backup-" + major + ".bin");
  }

  /// What the server sends in a transcript of a WAL stream.
  static byte[] walTranscript(int major) {
    byte[] file = resource("wal-" + major + ".bin");
    return Arrays.copyOfRange(file, Long.BYTES, file.length);
  }

  /// Where that WAL stream was asked to start.
  static Lsn walStart(int major) {
    return new Lsn(ByteBuffer.wrap(resource("wal-" + major + ".bin")).getLong());
  }

  private static byte[] resource(String name) {
    try (InputStream in = Dialogue.class.getResourceAsStream(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Dialogue() {}

  /// Reads everything and keeps nothing.
  static final class Drain implements BaseBackupReceiver {
    @Override
    public void onStart(BaseBackupStart start) {}

    @Override
    public void onArchive(ArchiveHeader header, BackupStream tar) {
      drain(tar);
    }

    @Override
    public void onManifest(BackupStream json) {
      drain(json);
    }

    private static void drain(BackupStream stream) {
      byte[] chunk = new byte[4096];
      while (stream.read(chunk) >= 0) {
        // The bytes themselves do not matter here.
      }
    }
  }
}
