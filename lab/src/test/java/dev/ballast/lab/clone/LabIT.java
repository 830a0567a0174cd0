package dev.ballast.lab.clone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.ErrorCode;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Progress;
import dev.ballast.lab.LabError;
import dev.ballast.lab.thin.TrialDisk;
import dev.ballast.machine.CommandLines;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.postgres.server.TemporaryCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Clones of a real backup: made, used, kept and removed.
class LabIT {
  private static CloneBench bench;

  @BeforeAll
  static void takeBackup() {
    bench = CloneBench.of(TemporaryCluster.of(18, Clock.system()), List.of());
  }

  @AfterAll
  static void remove() {
    bench.close();
  }

  @Test
  void eachUseOfACloneBeginsWithTheSameStateAndExtendsItsLease() throws IOException {
    FixedClock clock = new FixedClock();
    Lab lab = Lab.in(bench.labFolder(), clock);
    Lab.Bounds hour = new Lab.Bounds(Duration.ofHours(1), Optional.empty());
    Clone clone =
        lab.create(
            new Lab.Wanted("same", bench.backup, Lab.Trust.ANY, Confinement.PREFERRED, hour),
            bench.vault,
            Progress.NONE);
    assertThat(clone.record().tablespaces()).hasSize(1);
    for (int use = 0; use < 2; use++) {
      clock.hours(0.9);
      assertThat(lab.sweep().expired()).isEmpty();
      try (RunningClone running = clone.start(Confinement.PREFERRED, Progress.NONE);
          Session session = running.as("app", "postgres", SessionOptions.onOwnServer("test"))) {
        assertThat(session.text("SELECT count(*) || ' ' || min(filler) FROM app.t"))
            .isEqualTo("100 02e74f10e0327ad868d138f2b4fdd6f0");
        session.execute("ALTER TABLE app.t ADD COLUMN more int DEFAULT 1");
        session.execute("DELETE FROM app.t");
        assertCode(LabError.CLONE_IN_USE, () -> bench.lab().destroy("same"));
      }
    }
    assertThat(inside(bench.labFolder().resolve("same/r"))).isEmpty();
    // 0.9 hours twice, and one more from the last use.
    assertThat(clone.lease().expiresAt()).isEqualTo(FixedClock.BEGIN.plus(Duration.ofMinutes(168)));
    clock.hours(1);
    assertThat(lab.sweep().lines()).containsExactly("removed clone same, whose lease had ended");
    assertThat(bench.labFolder().resolve("same")).doesNotExist();
    assertCode(LabError.CLONE_UNKNOWN, () -> lab.clone("same"));
  }

  @Test
  void aFullDiskIsReportedBeforeACloneIsBegun() throws IOException {
    try (TrialDisk disk = TrialDisk.small(8)) {
      Lab lab = Lab.in(disk.path().resolve("lab"), Clock.system());
      assertThatThrownBy(() -> lab.create(bench.wanted("big"), bench.vault, Progress.NONE))
          .isInstanceOfSatisfying(
              Fault.class,
              fault -> {
                assertThat(fault.code()).isEqualTo(LabError.LAB_DISK_FULL);
                assertThat(fault.detail().orElseThrow())
                    .containsPattern("needs \\d+ MB, [78]\\.\\d MB are free: \\d+ MB are missing");
              });
      assertThat(inside(disk.path().resolve("lab"))).isEmpty();
    }
  }

  @Test
  void whatCannotBeACloneIsRefusedBeforeAnythingIsWritten() throws IOException {
    Lab lab = bench.lab();
    List<Path> before = inside(bench.labFolder());
    assertCode(
        LabError.CLONE_SOURCE_UNPROVED,
        () ->
            lab.create(
                new Lab.Wanted("no", bench.backup, false, Confinement.PREFERRED),
                bench.vault,
                Progress.NONE));
    assertCode(LabError.CLONE_NAME_INVALID, () -> bench.create("../up"));
    assertCode(LabError.CLONE_NAME_INVALID, () -> bench.create("new-one"));
    Lab.Bounds small = new Lab.Bounds(Lease.DEFAULT, Optional.of(new ByteSize(1 << 20)));
    assertThatThrownBy(
            () ->
                lab.create(
                    new Lab.Wanted("no", bench.backup, Lab.Trust.ANY, Confinement.PREFERRED, small),
                    bench.vault,
                    Progress.NONE))
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(LabError.CLONE_OVER_BUDGET);
              assertThat(fault.detail().orElseThrow())
                  .containsPattern("the budget is 1.0 MB: \\d+ MB are missing");
            });
    assertThat(inside(bench.labFolder())).isEqualTo(before);
  }

  @Test
  void whatAKilledCommandLeftIsSweptByTheNextAndReported() throws IOException {
    LabChild.runAndKill(bench, "cut", "create");
    assertThat(bench.lab().clones()).extracting(c -> c.record().name()).doesNotContain("cut");
    Lab.Swept swept = bench.lab().sweep();
    assertThat(swept.interrupted()).hasSize(1);
    assertThat(swept.lines().getFirst()).endsWith(" of an interrupted command");

    bench.create("cut");
    Path data = Path.of(LabChild.runAndKill(bench, "cut", "use"));
    assertThat(data).isDirectory();
    assertThat(bench.lab().sweep().interrupted()).containsExactly(data.getParent().getParent());
    assertThat(data).doesNotExist();
    assertThat(CommandLines.on(data)).isEmpty();
    assertThat(Files.readString(Path.of("/proc/self/mountinfo"))).doesNotContain("/lab/cut/");
    bench.lab().clone("cut").start(Confinement.PREFERRED, Progress.NONE).close();
    bench.lab().destroy("cut");
  }

  private static void assertCode(ErrorCode code, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.code()).isEqualTo(code));
  }

  private static List<Path> inside(Path parent) throws IOException {
    try (Stream<Path> all = Files.list(parent)) {
      return all.sorted().toList();
    }
  }

  /// A clock whose wall-clock time is what the test says.
  private static final class FixedClock implements Clock {
    static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private volatile Instant now = BEGIN;

    void hours(double hours) {
      now = now.plusSeconds(Math.round(hours * 3600));
    }

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public long nanoTime() {
      return Clock.system().nanoTime();
    }

    @Override
    public void pause(Duration duration) {
      Clock.system().pause(duration);
    }
  }
}
