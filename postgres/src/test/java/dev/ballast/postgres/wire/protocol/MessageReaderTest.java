package dev.ballast.postgres.wire.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.postgres.PostgresError;
import dev.ballast.postgres.wire.ScriptedTransport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageReaderTest {

  private static MessageReader reader(byte[] script) {
    MessageReader reader = new MessageReader(ScriptedTransport.of(script), Clock.system());
    reader.silence(Duration.ofSeconds(1), "testing");
    reader.established();
    return reader;
  }

  private static byte[] header(char type, int length) {
    byte[] header = new byte[5];
    header[0] = (byte) type;
    BigEndian.putInt32(header, 1, length);
    return header;
  }

  @ParameterizedTest
  @CsvSource({
    "R, 30005",
    "S, 30005",
    "Z, 30005",
    "C, 30005",
    "c, 30005",
    "E, 1048581",
    "D, 1048581",
    "T, 1048581",
    "d, 16777221",
    "d, 2147483647",
    "d, -1",
    "E, 3",
    "Z, 0",
    "x, 4",
    "B, 8"
  })
  void refusesAFalseLengthOrTypeBeforeItTakesTheBody(char type, int length) {
    MessageReader reader = reader(header(type, length));
    Fault fault = catchThrowableOfType(Fault.class, reader::next);
    assertThat(fault.code()).isEqualTo(PostgresError.PROTOCOL_VIOLATION);
  }

  @ParameterizedTest
  @CsvSource({"R, 30005", "E, 30005", "N, 30005", "D, 30005", "d, 30005"})
  void takesShortMessagesOnlyFromAServerThatIsNotAuthenticated(char type, int length) {
    MessageReader reader =
        new MessageReader(ScriptedTransport.of(header(type, length)), Clock.system());
    reader.silence(Duration.ofSeconds(1), "testing");
    Fault fault = catchThrowableOfType(Fault.class, reader::next);
    assertThat(fault.code()).isEqualTo(PostgresError.PROTOCOL_VIOLATION);
  }

  @ParameterizedTest
  @CsvSource({"R, 30004", "E, 1048580", "d, 16777220", "Z, 4"})
  void acceptsTheLargestAndTheSmallestLength(char type, int length) {
    MessageReader reader = reader(header(type, length));
    assertThat(reader.next()).isEqualTo((byte) type);
    assertThat(reader.remaining()).isEqualTo(length - 4);
  }

  @Test
  void carriesMessagesOfEverySizeAcrossTheEdgesOfItsBuffer() throws IOException {
    Random random = new Random(4);
    ByteArrayOutputStream script = new ByteArrayOutputStream();
    ByteArrayOutputStream bodies = new ByteArrayOutputStream();
    int messages = 200;
    for (int i = 0; i < messages; i++) {
      byte[] body = new byte[random.nextInt(3 * MessageReader.BUFFER_BYTES / 2)];
      random.nextBytes(body);
      script.writeBytes(header('d', body.length + 4));
      script.writeBytes(body);
      bodies.writeBytes(body);
    }
    MessageReader reader = reader(script.toByteArray());
    ByteArrayOutputStream read = new ByteArrayOutputStream();
    byte[] chunk = new byte[10_000];
    for (int i = 0; i < messages; i++) {
      assertThat(reader.next()).isEqualTo((byte) 'd');
      while (reader.remaining() > 0) {
        switch (random.nextInt(3)) {
          case 0 -> read.write(chunk, 0, reader.read(chunk, 0, 1 + random.nextInt(chunk.length)));
          case 1 -> reader.writeTo(read);
          default -> {
            ByteBuffer window = reader.window();
            read.write(
                window.array(), window.arrayOffset() + window.position(), window.remaining());
          }
        }
      }
    }
    assertThat(read.toByteArray()).isEqualTo(bodies.toByteArray());
  }

  @Test
  void losesNothingWhenAMessageIsLate() {
    byte[] half = {'Z', 0, 0};
    MessageReader reader =
        new MessageReader(
            new ScriptedTransport(half, true, ScriptedTransport.NEAR), Clock.system());
    reader.silence(Duration.ofMillis(1), "testing");
    assertThat(reader.arrives(1)).isFalse();
    assertThat(reader.arrives(1)).isFalse();
    Fault fault = catchThrowableOfType(Fault.class, reader::next);
    assertThat(fault.getMessage()).isEqualTo("the server fell silent while testing");
  }

  @Test
  void endsATextWithoutItsZeroByteInAFault() {
    MessageReader reader = reader(MessageWriter.of('S').bytes(new byte[] {'a', 'b'}).finish());
    reader.next();
    Payload payload = reader.payload();
    Fault fault = catchThrowableOfType(Fault.class, payload::cstring);
    assertThat(fault.code()).isEqualTo(PostgresError.PROTOCOL_VIOLATION);
  }
}
