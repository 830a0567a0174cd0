package dev.ballast.protect.verify.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.wal.CommitRecord;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnchorIntervalTest {
  private static final Lsn FLOOR = new Lsn(50);
  private static final Lsn NOTED = new Lsn(900);

  /// Sees 700 and 702, not 701 and nothing from 703 on.
  private static final VisibleSnapshot SNAPSHOT = new VisibleSnapshot(701, 703, Set.of(701L));

  private static CommitRecord commit(long xid, long start) {
    return new CommitRecord(xid, new Lsn(start));
  }

  private static AnchorInterval interval(long after, long upTo) {
    return new AnchorInterval(new Lsn(after), new Lsn(upTo));
  }

  @Test
  void liesBetweenTheLastCommitSeenAndTheFirstNotSeen() {
    assertThat(
            AnchorInterval.of(
                SNAPSHOT,
                FLOOR,
                NOTED,
                List.of(commit(700, 100), commit(702, 200), commit(701, 300))))
        .contains(interval(200, 300));
  }

  @Test
  void endsWhereTheInsertPositionWasNotedIfNothingUnseenComesBefore() {
    assertThat(
            AnchorInterval.of(SNAPSHOT, FLOOR, NOTED, List.of(commit(702, 200), commit(703, 950))))
        .contains(interval(200, 900));
  }

  @Test
  void aCommitSeenBehindOneUnseenLeavesNoLsn() {
    assertThat(
            AnchorInterval.of(SNAPSHOT, FLOOR, NOTED, List.of(commit(701, 100), commit(702, 200))))
        .isEmpty();
  }

  @Test
  void anUnseenCommitAtTheFloorLeavesNoLsn() {
    assertThat(AnchorInterval.of(SNAPSHOT, FLOOR, NOTED, List.of(commit(701, 50)))).isEmpty();
  }

  @Test
  void withoutCommitsItReachesFromTheFloorToTheNotedPosition() {
    assertThat(AnchorInterval.of(SNAPSHOT, FLOOR, NOTED, List.of())).contains(interval(50, 900));
  }

  @Test
  void whatAStandbyReplayedBeforeTheSnapshotIsSeenAndWhatComesLaterIsNot() {
    assertThat(
            AnchorInterval.ofReplay(
                FLOOR,
                new Lsn(600),
                NOTED,
                List.of(commit(1, 100), commit(2, 599), commit(3, 941))))
        .contains(interval(599, 900));
  }

  @Test
  void anIdleStandbyIsReadAtItsFloor() {
    assertThat(AnchorInterval.ofReplay(NOTED, NOTED, NOTED, List.of()))
        .hasValueSatisfying(found -> assertThat(found.holds(NOTED)).isTrue());
  }

  @Test
  void aCommitThatMayHaveBeenReplayedMeanwhileLeavesNoLsn() {
    for (long start : List.of(600L, 899L, 900L, 940L)) {
      assertThat(AnchorInterval.ofReplay(FLOOR, new Lsn(600), NOTED, List.of(commit(1, start))))
          .as("a commit at " + start)
          .isEmpty();
    }
  }

  @Test
  void intervalsThatMeetShareATarget() {
    List<AnchorInterval> intervals = List.of(interval(10, 40), interval(30, 60), interval(39, 41));
    assertThat(AnchorInterval.targets(intervals)).containsExactly(new Lsn(40));
  }

  @Test
  void intervalsThatOnlyTouchDoNot() {
    List<AnchorInterval> intervals = List.of(interval(40, 60), interval(10, 40));
    List<Lsn> targets = AnchorInterval.targets(intervals);
    assertThat(targets).containsExactly(new Lsn(40), new Lsn(60));
    assertThat(intervals.getFirst().firstIn(targets)).isEqualTo(new Lsn(60));
  }
}
