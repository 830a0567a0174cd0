package dev.ballast.protect.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.page.ControlFile;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.protect.ProtectError;
import dev.ballast.protect.TestVault;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupRun;
import dev.ballast.protect.backup.BackupSettings;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.ChunkRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Restores over an existing cluster, compared with a restore of the same backup into an empty
/// folder.
class DeltaIT {
  private static final int MAJOR = 18;
  private static final int PAGE = 8192;

  @TempDir static Path folder;
  private static TemporaryCluster source;
  private static Vault vault;
  private static Backup backup;
  private static String table;
  private static String index;

  private TemporaryFolder place;
  private Path data;

  @BeforeAll
  static void backUp() {
    source = TemporaryCluster.start(MAJOR, Clock.system());
    vault = TestVault.in(folder);
    try (Session session = source.session()) {
      session.execute("CREATE TABLESPACE elsewhere LOCATION '" + source.scratch() + "'");
      session.execute("CREATE TABLE near AS SELECT id FROM generate_series(1, 100000) AS id");
      session.execute("CREATE UNIQUE INDEX near_id ON near (id)");
      session.execute(
          "CREATE TABLE far TABLESPACE elsewhere AS SELECT id FROM generate_series(1, 5000) AS id");
      table = session.text("SELECT pg_relation_filepath('near')");
      index = session.text("SELECT pg_relation_filepath('near_id')");
    }
    backup =
        new BackupRun(
                vault,
                source.settings(),
                new BackupSettings("source", 2, 3, true, Optional.empty(), Optional.empty()),
                Clock.system(),
                Progress.NONE)
            .run();
  }

  @AfterAll
  static void end() {
    vault.close();
    source.close();
  }

  @BeforeEach
  void restoreOnce() throws IOException {
    place = TemporaryFolder.create("restore");
    data = place.path().resolve("data");
    restore(settings(data, false), Progress.NONE);
  }

  @AfterEach
  void remove() {
    place.close();
  }

  private static RestoreSettings settings(Path data, boolean delta) {
    Path elsewhere = data.resolveSibling(data.getFileName() + "-elsewhere");
    return new RestoreSettings(
        data,
        List.of(new TablespaceMapping(source.scratch().toString(), elsewhere)),
        2,
        true,
        false,
        Optional.empty(),
        List.of(),
        delta);
  }

  private static Restore.Restored restore(RestoreSettings settings, Progress progress) {
    return new Restore(vault, backup, settings, Clock.system(), progress).run();
  }

  private Delta delta() {
    return restore(settings(data, true), Progress.NONE).delta().orElseThrow();
  }

