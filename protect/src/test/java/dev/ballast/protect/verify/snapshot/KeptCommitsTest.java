package dev.ballast.protect.verify.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.wal.CommitRecord;
import org.junit.jupiter.api.Test;

class KeptCommitsTest {

  @Test
  void forgetsWhatASnapshotSeesAndKeepsTheRest() {
    KeptCommits kept = new KeptCommits(() -> KeptCommits.seenBy("12:14:12"), 4);

    add(kept, 10, 11, 12);
    assertThat(kept.all()).extracting(CommitRecord::xid).containsExactly(10L, 11L, 12L);
    add(kept, 13);

    assertThat(kept.all()).extracting(CommitRecord::xid).containsExactly(12L);
  }

  @Test
  void asksAgainOnlyAfterAsManyMore() {
    int[] asked = {0};
    KeptCommits kept =
        new KeptCommits(
            () -> {
              asked[0]++;
              return KeptCommits.seenBy("1:1:");
            },
            4);

    add(kept, 1, 2, 3, 4, 5, 6, 7);
    assertThat(asked[0]).isEqualTo(1);
    add(kept, 8);

    assertThat(asked[0]).isEqualTo(2);
    assertThat(kept.all()).hasSize(8);
  }

  @Test
  void forgetsNothingWhileSnapshotsAreSettled() {
    KeptCommits kept = new KeptCommits(() -> KeptCommits.seenBy("100:100:"), 2);
    kept.settle();

    add(kept, 1, 2, 3, 4);

    assertThat(kept.all()).hasSize(4);
  }

  @Test
  void keepsNothingAfterwards() {
    KeptCommits kept = new KeptCommits(() -> KeptCommits.seenBy("100:100:"), 2);
    kept.settle();
    add(kept, 1, 2);
    kept.letGo();

    add(kept, 3);

    assertThat(kept.all()).isEmpty();
  }

  private static void add(KeptCommits kept, long... xids) {
    for (long xid : xids) {
      kept.add(new CommitRecord(xid, new Lsn(xid * 100)));
    }
  }
}
