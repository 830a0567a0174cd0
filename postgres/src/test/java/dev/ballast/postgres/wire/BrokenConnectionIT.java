package dev.ballast.postgres.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TestedMajors;
import dev.ballast.postgres.wire.FaultyProxy.Spoiling;
import dev.ballast.postgres.wire.protocol.ReplicationMode;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class BrokenConnectionIT {
  private static final BaseBackupOptions OPTIONS = BaseBackupOptions.labelled("broken");
  private static final ClusterPerMajor CLUSTERS = new ClusterPerMajor();

  /// Beyond the handshake, whose answer is about 400 bytes.
  private static final long AMID_THE_BACKUP = 3_000_000;

  static IntStream majors() {
    return TestedMajors.outermost();
  }

  static Stream<Spoiling> cuts() {
    return Stream.of(0L, 1L, 13L, 300L, 700L, 1000L, 40_000L, AMID_THE_BACKUP)
        .flatMap(after -> Stream.of(new Spoiling.Reset(after), new Spoiling.Truncate(after)));
  }

  @AfterAll
  static void stop() {
    CLUSTERS.close();
  }

  private static ReplicationConnection open(FaultyProxy proxy, ReplicationOptions options) {
    return open(proxy.settings(), options);
  }

  private static ReplicationConnection open(
      ConnectionSettings settings, ReplicationOptions options) {
    return ReplicationConnection.open(settings, ReplicationMode.PHYSICAL, options, Clock.system());
  }

  private static void backUp(FaultyProxy proxy, ReplicationOptions options) {
    try (ReplicationConnection connection = open(proxy, options)) {
      connection.baseBackup(OPTIONS, CollectingReceiver.ofNames());
    }
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void saysThatTheConnectionBrokeWhereverItIsCut(Spoiling cut) {
    for (int major : new int[] {14, 18}) {
      try (FaultyProxy proxy = FaultyProxy.before(CLUSTERS.of(major).settings(), cut)) {
        Fault fault =
            catchThrowableOfType(Fault.class, () -> backUp(proxy, ReplicationOptions.of("cut")));
        assertThat(fault.code()).isEqualTo(PostgresError.CONNECTION_LOST);
        assertThat(fault.detail()).isPresent();
      }
    }
  }

  @Test
  void givesUpOnAServerThatFallsSilentAmidTheBackup() {
    ReplicationOptions impatient =
        ReplicationOptions.of("stall").withBackupSilence(Duration.ofMillis(300));
    Spoiling stall = new Spoiling.Stall(AMID_THE_BACKUP);
    try (FaultyProxy proxy = FaultyProxy.before(CLUSTERS.of(18).settings(), stall)) {
      Fault fault = catchThrowableOfType(Fault.class, () -> backUp(proxy, impatient));
      assertThat(fault.code()).isEqualTo(PostgresError.CONNECTION_LOST);
      assertThat(fault.getMessage())
          .isEqualTo("the server fell silent while receiving a base backup");
    }
  }

  @Test
  void givesUpOnAServerThatNeverSpeaks() {
    Spoiling stall = new Spoiling.Stall(0);
    try (FaultyProxy proxy = FaultyProxy.before(CLUSTERS.of(18).settings(), stall)) {
      Fault fault =
          catchThrowableOfType(
              Fault.class,
              () -> open(proxy.settings(Duration.ofSeconds(1)), ReplicationOptions.of("mute")));
      assertThat(fault.code()).isEqualTo(PostgresError.SERVER_UNREACHABLE);
    }
  }

  @Test
  void givesUpOnASilentWalStream() {
    ReplicationOptions impatient =
        ReplicationOptions.of("stall")
            .withWalSilence(Duration.ofMillis(600))
            .withStatusInterval(Duration.ofMillis(50));
    Spoiling stall = new Spoiling.Stall(5_000);
    TemporaryCluster cluster = CLUSTERS.of(18);
    try (FaultyProxy proxy = FaultyProxy.before(cluster.settings(), stall);
        Session session = cluster.session();
        ReplicationConnection connection = open(proxy, impatient)) {
      session.execute("CREATE TABLE wal AS SELECT generate_series(1, 10000)");
      Lsn start = new Lsn(connection.identifySystem().flushed().value() & -(16L << 20));
      WalStream stream = connection.startPhysical(Optional.empty(), start, new TimelineId(1));
      Fault fault = catchThrowableOfType(Fault.class, () -> stream.receive((lsn, data) -> {}));
      assertThat(fault.code()).isEqualTo(PostgresError.CONNECTION_LOST);
    }
  }

  @Test
  void givesUpUploadingToAServerThatTakesNothing() {
    ReplicationOptions impatient =
        ReplicationOptions.of("stall").withCommandTimeout(Duration.ofMillis(500));
    Spoiling deafness = new Spoiling.Deafen(100_000);
    try (FaultyProxy proxy = FaultyProxy.before(CLUSTERS.of(18).settings(), deafness);
        ReplicationConnection connection = open(proxy, impatient)) {
      InputStream endless = new EndlessStream();
      Fault fault = catchThrowableOfType(Fault.class, () -> connection.uploadManifest(endless));
      assertThat(fault.code()).isEqualTo(PostgresError.CONNECTION_LOST);
    }
  }

  @Test
  void refusesAPoolerThatDropsTheSettings() {
    TemporaryCluster cluster = CLUSTERS.of(18);
    try (FaultyProxy proxy = FaultyProxy.before(cluster.settings(), new Spoiling.DropOptions())) {
      Fault fault =
          catchThrowableOfType(
              Fault.class, () -> Session.open(proxy.settings(), SessionOptions.of("ballast")));

      assertThat(fault.code()).isEqualTo(PostgresError.POOLER_BETWEEN);
      assertThat(fault.hint()).get().asString().contains("instead of the pooler's");
      Session.open(proxy.settings(), SessionOptions.onOwnServer("ballast")).close();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7})
  void understandsMessagesInPieces(int pieceBytes) {
    Spoiling slices = new Spoiling.Slice(pieceBytes, Duration.ZERO);
    try (FaultyProxy proxy = FaultyProxy.before(CLUSTERS.of(18).settings(), slices);
        ReplicationConnection connection = open(proxy, ReplicationOptions.of("slices"))) {
      assertThat(connection.identifySystem().timeline()).isEqualTo(new TimelineId(1));
      assertThat(connection.walSegmentSize()).isEqualTo(16 << 20);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anInterruptEndsTheWaitOnEitherKindOfThread(boolean virtual) {
    Spoiling stall = new Spoiling.Stall(AMID_THE_BACKUP);
    try (FaultyProxy proxy = FaultyProxy.before(CLUSTERS.of(18).settings(), stall)) {
      CompletableFuture<Void> backup = new CompletableFuture<>();
      Runnable task =
          () ->
              backup.completeAsync(
                  () -> {
                    backUp(proxy, ReplicationOptions.of("interrupt"));
                    return null;
                  },
                  Runnable::run);
      Thread thread = virtual ? Thread.ofVirtual().start(task) : Thread.ofPlatform().start(task);
      proxy.awaitStall();
      thread.interrupt();
      CompletionException thrown =
          catchThrowableOfType(
              CompletionException.class, () -> backup.orTimeout(120, TimeUnit.SECONDS).join());
      assertThat(thrown.getCause())
          .isInstanceOfSatisfying(
              Fault.class, fault -> assertThat(fault.code()).isEqualTo(CommonError.INTERRUPTED));
    }
  }

  @ParameterizedTest
  @MethodSource("majors")
  void tellsACrashedServerFromOneThatShutsDown(int major) {
    try (TemporaryCluster cluster = TemporaryCluster.of(major, Clock.system()).tcp().start()) {
      Fault crashed = faultOfBackupWhile(cluster, cluster::crash);
      assertThat(crashed.code()).isEqualTo(PostgresError.CONNECTION_LOST);
      cluster.start();
      Fault stopped = faultOfBackupWhile(cluster, () -> cluster.stop(StopMode.FAST));
      assertThat(stopped.code())
          .isIn(PostgresError.SERVER_SHUTTING_DOWN, PostgresError.CONNECTION_LOST);
    }
  }

  private static Fault faultOfBackupWhile(TemporaryCluster cluster, Runnable event) {
    BaseBackupReceiver receiver =
        new BaseBackupReceiver() {
          @Override
          public void onStart(BaseBackupStart start) {}

          @Override
          public void onArchive(ArchiveHeader header, BackupStream tar) {
            tar.read();
            event.run();
          }

          @Override
          public void onManifest(BackupStream json) {}
        };
    try (ReplicationConnection connection =
        ReplicationConnection.open(
            cluster.settings(), ReplicationMode.PHYSICAL, "crash", Clock.system())) {
      return catchThrowableOfType(
          Fault.class, () -> connection.baseBackup(OPTIONS.withMaxRateKilobytes(4096), receiver));
    }
  }

  /// A manifest without end: only the client's own bound can stop its upload.
  private static final class EndlessStream extends InputStream {
    @Override
    public int read() {
      return ' ';
    }

    @Override
    public int read(byte[] target, int offset, int length) {
      return length;
    }
  }
}
