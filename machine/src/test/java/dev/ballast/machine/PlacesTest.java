package dev.ballast.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PlacesTest {
  @Test
  void theWorkingDirectoryIsNoPlaceForPrograms() {
    assertThat(Places.searchPath(":/usr/bin::.:bin:/opt/x/bin:"))
        .containsExactly(Path.of("/usr/bin"), Path.of("/opt/x/bin"));
    assertThat(Places.searchPath("")).isEmpty();
  }
}
