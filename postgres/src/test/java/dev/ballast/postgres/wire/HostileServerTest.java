package dev.ballast.postgres.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.wire.protocol.BigEndian;
import dev.ballast.postgres.wire.protocol.MessageWriter;
import dev.ballast.postgres.wire.protocol.ScramExchange;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever bytes a server sends, the client ends in a value or a `Fault`, soon, and without
/// allocating what it was asked to.
@Timeout(300)
class HostileServerTest {
  private static final int MUTATIONS = 3_000;
  private static final int RANDOM_STREAMS = 5_000;

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void survivesMutatedBackups(int major) {
    byte[] transcript = Dialogue.backupTranscript(major);
    Random random = new Random(major);
    int completed = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] mutated = mutate(transcript, random);
      boolean silent = random.nextBoolean();
      Optional<BaseBackupEnd> end =
          attempt(
              () ->
                  Dialogue.backup(
                      new ScriptedTransport(mutated, silent, ScriptedTransport.NEAR),
                      new Dialogue.Drain()),
              mutated);
      completed += end.isPresent() ? 1 : 0;
    }
    // Some mutations hit only text or data; were all or none refused, the test would prove little.
    assertThat(completed).isBetween(MUTATIONS / 100, MUTATIONS * 9 / 10);
  }

  @ParameterizedTest
  @ValueSource(ints = {14, 15, 16, 17, 18})
  void survivesMutatedWalStreams(int major) {
    byte[] transcript = Dialogue.walTranscript(major);
    Lsn start = Dialogue.walStart(major);
    Random random = new Random(major);
    int completed = 0;
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] mutated = mutate(transcript, random);
      Optional<WalStreamEnd> end =
          attempt(
              () -> Dialogue.wal(ScriptedTransport.of(mutated), start, (lsn, data) -> {}), mutated);
      completed += end.isPresent() ? 1 : 0;
    }
    assertThat(completed).isBetween(MUTATIONS / 100, MUTATIONS * 9 / 10);
  }

  @Test
  void survivesRandomBytes() {
    Random random = new Random(1);
    for (int i = 0; i < RANDOM_STREAMS; i++) {
      byte[] bytes = new byte[random.nextInt(200)];
      random.nextBytes(bytes);
      assertThat(attempt(() -> Dialogue.open(ScriptedTransport.of(bytes)), bytes)).isEmpty();
    }
  }

  /// Well-formed messages of random types and contents get deeper than random bytes do.
  @Test
  void survivesRandomMessagesAfterARealStartup() {
    byte[] startup = startup();
    Random random = new Random(2);
    for (int i = 0; i < RANDOM_STREAMS; i++) {
      byte[] messages = randomMessages(random);
      byte[] script = Arrays.copyOf(startup, startup.length + messages.length);
      System.arraycopy(messages, 0, script, startup.length, messages.length);
      attempt(() -> Dialogue.backup(ScriptedTransport.of(script), new Dialogue.Drain()), script);
      attempt(
          () -> Dialogue.wal(ScriptedTransport.of(script), new Lsn(0), (lsn, data) -> {}), script);
    }
  }

  @Test
  void survivesRandomScramMessages() {
    Random random = new Random(3);
    String alphabet = "rsiev=,+/ABCabc0123456789 \0\u00e4";
    for (int i = 0; i < RANDOM_STREAMS; i++) {
      ScramExchange exchange =
          ScramExchange.start(List.of("SCRAM-SHA-256"), "secret", ScriptedTransport.NEAR);
      String nonce = exchange.clientFirst().replaceFirst(".*r=", "");
      String first =
          random.nextBoolean()
              ? randomText(random, alphabet)
              : "r=" + nonce + "x,s=" + randomText(random, "ABab+/=") + ",i=" + random.nextInt(99);
      attempt(() -> exchange.clientFinal(first), first.getBytes(UTF_8));
      String last = random.nextBoolean() ? randomText(random, alphabet) : "v=AAAA";
      attempt(
          () -> {
            exchange.proveServer(last);
            return exchange;
          },
          last.getBytes(UTF_8));
      assertThat(exchange.isServerProven()).isFalse();
    }
  }

  /// The messages up to the first ReadyForQuery.
  private static byte[] startup() {
    byte[] transcript = Dialogue.backupTranscript(18);
    int at = 0;
    while (transcript[at] != 'Z') {
      at += 1 + BigEndian.int32(transcript, at + 1);
    }
    return Arrays.copyOf(transcript, at + 6);
  }

  private static byte[] randomMessages(Random random) {
    byte[] types = {'T', 'D', 'C', 'Z', 'E', 'N', 'S', 'H', 'W', 'G', 'c', 'd', 'd', 'd', 'I', 'K'};
    byte[] kinds = {'n', 'm', 'd', 'p', 'w', 'k', 0, 1};
    MessageWriter writer = MessageWriter.untyped();
    int count = 1 + random.nextInt(12);
    for (int i = 0; i < count; i++) {
      byte[] body = new byte[random.nextInt(40)];
      for (int j = 0; j < body.length; j++) {
        body[j] = (byte) (random.nextInt(3) == 0 ? random.nextInt(256) : random.nextInt(3));
      }
      if (body.length > 0) {
        body[0] = kinds[random.nextInt(kinds.length)];
      }
      writer.int8(types[random.nextInt(types.length)]).int32(body.length + 4).bytes(body);
    }
    byte[] all = writer.finish();
    return Arrays.copyOfRange(all, Integer.BYTES, all.length);
  }

  private static String randomText(Random random, String alphabet) {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(30);
    for (int i = 0; i < length; i++) {
      text.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return text.toString();
  }

  /// One to four injuries: changed, lost, doubled or invented bytes, a false length, an early end.
  private static byte[] mutate(byte[] original, Random random) {
    byte[] bytes = original.clone();
    int injuries = 1 + random.nextInt(4);
    for (int i = 0; i < injuries && bytes.length > 8; i++) {
      int at = random.nextInt(bytes.length - 4);
      switch (random.nextInt(7)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> BigEndian.putInt32(bytes, at, random.nextInt());
        case 3 -> BigEndian.putInt32(bytes, at, random.nextInt(64));
        case 4 -> bytes = Arrays.copyOf(bytes, at);
        case 5 -> bytes = splice(bytes, at, at + random.nextInt(bytes.length - at), at);
        default -> bytes = splice(bytes, at, at, Math.max(0, at - random.nextInt(64)));
      }
    }
    return bytes;
  }

  /// The bytes before `end`, followed by those from `resume`.
  private static byte[] splice(byte[] bytes, int end, int from, int resume) {
    int tail = bytes.length - Math.min(from, resume);
    byte[] result = Arrays.copyOf(bytes, end + tail);
    System.arraycopy(bytes, bytes.length - tail, result, end, tail);
    return result;
  }

  private interface Attempt<T> {
    T run();
  }

  private static <T> Optional<T> attempt(Attempt<T> attempt, byte[] input) {
    try {
      return Optional.of(attempt.run());
    } catch (Fault expected) {
      assertThat(expected.getMessage()).isNotBlank();
      return Optional.empty();
    } catch (IllegalStateException | IllegalArgumentException | IndexOutOfBoundsException e) {
      return fail("not a fault, for " + HexFormat.of().formatHex(input), e);
    }
  }
}
