package dev.ballast.store.sample;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.json.Json;
import org.junit.jupiter.api.Test;

class LabelsJsonTest {
  @Test
  void labelsAreAListInJson() {
    Labels labels = Labels.of(new Label("table", "orders"), new Label("database", "shop"));
    String json =
        "[{\"name\":\"database\",\"value\":\"shop\"},{\"name\":\"table\",\"value\":\"orders\"}]";

    assertThat(new String(Json.write(labels), UTF_8)).isEqualTo(json);
    assertThat(Json.read(json.getBytes(UTF_8), Labels.class)).isEqualTo(labels);
    assertThat(Json.read("[]".getBytes(UTF_8), Labels.class)).isEqualTo(Labels.NONE);
  }
}
