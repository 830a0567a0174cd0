package dev.ballast.observe.log.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.observe.log.record.Level;
import dev.ballast.observe.log.record.LogRecord;
import dev.ballast.observe.log.record.LogSession;
import dev.ballast.observe.log.record.LogTexts;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessageCatalogueTest {
  static List<KnownMessage> messages() {
    return MessageCatalogue.known().messages();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void aSampleIsClassifiedByItsTextAlone(KnownMessage message) {
    LogEvent event = classified(Level.LOG, message.sample());
    assertThat(event.type()).isEqualTo(message.type());
    List<String> kept =
        message.names().stream()
            .filter(name -> !Set.of("-", "SQL", "PLAN").contains(name))
            .toList();
    assertThat(event.type().isEvent() ? event.facts().stream().map(Fact::name).toList() : kept)
        .isEqualTo(event.type() == LogClass.DEADLOCK ? List.of() : kept);
  }

  private static LogEvent classified(Level level, String text) {
    return new Classifier(MessageCatalogue.known())
        .classify(
            new LogRecord(
                Optional.empty(),
                level,
                Optional.empty(),
                new LogSession(
                    OptionalLong.of(1),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()),
                new LogTexts(
                    text, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                false));
  }

  /// A log without SQLSTATEs has only the reason of the operating system.
  @Test
  void aWriteThatFailedIsOfAFullDiskByItsReason() {
    String text = "could not write to file \"pg_wal/xlogtemp.4711\": ";
    assertThat(classified(Level.PANIC, text + "No space left on device").type())
        .isEqualTo(LogClass.DISK_FULL);
    assertThat(classified(Level.PANIC, text + "Input/output error").type())
        .isEqualTo(LogClass.PANIC);
  }

  @ParameterizedTest
  @MethodSource("messages")
  void eachPlaceholderHasAName(KnownMessage message) {
    assertThat(message.names()).hasSize(new MessageTemplate(message.format()).placeholders());
    message
        .parts()
        .forEach(
            part ->
                assertThat(part.names())
                    .hasSize(new MessageTemplate(part.format()).placeholders()));
  }

  /// A class without a message is one that a SQLSTATE or a level decides.
  @Test
  void everyClassCanBeReached() {
    Set<LogClass> byText = EnumSet.noneOf(LogClass.class);
    messages().forEach(message -> byText.add(message.type()));
    assertThat(EnumSet.complementOf(EnumSet.copyOf(byText)))
        .isEqualTo(
            EnumSet.copyOf(
                Stream.of(
                        LogClass.IO_ERROR,
                        LogClass.PANIC,
                        LogClass.FATAL,
                        LogClass.STATEMENT_ERROR,
                        LogClass.LONG_CHECKPOINT,
                        LogClass.UNCLASSIFIED)
                    .toList()));
  }
}
