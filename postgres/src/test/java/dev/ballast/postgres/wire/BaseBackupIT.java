package dev.ballast.postgres.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.PostgresServer;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.SupportedMajors;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.wire.protocol.ReplicationMode;
import dev.ballast.postgres.wire.protocol.ServerMessage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BaseBackupIT {
  private static final BaseBackupOptions OPTIONS = BaseBackupOptions.labelled("it's a test");

  private static final ClusterPerMajor CLUSTERS = new ClusterPerMajor();

  @AfterAll
  static void stop() {
    CLUSTERS.close();
  }

  static IntStream majors() {
    return SupportedMajors.all();
  }

  static IntStream incrementalMajors() {
    return SupportedMajors.all().filter(major -> major >= 17);
  }

  private static ReplicationConnection connect(TemporaryCluster cluster) {
    return ReplicationConnection.open(
        cluster.settings(), ReplicationMode.PHYSICAL, "backup", Clock.system());
  }

  @ParameterizedTest
  @MethodSource("majors")
  void bringsEveryTablespaceThenTheBaseAndAManifestThatAddsUp(int major)
      throws IOException, NoSuchAlgorithmException {
    TemporaryCluster cluster = CLUSTERS.of(major);
    try (Session session = cluster.session();
        ReplicationConnection connection = connect(cluster)) {
      Path space = cluster.scratch().resolve("space");
      Files.createDirectory(space);
      PostgresServer.own(space);
      session.execute("CREATE TABLESPACE far LOCATION '" + space + "'");
      session.execute(
          "CREATE TABLE t TABLESPACE far AS SELECT g AS id FROM generate_series(1, 20000) g");
      long oid = session.number("SELECT oid FROM pg_tablespace WHERE spcname = 'far'");
      CollectingReceiver receiver = CollectingReceiver.ofNames();

      BaseBackupEnd end =
          connection.baseBackup(
              OPTIONS.withManifest(Optional.of(ManifestChecksum.SHA256)), receiver);

      assertThat(end).isInstanceOf(BaseBackupEnd.Complete.class);
      assertThat(end.warnings().isEmpty()).isTrue();
      assertThat(end.timeline()).isEqualTo(new TimelineId(1));
      assertThat(end.endLsn()).isGreaterThan(receiver.start().startLsn());
      assertThat(receiver.start().tablespaces()).hasSize(1);
      Tablespace told = receiver.start().tablespaces().getFirst();
      assertThat(told.oid()).isEqualTo(oid);
      assertThat(told.location()).isEqualTo(space.toString());
      assertThat(told.kilobytes().orElseThrow()).isBetween(600L, 1200L);
      assertThat(receiver.headers().stream().map(ArchiveHeader::name))
          .containsExactly(oid + ".tar", "base.tar");
      List<String> base = receiver.entriesOf("base.tar");
      assertThat(base.getFirst()).isEqualTo("backup_label");
      assertThat(base.get(1)).isEqualTo("tablespace_map");
      // The requested WAL comes after what the backup proper ends with.
      List<String> proper = base.stream().filter(name -> !name.startsWith("pg_wal/")).toList();
      assertThat(proper.getLast()).isEqualTo("global/pg_control");
      assertThat(base).anyMatch(name -> name.matches("pg_wal/[0-9A-F]{24}"));
      assertThat(receiver.entriesOf(oid + ".tar")).anyMatch(name -> name.startsWith("PG_" + major));
      long total = receiver.start().totalKilobytes().orElseThrow() * 1024;
      assertThat(receiver.progress().getLast()).isGreaterThan(total);
      assertManifestAddsUp(receiver.manifest());
      assertThat(connection.identifySystem().timeline()).isEqualTo(new TimelineId(1));
      session.execute("DROP TABLE t");
      session.execute("DROP TABLESPACE far");
    }
  }

  /// The manifest's last line holds the SHA-256 of all that stands before that line.
  private static void assertManifestAddsUp(byte[] manifest) throws NoSuchAlgorithmException {
    String text = new String(manifest, UTF_8);
    int trailer = text.lastIndexOf("\"Manifest-Checksum\"");
    assertThat(text).startsWith("{ \"PostgreSQL-Backup-Manifest-Version\"");
    byte[] covered = Arrays.copyOf(manifest, text.substring(0, trailer).getBytes(UTF_8).length);
    String sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(covered));
    assertThat(text.substring(trailer)).isEqualTo("\"Manifest-Checksum\": \"" + sum + "\"}\n");
  }

  @ParameterizedTest
  @MethodSource("majors")
  void leavesOutManifestAndWalWhenNotAskedFor(int major) {
    try (ReplicationConnection connection = connect(CLUSTERS.of(major))) {
      CollectingReceiver receiver = CollectingReceiver.ofNames();
      BaseBackupEnd end =
          connection.baseBackup(OPTIONS.withManifest(Optional.empty()).withWal(false), receiver);
      assertThat(end).isInstanceOf(BaseBackupEnd.Complete.class);
      assertThat(receiver.manifest()).isEmpty();
      assertThat(receiver.entriesOf("base.tar"))
          .noneMatch(name -> name.matches("pg_wal/[0-9A-F]{24}"))
          .endsWith("global/pg_control");
    }
  }

  @ParameterizedTest
  @MethodSource("majors")
  void tellsWhichPagesFailedTheirChecksum(int major) throws IOException {
    try (TemporaryCluster cluster = TemporaryCluster.start(major, Clock.system())) {
      String file;
      try (Session session = cluster.session()) {
        session.execute("CREATE TABLE t AS SELECT g AS id FROM generate_series(1, 2000) g");
        session.execute("CHECKPOINT");
        file = session.text("SELECT pg_relation_filepath('t')");
      }
      cluster.stop(StopMode.FAST);
      try (RandomAccessFile heap =
          new RandomAccessFile(cluster.dataDirectory().resolve(file).toFile(), "rw")) {
        heap.seek(8192 + 5000);
        heap.write(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
      }
      cluster.start();
      try (ReplicationConnection connection = connect(cluster)) {
        CollectingReceiver receiver = CollectingReceiver.ofNames();
        BaseBackupEnd end = connection.baseBackup(OPTIONS, receiver);
        assertThat(end).isInstanceOf(BaseBackupEnd.PageChecksumFailures.class);
        assertThat(end.warnings().messages().stream().map(ServerMessage::message))
            .anyMatch(text -> text.contains(file) && text.contains("block 1"));
        assertThat(receiver.manifest()).isNotEmpty();
        assertThat(connection.show("data_checksums")).isEqualTo("on");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("incrementalMajors")
  void takesAnIncrementalBackupOnTopOfAnUploadedManifest(int major) throws IOException {
    try (TemporaryCluster cluster =
            TemporaryCluster.of(major, Clock.system()).setting("summarize_wal", "on").start();
        Session session = cluster.session();
        ReplicationConnection connection = connect(cluster)) {
      session.execute("CREATE TABLE t AS SELECT g AS id FROM generate_series(1, 200000) g");
      CollectingReceiver full = CollectingReceiver.ofNames();
      connection.baseBackup(OPTIONS, full);
      session.execute("UPDATE t SET id = 0 WHERE id = 1");

      connection.uploadManifest(new ByteArrayInputStream(full.manifest()));
      CollectingReceiver incremental = CollectingReceiver.ofNames();
      BaseBackupEnd end = connection.baseBackup(OPTIONS.asIncremental(), incremental);

      assertThat(end).isInstanceOf(BaseBackupEnd.Complete.class);
      assertThat(incremental.start().startLsn()).isGreaterThan(full.start().startLsn());
      assertThat(incremental.entriesOf("base.tar")).anyMatch(n -> n.contains("INCREMENTAL."));
      long fullBytes = full.progress().getLast();
      assertThat(incremental.progress().getLast()).isLessThan(fullBytes);
    }
  }

  @ParameterizedTest
  @MethodSource("incrementalMajors")
  void refusesAManifestThatIsNone(int major) throws IOException {
    try (ReplicationConnection connection = connect(CLUSTERS.of(major))) {
      ByteArrayInputStream nonsense = new ByteArrayInputStream("{}".getBytes(UTF_8));
      Fault fault = catchThrowableOfType(Fault.class, () -> connection.uploadManifest(nonsense));
      assertThat(fault.code()).isEqualTo(PostgresError.SERVER_ERROR);
      assertThat(connection.identifySystem().flushed()).isGreaterThan(new Lsn(0));
    }
  }

  @Test
  void refusesIncrementalBackupsBefore17() {
    try (ReplicationConnection connection = connect(CLUSTERS.of(16))) {
      Fault fault =
          catchThrowableOfType(
              Fault.class,
              () -> connection.baseBackup(OPTIONS.asIncremental(), CollectingReceiver.ofNames()));
      assertThat(fault.code()).isEqualTo(PostgresError.UNSUPPORTED_VERSION);
    }
  }

  @ParameterizedTest
  @MethodSource("majors")
  void endsTheConnectionWhenTheReceiverFails(int major) {
    try (ReplicationConnection connection = connect(CLUSTERS.of(major))) {
      BaseBackupReceiver full =
          new BaseBackupReceiver() {
            @Override
            public void onStart(BaseBackupStart start) {}

            @Override
            public void onArchive(ArchiveHeader header, BackupStream tar) {
              tar.read();
              throw new IllegalStateException("the disk is full");
            }

            @Override
            public void onManifest(BackupStream json) {}
          };
      assertThat(
              catchThrowableOfType(
                  IllegalStateException.class, () -> connection.baseBackup(OPTIONS, full)))
          .hasMessage("the disk is full");
      Fault fault = catchThrowableOfType(Fault.class, connection::identifySystem);
      assertThat(fault.code()).isEqualTo(PostgresError.CONNECTION_LOST);
    }
  }
}
