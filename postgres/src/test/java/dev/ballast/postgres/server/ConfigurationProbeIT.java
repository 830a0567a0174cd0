package dev.ballast.postgres.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Clock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ConfigurationProbeIT {
  private static final int MAJOR = 14; // archive_library is of 15 and later

  @Test
  void asksForManyAsForEachAlone() throws IOException {
    Installation installation = Installations.embeddedOnly().embedded(MAJOR);
    try (TemporaryCluster cluster = TemporaryCluster.start(MAJOR, Clock.system())) {
      Files.writeString(
          cluster.dataDirectory().resolve("postgresql.conf"),
          "archive_command = ''\nlog_line_prefix = '-e \"two\\n''lines'' \\\\0 $(x) %s'\n",
          StandardOpenOption.APPEND);
      ConfigurationProbe probe = new ConfigurationProbe(installation, cluster.dataDirectory());
      List<String> names =
          List.of("archive_command", "archive_library", "huge_pages", "log_line_prefix");

      ConfigurationProbe.Values values = probe.read(names);

      for (String name : names) {
        assertThat(values.value(name)).as(name).isEqualTo(probe.value(name));
      }
      assertThat(values.value("archive_command")).contains("");
      assertThat(values.value("archive_library")).isEmpty();
      assertThat(values.value("log_line_prefix")).contains("-e \"two\n'lines' \\0 $(x) %s");
      assertThat(values.value("huge_pages")).contains("try");
      assertThat(values.value("port")).as("not asked for before").contains("5432");
    }
  }

  @Test
  void knowsNothingOfAFolderWithoutACluster() {
    ConfigurationProbe probe =
        new ConfigurationProbe(
            Installations.embeddedOnly().embedded(MAJOR), Path.of("/nonexistent"));

    assertThat(probe.read(List.of("port")).value("port")).isEqualTo(Optional.empty());
  }
}
