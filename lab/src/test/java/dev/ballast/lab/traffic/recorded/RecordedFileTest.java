package dev.ballast.lab.traffic.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.lab.traffic.TrafficError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RecordedFileTest {
  @TempDir private Path folder;

  private RecordedFile file(String content) throws IOException {
    return new RecordedFile(Files.writeString(folder.resolve("log"), content), Optional.empty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-30 09:00:01.000 UTC [77] LOG:  statement: SELECT 1\n",
        "{\"name\": \"package\"}\n",
        "{not json\n",
        "SELECT 1;\n",
        ""
      })
  void whatIsNoRecordingIsRefusedByItsBeginning(String content) throws IOException {
    RecordedFile file = file(content);

    assertThatThrownBy(file::requireRecording)
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> assertThat(fault.code()).isEqualTo(TrafficError.RECORDING_INVALID));
  }

  @Test
  void aFileThatIsNotThereIsRefusedToo() {
    RecordedFile file = new RecordedFile(folder.resolve("none"), Optional.empty());

    assertThatThrownBy(file::requireRecording)
        .isInstanceOfSatisfying(
            Fault.class,
            fault -> assertThat(fault.code()).isEqualTo(TrafficError.TRAFFIC_UNREADABLE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-11-30 09:00:01.000 UTC,\"app\",\"shop\",77,\"[local]\"",
        "{\"timestamp\":\"2026-11-30 09:00:01.000 UTC\",\"message\":\"hello\"}\n",
        // A session connects to no database as nobody, at the beginning of 1970.
        "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\n"
      })
  void whatBeginsAsARecordingIsTaken(String content) throws IOException {
    file(content).requireRecording();

    assertThat(folder).isNotEmptyDirectory();
  }
}
