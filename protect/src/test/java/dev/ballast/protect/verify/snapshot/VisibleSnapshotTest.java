package dev.ballast.protect.verify.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class VisibleSnapshotTest {
  private static final long EPOCH = 1L << 32;

  @Test
  void readsWhatTheServerPrints() {
    assertThat(VisibleSnapshot.parse("748:751:748,750"))
        .isEqualTo(new VisibleSnapshot(748, 751, Set.of(748L, 750L)));
    assertThat(VisibleSnapshot.parse("748:748:"))
        .isEqualTo(new VisibleSnapshot(748, 748, Set.of()));
  }

  @Test
  void refusesWhatIsNoSnapshot() {
    assertThatThrownBy(() -> VisibleSnapshot.parse("748"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> VisibleSnapshot.parse("9:8:"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void seesWhatWasOver() {
    VisibleSnapshot snapshot = VisibleSnapshot.parse("748:751:748,750");
    assertThat(snapshot.sees(747)).isTrue();
    assertThat(snapshot.sees(748)).isFalse();
    assertThat(snapshot.sees(749)).isTrue();
    assertThat(snapshot.sees(750)).isFalse();
    assertThat(snapshot.sees(751)).isFalse();
  }

  @Test
  void takesTheEpochNearestToItsOwn() {
    VisibleSnapshot snapshot = VisibleSnapshot.parse((3 * EPOCH + 5) + ":" + (3 * EPOCH + 9) + ":");
    assertThat(snapshot.sees(8)).isTrue();
    assertThat(snapshot.sees(9)).isFalse();
    // Assigned before the counter wrapped around, in epoch 2.
    assertThat(snapshot.sees(EPOCH - 3)).isTrue();
  }

  @Test
  void takesAnIdBehindTheWraparoundAsLater() {
    VisibleSnapshot snapshot = VisibleSnapshot.parse((3 * EPOCH - 5) + ":" + (3 * EPOCH - 1) + ":");
    assertThat(snapshot.sees(EPOCH - 2)).isTrue();
    assertThat(snapshot.sees(4)).isFalse();
  }
}
