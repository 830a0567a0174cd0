package dev.ballast.observe.tracker;

import dev.ballast.observe.text.LiteralRemoval;
import dev.ballast.observe.text.StatementText;
import dev.ballast.store.alert.Remedy;
import dev.ballast.store.event.EventDetail;
import dev.ballast.store.sample.Label;
import dev.ballast.store.ticket.Ticket;
import dev.ballast.store.ticket.TicketCopies.Numbered;
import dev.ballast.store.ticket.TicketStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Collectors;

/// What a tracker shows of a ticket, in Markdown. All that comes from a database stands in blocks
/// of code, where nothing is a mention, a link or an image; statements are without literals, also
/// where the node keeps them.
final class IssueText {
  private static final int LONGEST_TITLE = 200;

  /// GitHub takes 65,536 characters.
  private static final int LONGEST_BODY = 60_000;

  private static final int LONGEST_EVIDENCE = 8_000;
  private static final String CUT = "\nMore is shown by `ballast ticket show`.\n";

  /// Not seen, and keeps what follows from being a name.
  private static final String JOINER = "\u2060";

  private IssueText() {}

  /// By which a copy is recognised.
  static String marker(UUID origin, long ticket) {
    return "<!-- ballast ticket " + origin + "/" + ticket + " -->";
  }

  static String marker(UUID origin, long ticket, long step) {
    return "<!-- ballast ticket " + origin + "/" + ticket + "/" + step + " -->";
  }

  /// One line, in which a tracker finds no mention and no reference.
  static String title(Ticket ticket) {
    String text = line("[" + ticket.target() + "] " + ticket.summary());
    String bounded =
        text.length() > LONGEST_TITLE ? text.substring(0, LONGEST_TITLE) + "..." : text;
    return bounded.replace("@", "@" + JOINER).replace("#", "#" + JOINER).replace("`", "'");
  }

  static String body(Ticket ticket, UUID origin) {
    List<String> parts = new ArrayList<>();
    parts.add(marker(origin, ticket.id()) + "\n");
    parts.add(
        "Ballast opened this ticket. It closes itself when the measurements show that it is done,"
            + " and is opened again if it comes back.\n\n");
    parts.add(block("text", facts(ticket)));
    if (!ticket.condition().evidence().isEmpty()) {
      parts.add("\nEvidence:\n\n");
    }
    for (EventDetail detail : ticket.condition().evidence()) {
      parts.add(block("text", bounded(detail.name() + ": " + shown(detail))));
    }
    if (!ticket.condition().remedies().isEmpty()) {
      parts.add("\nWhat to do:\n\n");
    }
    for (Remedy remedy : ticket.condition().remedies()) {
      parts.add(block("text", bounded(remedy.what())));
      parts.add(block("sql", bounded(remedy.command())));
    }
    StringBuilder text = new StringBuilder();
    for (String part : parts) {
      if (text.length() + part.length() > LONGEST_BODY) {
        return text.append(CUT).toString();
      }
      text.append(part);
    }
    return text.toString();
  }

  private static String bounded(String text) {
    return text.length() > LONGEST_EVIDENCE ? text.substring(0, LONGEST_EVIDENCE) + " ..." : text;
  }

  private static String facts(Ticket ticket) {
    return """
        %s
        ticket %d, %s
        target %s, check %s
        %s
        since %s, due %s
        owner %s"""
        .formatted(
            line(ticket.summary()),
            ticket.id(),
            ticket.urgency().name().toLowerCase(Locale.ROOT),
            ticket.target(),
            ticket.check(),
            ticket.subject().all().stream().map(IssueText::label).collect(Collectors.joining(", ")),
            ticket.openedAt(),
            ticket.dueAt(),
            line(ticket.owner().orElse("nobody")));
  }

  private static String label(Label label) {
    return label.name() + " " + line(label.value());
  }

  private static String shown(EventDetail detail) {
    return withoutLiterals(detail).value();
  }

  /// A node may keep statements as they were written.
  static EventDetail withoutLiterals(EventDetail detail) {
    String name = detail.name();
    boolean isStatement =
        name.equals("statement")
            || name.equals("query")
            || name.endsWith("_statement")
            || name.startsWith("statement_");
    if (!isStatement) {
      return detail;
    }
    StatementText text = LiteralRemoval.of(detail.value(), true);
    return new EventDetail(name, text.isWhole() ? text.text() : text.text() + " (not shown)");
  }

  /// What is reported of a step.
  static String comment(Ticket ticket, UUID origin, Numbered step) {
    return marker(origin, ticket.id(), step.id())
        + "\n"
        + switch (step.step().kind()) {
          case OPENED -> "Opened.";
          case ASSIGNED -> "Assigned.";
          case CLOSED ->
              step.step().who().equals(TicketStep.MEASUREMENTS)
                  ? "Done: the measurements show it."
                  : "Closed by hand in Ballast.";
          case REOPENED -> "It came back.";
        }
        + "\n\n"
        + block(
            "text",
            "at %s, by %s: %s"
                .formatted(step.step().at(), line(step.step().who()), line(step.step().note())));
  }

  /// Text that is shown as it is.
  static String block(String language, String content) {
    String text = printable(content);
    String fence = fence(text);
    return fence + language + "\n" + text + "\n" + fence + "\n";
  }

  /// Longer than any run of backticks within.
  private static String fence(String text) {
    int longest = 2;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = text.charAt(i) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return "`".repeat(longest + 1);
  }

  static String line(String text) {
    return printable(text).replace('\n', ' ').strip();
  }

  /// Without characters that are not seen or that change the direction of others.
  private static String printable(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              int type = Character.getType(c);
              if (c == '\n') {
                out.append('\n');
              } else if (type == Character.CONTROL
                  || type == Character.FORMAT
                  || type == Character.SURROGATE
                  || type == Character.LINE_SEPARATOR
                  || type == Character.PARAGRAPH_SEPARATOR) {
                out.append(c == '\t' ? "  " : "\uFFFD");
              } else {
                out.appendCodePoint(c);
              }
            });
    return out.toString();
  }
}
