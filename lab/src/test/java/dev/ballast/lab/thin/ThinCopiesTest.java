package dev.ballast.lab.thin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.lab.LabError;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.machine.Places;
import dev.ballast.postgres.server.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThinCopiesTest {
  private static final Duration TIMEOUT = Duration.ofMinutes(2);

  private TemporaryFolder folder;
  private SampleState sample;
  private Path runs;

  @BeforeEach
  void makeState() throws IOException {
    folder = TemporaryFolder.create("thin");
    sample = SampleState.in(folder.path());
    runs = folder.path().resolve("runs");
  }

  @AfterEach
  void remove() {
    folder.close();
  }

  @ParameterizedTest
  @EnumSource(
      value = CopyKind.class,
      names = {"OVERLAY", "PLAIN"})
  void copyShowsTheSameFilesOwnersModesAndHoles(CopyKind kind) throws IOException {
    ThinCopies copies = only(kind);
    try (ThinCopy copy = copies.make(sample.folder())) {
      assertThat(copy.kind()).isEqualTo(kind);
      assertThat(SampleState.listing(copy.state())).isEqualTo(SampleState.listing(sample.folder()));
      assertThat(Files.readSymbolicLink(copy.state().resolve("data/pg_tblspc/777")))
          .isEqualTo(copy.state().resolve("tablespaces/777"));
      assertThat(SampleState.allocated(copy.state().resolve("data/base/5/1234.1")))
          .isLessThan(SampleState.SPARSE_BYTES / 4);
      assertThat(copy.amounts().files()).isEqualTo(5);
      assertThat(copy.amounts().bytes())
          .isEqualTo(3 + SampleState.CONTENT_BYTES + SampleState.SPARSE_BYTES + 8192);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"xfs", "btrfs"})
  void blocksAreSharedWhereTheFileSystemCan(String type) throws IOException {
    try (TrialDisk disk = TrialDisk.sharing(type)) {
      SampleState here = SampleState.in(disk.path());
      String before = here.state();
      try (ThinCopy copy = ThinCopies.in(disk.path().resolve("runs")).make(here.folder())) {
        assertThat(copy.means()).isEqualTo(new Means(CopyKind.REFLINK, List.of()));
        assertThat(copy.amounts().copied()).isZero();
        assertThat(SampleState.listing(copy.state())).isEqualTo(SampleState.listing(here.folder()));
        changeAll(copy.state());
        assertThat(here.state()).isEqualTo(before);
      }
      assertThat(inside(disk.path().resolve("runs"))).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = CopyKind.class,
      names = {"OVERLAY", "PLAIN"})
  void everyRunStartsFromTheSameState(CopyKind kind) throws IOException {
    ThinCopies copies = only(kind);
    StateStamp stamp = ThinCopies.content(sample.folder()).stamp();
    String before = sample.state();
    String content = SampleState.listing(sample.folder());
    try (ThinCopy first = copies.make(sample.folder(), stamp)) {
      changeAll(first.state());
      assertThat(SampleState.listing(first.state())).isNotEqualTo(content);
      assertThat(sample.state()).isEqualTo(before);
      try (ThinCopy second = copies.make(sample.folder(), stamp)) {
        assertThat(SampleState.listing(second.state())).isEqualTo(content);
      }
    }
    assertThat(sample.state()).isEqualTo(before);
    assertThat(inside(runs)).isEmpty();
  }

  /// Writes into a file, makes one longer, shorter and gone, gives one another name and mode, and
  /// writes where a link leads.
  private static void changeAll(Path state) throws IOException {
    Path database = state.resolve("data/base/5");
    Files.write(database.resolve("1234"), new byte[8192], StandardOpenOption.WRITE);
    Files.write(database.resolve("1234"), new byte[8192], StandardOpenOption.APPEND);
    Files.write(database.resolve("1234.1"), new byte[1], StandardOpenOption.TRUNCATE_EXISTING);
    Files.delete(state.resolve("data/empty"));
    Files.move(state.resolve("data/PG_VERSION"), state.resolve("data/base/moved"));
    Files.setAttribute(state.resolve("data/base/moved"), "unix:mode", 0400);
    Files.writeString(state.resolve("data/pg_tblspc/777/1"), "through the link");
    Files.writeString(state.resolve("data/pg_tblspc/777/new"), "through the link");
  }

  @Test
  void anOverlayCopiesAFileWhenItIsSettled() throws IOException {
    try (ThinCopy copy = only(CopyKind.OVERLAY).make(sample.folder())) {
      Path changed = copy.folder().resolve("upper/data/base/5");
      assertThat(changed).doesNotExist();
      copy.settle(List.of(Path.of("data/base/5/1234"), Path.of("data/base/5/absent")));
      assertThat(inside(changed)).containsExactly(changed.resolve("1234"));
      assertThat(SampleState.listing(copy.state())).isEqualTo(SampleState.listing(sample.folder()));
    }
  }

  @Test
  void theCopySaysWhyItIsNoBetter() {
    ThinCopies copies = ThinCopies.in(runs).only(Set.of(CopyKind.REFLINK, CopyKind.PLAIN));
    Means means = copies.means(sample.folder());
    Assumptions.assumeTrue(means.kind() == CopyKind.PLAIN, "files share blocks here");
    assertThat(means.display()).isEqualTo("plain copy (no reflink: Operation not supported)");
    assertThatThrownBy(
            () -> ThinCopies.in(runs).only(Set.of(CopyKind.REFLINK)).make(sample.folder()))
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(LabError.LAB_COPY_IMPOSSIBLE);
              assertThat(fault.detail()).contains("no reflink: Operation not supported");
            });
  }

  @Test
  void aSmallStateIsCopiedRatherThanOverlaid() {
    long size = 3 + SampleState.CONTENT_BYTES + SampleState.SPARSE_BYTES + 8192;
    ThinCopies copies =
        ThinCopies.in(runs)
            .only(Set.of(CopyKind.OVERLAY, CopyKind.PLAIN))
            .plainUpTo(new ByteSize(size));
    Means small = copies.means(sample.folder());
    assertThat(small.kind()).isEqualTo(CopyKind.PLAIN);
    assertThat(small.display()).contains("no overlay: the state is small");
    Assumptions.assumeTrue(Places.isRoot(), "only root may mount an overlay");
    assertThat(copies.plainUpTo(new ByteSize(size - 1)).means(sample.folder()).kind())
        .isEqualTo(CopyKind.OVERLAY);
  }

  @Test
  void whatACopyWouldShareWithItsStateIsRefused() throws IOException {
    Path link = Files.createSymbolicLink(sample.folder().resolve("data/pg_wal"), Path.of("/tmp"));
    assertUnfit("data/pg_wal: it leads to /tmp, out of the state");
    Files.delete(link);
    Path pipe = sample.folder().resolve("data/pipe");
    ExternalCommand.run(List.of("mkfifo", pipe.toString()), TIMEOUT);
    assertUnfit("data/pipe: it is neither a file nor a folder");
  }

  private void assertUnfit(String end) {
    assertThatThrownBy(() -> ThinCopies.in(runs).make(sample.folder()))
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(LabError.LAB_STATE_UNFIT);
              assertThat(fault.detail().orElseThrow()).endsWith(end);
            });
  }

  @Test
  void aStateThatAServerHasIsRefused() throws IOException {
    Files.createFile(sample.folder().resolve("data/postmaster.pid"));
    assertCode(LabError.LAB_STATE_IN_USE, () -> ThinCopies.in(runs).make(sample.folder()));
  }

  @Test
  void anAlteredStateIsRefused() throws IOException {
    StateStamp stamp = ThinCopies.content(sample.folder()).stamp();
    Path file = sample.folder().resolve("data/base/5/1234");
    byte[] same = Files.readAllBytes(file);
    FileTime changed = Files.getLastModifiedTime(file);
    // The file system's clock moves in steps of milliseconds.
    while (Files.getLastModifiedTime(file).equals(changed)) {
      Files.write(file, same, StandardOpenOption.WRITE);
    }
    assertCode(LabError.LAB_STATE_ALTERED, () -> ThinCopies.in(runs).make(sample.folder(), stamp));
  }

  @Test
  void aFullDiskIsReportedBeforeAnythingIsWritten() throws IOException {
    try (TrialDisk disk = TrialDisk.small(4)) {
      Path here = disk.path().resolve("runs");
      ThinCopies plain = ThinCopies.in(here).only(Set.of(CopyKind.PLAIN));
      assertThatThrownBy(() -> plain.make(sample.folder()))
          .isInstanceOfSatisfying(
              Fault.class,
              fault -> {
                assertThat(fault.code()).isEqualTo(LabError.LAB_DISK_FULL);
                // 1 + 733 + 8192 + 2 blocks of 4 kB; and 5 files, 7 folders twice, 1 link: 35 MB.
                assertThat(fault.detail())
                    .contains(
                        "a plain copy and the run on it need 35 MB, 4.0 MB are free: 31 MB are"
                            + " missing");
              });
      assertThat(here).doesNotExist();
      assertCode(
          LabError.LAB_DISK_FULL,
          () -> ThinCopies.in(here).reserving(new ByteSize(5 << 20)).make(sample.folder()));
    }
  }

  @Test
  void anInterruptLeavesNothing() {
    try {
      Thread.currentThread().interrupt();
      assertCode(
          CommonError.INTERRUPTED,
          () -> ThinCopies.in(runs).only(Set.of(CopyKind.PLAIN)).make(sample.folder()));
    } finally {
      Thread.interrupted();
    }
    assertThat(runs)
        .satisfiesAnyOf(r -> assertThat(r).doesNotExist(), r -> assertThat(r).isEmptyDirectory());
  }

  @ParameterizedTest
  @EnumSource(
      value = CopyKind.class,
      names = {"OVERLAY", "PLAIN"})
  void whatAKilledProcessLeftIsSwept(CopyKind kind) throws IOException {
    only(kind);
    String before = sample.state();
    for (String when : List.of("held", "while-copying")) {
      CopyingChild.runAndKill(sample, runs, kind, when, folder.path().resolve(when));
      List<Path> left = inside(runs);
      List<Path> swept = ThinCopies.in(runs).sweep();
      assertThat(left).containsAll(swept);
      if (when.equals("held")) {
        assertThat(swept).hasSize(1);
      }
      assertThat(inside(runs)).isEmpty();
      assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain(runs.toString());
      assertThat(sample.state()).isEqualTo(before);
    }
  }

  @Test
  void aCopyOfALivingProcessIsNotSwept() throws IOException {
    try (ThinCopy copy = ThinCopies.in(runs).make(sample.folder())) {
      assertThat(ThinCopies.in(runs).sweep()).isEmpty();
      assertThat(SampleState.listing(copy.state())).isEqualTo(SampleState.listing(sample.folder()));
    }
  }

  /// Copies of one kind; the test is skipped where it is not possible.
  private ThinCopies only(CopyKind kind) {
    if (kind == CopyKind.OVERLAY) {
      Assumptions.assumeTrue(Places.isRoot(), "only root may mount an overlay");
    }
    return ThinCopies.in(runs).only(Set.of(kind));
  }

  private static void assertCode(
      Object code, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.code()).isEqualTo(code));
  }

  private static List<Path> inside(Path parent) throws IOException {
    if (!Files.exists(parent)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(parent)) {
      return all.toList();
    }
  }
}
