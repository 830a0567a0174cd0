package dev.ballast.cli.reference;

import dev.ballast.observe.log.event.KnownMessage;
import dev.ballast.observe.log.event.LogClass;
import dev.ballast.observe.log.event.MessageCatalogue;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/// The page of a log's events is made of their classes and of the messages that are known.
class LogEventReferenceTest {
  @Test
  void thePageIsWhatTheClassesAre() {
    StringBuilder page = new StringBuilder();
    page.append("# Events of a server's log\n\n");
    page.append(
        "What [`ballast log read`](cli/ballast-log-read.md) and `ballast serve` make of a server's"
            + " own log. A message is classified by\nits SQLSTATE where that suffices, then by its"
            + " text, then by its level alone; why so:"
            + " [decision 0022](../decisions/0022-events-of-a-log.md).\n\n");
    page.append("| class | severity | what |\n|---|---|---|\n");
    for (LogClass type : LogClass.values()) {
      page.append("| `").append(type.key()).append("` | ");
      page.append(type.severity().name().toLowerCase(Locale.ROOT)).append(" | ");
      page.append(type.meaning()).append(" |\n");
    }
    page.append("\n## Messages by class\n\nOne sample of each message that is known:\n");
    for (LogClass type : LogClass.values()) {
      if (MessageCatalogue.known().messages().stream().noneMatch(m -> m.type() == type)) {
        continue;
      }
      page.append("\n`").append(type.key()).append("`\n\n```\n");
      for (KnownMessage message : MessageCatalogue.known().messages()) {
        if (message.type() == type) {
          page.append(message.sample()).append('\n');
        }
      }
      page.append("```\n");
    }
    Golden.check(Path.of("../docs/reference/log-events.md"), page.toString());
  }
}
