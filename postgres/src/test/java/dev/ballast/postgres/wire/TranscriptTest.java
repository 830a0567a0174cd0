package dev.ballast.postgres.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.wire.WalStreamEnd.EndOfTimeline;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranscriptTest {

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void readsWhatAServerSendsOfABackup(int major) throws IOException {
    List<String> seen = new ArrayList<>();
    ByteArrayOutputStream manifest = new ByteArrayOutputStream();
    BaseBackupReceiver receiver =
        new BaseBackupReceiver() {
          @Override
          public void onStart(BaseBackupStart start) {
            seen.add("start with " + start.tablespaces().size() + " tablespace");
          }

          @Override
          public void onArchive(ArchiveHeader header, BackupStream tar) {
            byte[] chunk = new byte[10_000];
            int count = tar.readNBytes(chunk, 0, chunk.length);
            seen.add((header.tablespace().isPresent() ? "tablespace " : "base ") + count);
          }

          @Override
          public void onManifest(BackupStream json) {
            json.readNBytes(new byte[2], 0, 2);
            try {
              json.transferTo(manifest);
            } catch (IOException e) {
              throw new AssertionError(e);
            }
          }
        };
    BaseBackupEnd end =
        Dialogue.backup(ScriptedTransport.of(Dialogue.backupTranscript(major)), receiver);
    assertThat(end).isInstanceOf(BaseBackupEnd.Complete.class);
    assertThat(end.timeline()).isEqualTo(new TimelineId(1));
    // Two messages of 256 bytes at most; since 15 the first byte of each gives its kind. The second
    // message of the base directory is the whole backup_label, 210 bytes.
    int kind = major < 15 ? 0 : 1;
    assertThat(seen)
        .containsExactly(
            "start with 1 tablespace",
            "tablespace " + 2 * (256 - kind),
            "base " + (256 - kind + 210));
    assertThat(manifest.toString(UTF_8)).startsWith("\"PostgreSQL-Backup-Manifest-Version\"");
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void readsAWalStreamUpToTheEndOfItsTimeline(int major) {
    Lsn start = Dialogue.walStart(major);
    WalStreamEnd end =
        Dialogue.wal(ScriptedTransport.of(Dialogue.walTranscript(major)), start, (lsn, data) -> {});
    assertThat(end).isInstanceOf(EndOfTimeline.class);
    EndOfTimeline left = (EndOfTimeline) end;
    assertThat(left.next()).isEqualTo(new TimelineId(2));
    assertThat(left.switchPoint()).isEqualTo(start.plus(1500));
    assertThat(left.received()).isEqualTo(left.switchPoint());
  }

  @Test
  void answersTheEndOfATimelineWithCopyDone() {
    ScriptedTransport transport = ScriptedTransport.of(Dialogue.walTranscript(18));
    Dialogue.wal(transport, Dialogue.walStart(18), (lsn, data) -> {});
    assertThat(transport.sent()).contains("c\0\0\0\4").endsWith("X\0\0\0\4");
  }

  @Test
  void leavesUnreadArchivesToTheBackupItself() {
    BaseBackupReceiver indifferent =
        new BaseBackupReceiver() {
          @Override
          public void onStart(BaseBackupStart start) {}

          @Override
          public void onArchive(ArchiveHeader header, BackupStream tar) {}

          @Override
          public void onManifest(BackupStream json) {}
        };
    for (int major : new int[] {14, 18}) {
      BaseBackupEnd end =
          Dialogue.backup(ScriptedTransport.of(Dialogue.backupTranscript(major)), indifferent);
      assertThat(end).isInstanceOf(BaseBackupEnd.Complete.class);
    }
  }
}
