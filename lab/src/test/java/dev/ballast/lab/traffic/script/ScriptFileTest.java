package dev.ballast.lab.traffic.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.lab.traffic.TrafficError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScriptFileTest {
  @TempDir private Path folder;

  @Test
  void aWeightIsBehindTheName() throws IOException {
    Files.writeString(folder.resolve("a.sql"), "SELECT 1;");
    Files.writeString(folder.resolve("b@x.sql"), "SELECT 2;");
    assertThat(ScriptFile.read(folder, "a.sql")).isEqualTo(new ScriptFile("a.sql", "SELECT 1;", 1));
    assertThat(ScriptFile.read(folder, "a.sql@7").weight()).isEqualTo(7);
    assertThat(ScriptFile.read(folder, "b@x.sql"))
        .isEqualTo(new ScriptFile("b@x.sql", "SELECT 2;", 1));
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    assertThatThrownBy(() -> ScriptFile.read(folder, "nowhere.sql@2"))
        .isInstanceOfSatisfying(
            Fault.class,
            e -> {
              assertThat(e.code()).isEqualTo(TrafficError.TRAFFIC_UNREADABLE);
              assertThat(e.detail().orElseThrow()).contains("nowhere.sql");
            });
    assertThatThrownBy(() -> ScriptFile.read(folder, "a.sql@0"))
        .isInstanceOfSatisfying(
            Fault.class, e -> assertThat(e.code()).isEqualTo(TrafficError.SCRIPT_INVALID));
  }
}
