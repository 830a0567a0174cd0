package dev.ballast.sample.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.sample.PlantedFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The manual's page on the sample says what the code does.
class SampleReferenceTest {
  private static final Path PAGE = Path.of("..", "docs", "reference", "sample.md");

  @Test
  void everyPlantedFaultHasItsRow() throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    for (PlantedFault fault : PlantedFault.values()) {
      assertThat(lines)
          .filteredOn(
              line ->
                  line.startsWith(
                      "| `%s` | `%s` | %s | ".formatted(fault, fault.where(), fault.what())))
          .as(fault.name())
          .hasSize(1);
    }
  }

  @Test
  void everyOperationHasItsShare() throws IOException {
    List<String> lines = Files.readAllLines(PAGE);
    for (OperationKind kind : OperationKind.values()) {
      String end = "| %d %% |%s |".formatted(kind.weight(), kind.isWriting() ? " yes" : "");
      assertThat(lines)
          .filteredOn(line -> line.startsWith("| " + kind.label()) && line.endsWith(end))
          .as(kind.name())
          .hasSize(1);
    }
  }
}
