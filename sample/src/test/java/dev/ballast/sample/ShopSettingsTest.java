package dev.ballast.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.postgres.Password;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ShopSettingsTest {
  @Test
  void refusesAScaleOutOfRange() {
    assertThatThrownBy(() -> ShopSettings.of(7, 0.001)).hasMessageContaining("scale");
    assertThatThrownBy(() -> ShopSettings.of(7, 2_000)).hasMessageContaining("scale");
  }

  @Test
  void neverShowsThePassword() {
    ShopSettings settings =
        ShopSettings.of(7, 1)
            .withApplicationPassword(new Password("hidden"))
            .withTablespaceDirectory(Path.of("/srv/archive"));
    assertThat(settings.toString()).contains("/srv/archive").doesNotContain("hidden");
  }
}
