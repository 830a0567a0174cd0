package dev.ballast.lab.traffic.recorded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.lab.traffic.TrafficError;
import dev.ballast.postgres.jdbc.ServerStatement.Keeping;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReplayFileTest {
  /// Writes items as `replayfile.c` of pgreplay does.
  private static final class Writer {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final DataOutputStream out = new DataOutputStream(bytes);

    Writer item(int seconds, int micros, long session, int kind) throws IOException {
      out.writeInt(seconds);
      out.writeInt(micros);
      out.writeLong(session);
      out.writeByte(kind);
      return this;
    }

    Writer text(String text) throws IOException {
      byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
      out.writeInt(utf8.length);
      out.write(utf8);
      return this;
    }

    Writer none() throws IOException {
      out.writeInt(0x80000000);
      return this;
    }

    Writer count(int count) throws IOException {
      out.writeShort(count);
      return this;
    }

    Writer end() throws IOException {
      out.writeByte('\n');
      return this;
    }
  }

  private static Writer recording() throws IOException {
    return new Writer()
        .item(1_700_000_000, 0, 1, 0)
        .text("app")
        .text("shop")
        .end()
        .item(1_700_000_000, 5, 2, 0)
        .text("app")
        .text("other")
        .end()
        .item(1_700_000_000, 10, 1, 2)
        .text("SELECT 'ä'")
        .end()
        .item(1_700_000_000, 20, 2, 2)
        .text("SELECT 'not ours'")
        .end()
        .item(1_700_000_001, 0, 1, 3)
        .text("SELECT $1, $2")
        .text("S_1")
        .end()
        .item(1_700_000_001, 30, 1, 4)
        .text("S_1")
        .count(2)
        .text("5")
        .none()
        .end()
        .item(1_700_000_001, 40, 1, 3)
        .text("SELECT $1")
        .text("")
        .end()
        .item(1_700_000_001, 50, 1, 4)
        .text("")
        .count(1)
        .text("")
        .end()
        .item(1_700_000_001, 60, 1, 4)
        .text("S_2")
        .count(0)
        .end()
        .item(1_700_000_002, 0, 1, 5)
        .end()
        .item(1_700_000_002, 0, 1, 1)
        .end();
  }

  private static Entries read(byte[] bytes) throws IOException {
    Entries entries = new Entries(Optional.of("shop"), 100);
    ReplayFile.read(new DataInputStream(new ByteArrayInputStream(bytes)), entries);
    return entries;
  }

  @Test
  void readsWhatPgreplayWrites() throws IOException {
    Entries entries = read(recording().bytes.toByteArray());
    long begin = 1_700_000_000_000_000L;
    assertThat(entries.all())
        .containsExactly(
            new Entry(begin + 10, "1", "SELECT 'ä'", List.of(), Keeping.UNNAMED),
            new Entry(
                begin + 1_000_030,
                "1",
                "SELECT $1, $2",
                List.of(Optional.of("5"), Optional.empty()),
                Keeping.NAMED),
            new Entry(
                begin + 1_000_050, "1", "SELECT $1", List.of(Optional.of("")), Keeping.UNNAMED));
    assertThat(entries.leftOut())
        .singleElement()
        .extracting("statement")
        .isEqualTo("prepared statement S_2");
  }

  @Test
  void aFileThatBreaksOffAnywhereIsRefusedOrEndsWithAnItem() throws IOException {
    byte[] whole = recording().bytes.toByteArray();
    int refused = 0;
    for (int length = 1; length < whole.length; length++) {
      try {
        read(Arrays.copyOf(whole, length));
      } catch (Fault e) {
        assertThat(e.code()).isEqualTo(TrafficError.RECORDING_INVALID);
        refused++;
      }
    }
    // It has eleven items; only between two of them it may end.
    assertThat(refused).isEqualTo(whole.length - 1 - 10);
  }

  @Test
  void aLogInPlainTextIsNone() {
    byte[] text =
        "2026-11-30 09:00:00 UTC LOG:  statement: SELECT 1\n".getBytes(StandardCharsets.UTF_8);
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            Fault.class,
            e -> {
              assertThat(e.code()).isEqualTo(TrafficError.RECORDING_INVALID);
              assertThat(e.hint().orElseThrow()).contains("csvlog");
            });
  }
}
