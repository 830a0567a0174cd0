package dev.ballast.observe.anomaly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.json.Json;
import dev.ballast.observe.ObserveError;
import java.util.Base64;
import org.junit.jupiter.api.Test;

final class AnomalyStateTest {
  private final AnomalyState state = new AnomalyDetector(0).state();

  @Test
  void aSeriesTakesTwoKilobytes() {
    assertThat(Base64.getDecoder().decode(state.packed()).length).isEqualTo(2_116);
    assertThat(state.packed()).hasSize(2_824);
  }

  @Test
  void aStateIsTheSameAfterJson() {
    AnomalyState read = Json.read(Json.write(state), AnomalyState.class);
    assertThat(AnomalyDetector.of(0, 1, read).state()).isEqualTo(state);
  }

  @Test
  void aChangedByteIsDetected() {
    byte[] bytes = Base64.getDecoder().decode(state.packed());
    for (int i = 0; i < bytes.length; i += 17) {
      byte[] changed = bytes.clone();
      changed[i] ^= 1;
      assertUnreadable(Base64.getEncoder().encodeToString(changed));
    }
  }

  @Test
  void whatIsNoStateIsRefused() {
    assertUnreadable("");
    assertUnreadable("no Base64!");
    assertUnreadable(state.packed().substring(4));
    assertUnreadable(state.packed() + state.packed());
  }

  private static void assertUnreadable(String packed) {
    assertThatThrownBy(() -> AnomalyDetector.of(0, 1, new AnomalyState(packed)))
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> assertThat(fault.code()).isEqualTo(ObserveError.ANOMALY_STATE_UNREADABLE));
  }
}