  /// Every file by its path, its content as text; folders end in a slash.
  private static Map<String, String> tree(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(path -> !Files.isSymbolicLink(path))
          .filter(path -> !path.endsWith("tablespace_map"))
          .collect(Collectors.toMap(path -> root.relativize(path).toString(), DeltaIT::content));
    }
  }

  private static String content(Path path) {
    if (Files.isDirectory(path)) {
      return "folder";
    }
    try {
      CRC32C sum = new CRC32C();
      sum.update(Files.readAllBytes(path));
      return Files.size(path) + " bytes, " + Long.toHexString(sum.getValue());
    } catch (IOException e) {
      throw new AssertionError(path.toString(), e);
    }
  }

  private void assertThatItIsAsRestoredAtOnce() throws IOException {
    Path fresh = place.path().resolve("fresh");
    restore(settings(fresh, false), Progress.NONE);
    assertThat(tree(data)).isEqualTo(tree(fresh));
    assertThat(tree(data.resolveSibling("data-elsewhere")))
        .isEqualTo(tree(fresh.resolveSibling("fresh-elsewhere")));
    assertThat(Files.readString(data.resolve("tablespace_map"))).contains("/data-elsewhere");
  }

  private static void change(Path file, long at, String bytes) throws IOException {
    FileTime before = Files.getLastModifiedTime(file);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(bytes.getBytes(StandardCharsets.US_ASCII)), at);
    }
    Files.setLastModifiedTime(file, before);
  }

  @Test
  void whatIsRightStaysAndTheRestIsWritten() throws IOException {
    Path victim = Files.writeString(place.path().resolve("outside"), "mine");
    // of the same size and time, by one byte
    change(data.resolve(table), 3 * PAGE + 100, "x");
    change(data.resolve(index), Files.size(data.resolve(index)), "longer than it was");
    Path version = data.resolve("base/1/PG_VERSION");
    Files.delete(version);
    Files.createSymbolicLink(version, victim);
    Path second = data.resolve("base/4/PG_VERSION");
    Files.createLink(place.path().resolve("second-name"), second);
    Files.delete(data.resolve("base/5/PG_VERSION"));
    Files.createDirectories(data.resolve("base/5/PG_VERSION/folder"));
    Files.createDirectories(data.resolve("base/777777"));
    Files.writeString(data.resolve("base/777777/1259"), "of a database that was created later");
    Files.writeString(data.resolveSibling("data-elsewhere").resolve("stray"), "x");
    try (Stream<Path> segments = Files.list(data.resolve("pg_wal"))) {
      change(segments.filter(Files::isRegularFile).findFirst().orElseThrow(), 5000, "log");
    }

    Delta delta = delta();

    assertThatItIsAsRestoredAtOnce();
    assertThat(victim).hasContent("mine");
    assertThat(place.path().resolve("second-name")).hasContent("18");
    assertThat(Files.getAttribute(data.resolve("base/4/PG_VERSION"), "unix:nlink")).isEqualTo(1);
    long bytes = backup.record().totals().bytes();
    long log = backup.record().totals().walBytes();
    // of the table its first chunk, of the index only the end was cut off, pg_control, three files
    // of three bytes, and the map of tablespaces, which has the places of this restore
    long map = vault.read(mapOfTablespaces()).length;
    long written = vault.chunkSize() + PAGE + 3 * 3 + map;
    assertThat(delta.written()).isEqualTo(log + written);
    assertThat(delta.kept()).isEqualTo(bytes - written);
    assertThat(delta.read()).isEqualTo(bytes - PAGE - 3 * 3);
    // a link, a second name, a folder, a database, a stray file, the tablespace's link, a segment
    assertThat(delta.removed()).isEqualTo(7);
  }

  private static ChunkRef mapOfTablespaces() {
    List<ChunkRef> chunks = new ArrayList<>();
    backup.forEachFile(
        vault,
        file -> {
          if (file.path().equals("tablespace_map")) {
            chunks.addAll(file.chunks());
          }
        });
    return chunks.getFirst();
  }

  @Test
  void afterAnInterruptionNothingStartsAndTheNextRunCompletesIt() throws IOException {
    change(data.resolve(table), 0, "xxxx");
    List<String> notes = new CopyOnWriteArrayList<>();
    Progress stopping =
        new Progress() {
          @Override
          public void begin(String phase, long total) {}

          @Override
          public void advance(long done) {
            if (done > backup.record().totals().bytes() / 2) {
              throw CommonError.interrupted("restoring");
            }
          }

          @Override
          public void note(String line) {
            notes.add(line);
          }
        };
    assertRefused(CommonError.INTERRUPTED, settings(data, true), stopping);
    assertThat(data.resolve(ControlFile.NAME)).doesNotExist();
    assertThat(notes).anyMatch(note -> note.contains(data + " is not whole"));
    Map<String, String> left = tree(data);

    assertRefused(ProtectError.RESTORE_TARGET_NOT_EMPTY, settings(data, false), Progress.NONE);

    assertThat(tree(data)).isEqualTo(left);
    assertThat(delta().kept()).isPositive();
    assertThat(data.resolve(RestoreFolder.MARKER)).doesNotExist();
    assertThatItIsAsRestoredAtOnce();
  }

  private static void assertRefused(ErrorCode code, RestoreSettings settings, Progress progress) {
    Fault fault = catchThrowableOfType(Fault.class, () -> restore(settings, progress));
    assertThat(fault).isNotNull();
    assertThat(fault.code()).as(fault + " " + fault.detail()).isEqualTo(code);
    assertThat(fault.hint().isPresent() || code == CommonError.INTERRUPTED).isTrue();
  }

  private void assertUnfit(Path folder) throws IOException {
    Map<String, String> before = tree(folder);
    assertRefused(ProtectError.RESTORE_OVER_UNFIT, settings(folder, true), Progress.NONE);
    assertThat(tree(folder)).isEqualTo(before);
  }

  private void control(UnaryOperator<byte[]> change) throws IOException {
    Path file = data.resolve(ControlFile.NAME);
    Files.write(file, change.apply(Files.readAllBytes(file)));
  }

  @Test
  void refusesWhatIsNotTheStoppedClusterAndChangesNothingThere() throws IOException {
    Path other = Files.createDirectory(place.path().resolve("letters"));
    Files.writeString(other.resolve("to-mother"), "dear");
    assertUnfit(other);

    Files.writeString(data.resolve("postmaster.pid"), "1\n");
    assertUnfit(data);
    Files.delete(data.resolve("postmaster.pid"));

    Path link = data.resolve("pg_tblspc").resolve(oid());
    Path there = Files.readSymbolicLink(link);
    Files.delete(link);
    Files.createSymbolicLink(link, place.path());
    assertUnfit(data);
    Files.delete(link);
    Files.createSymbolicLink(link, there);

    Path alias = Files.createSymbolicLink(place.path().resolve("alias"), data);
    Map<String, String> before = tree(data);
    assertRefused(ProtectError.RESTORE_OVER_UNFIT, settings(alias, true), Progress.NONE);
    assertThat(tree(data)).isEqualTo(before);

    // the identifier of another cluster, with the checksum that goes with it (offset 292 in 18)
    control(
        bytes -> {
          bytes[0] ^= 1;
          CRC32C sum = new CRC32C();
          sum.update(bytes, 0, 292);
          ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(292, (int) sum.getValue());
          return bytes;
        });
    assertUnfit(data);
    control(
        bytes -> {
          bytes[1] ^= 1;
          return bytes;
        });
    assertUnfit(data);
    assertThat(Files.exists(data.resolve(RestoreFolder.MARKER), LinkOption.NOFOLLOW_LINKS))
        .isFalse();
  }

  private String oid() {
    return Long.toString(backup.record().copy().tablespaces().getFirst().oid());
  }

  @Test
  void recoversWhatItRestoredOverTheCluster() throws IOException {
    change(data.resolve(table), 0, "xxxx");
    Path alone = data.resolveSibling("alone");

    PointInTimeRestore.Result result =
        new PointInTimeRestore(vault, backup, settings(data, true), Clock.system(), Progress.NONE)
            .run(PointInTimeRestore.Ending.RECOVERED);

    assertThat(result.recoveredTo()).isPresent();
    assertThat(result.notes()).anyMatch(note -> note.startsWith("delta: "));
    // now a cluster of its own timeline: most of it is still as it was
    Delta again = delta();
    assertThat(again.kept()).isGreaterThan(backup.record().totals().bytes() / 2);
    assertThatItIsAsRestoredAtOnce();
    // where nothing is, it is a restore like any other
    assertThat(restore(settings(alone, true), Progress.NONE).delta().orElseThrow().kept()).isZero();
  }
}
