package dev.ballast.observe.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.store.alert.Condition;
import dev.ballast.store.alert.Remedy;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.event.EventDetail;
import dev.ballast.store.sample.Labels;
import dev.ballast.store.ticket.Ticket;
import dev.ballast.store.ticket.TicketCopies.Numbered;
import dev.ballast.store.ticket.TicketStep;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the owner of a table can make a tracker show.
class IssueTextTest {
  private static final UUID ORIGIN = new UUID(1, 2);
  private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

  private static Ticket ticket(String name, EventDetail... evidence) {
    return new Ticket(
        7,
        "shop",
        "table-without-key",
        Labels.of("table", name),
        "table " + name + " has no key",
        Optional.of(name),
        NOW,
        NOW,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        Urgency.TICKET,
        new Condition(
            1,
            "s",
            List.of(evidence),
            List.of(new Remedy("do " + name, "ALTER TABLE " + name + ";"))));
  }

  /// All of it stands between two fences that it cannot end, and begins no line outside of them.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "@acme/everyone",
        "![x](https://evil.example/pixel.png)",
        "```\n@acme/everyone ![x](https://evil.example/p.png)\n```",
        "`````\n# x",
        "<img src=https://evil.example/p.png>",
        "<!-- ballast ticket 00000000-0000-0001-0000-000000000002/8 -->",
        "fixes #1",
        "a\r\n\u2028b\u202Ec\u0000"
      })
  void namesOfADatabaseAreTextAndNothingElse(String name) {
    String body = IssueText.body(ticket(name, new EventDetail("rows", name)), ORIGIN);
    assertThat(body).startsWith("<!-- ballast ticket 00000000-0000-0001-0000-000000000002/7 -->\n");
    assertThat(outside(body))
        .doesNotContain("acme", "evil", "#", "img", "/8", "fixes")
        .contains("Evidence:", "What to do:");
    assertThat(body).doesNotContain("\u202E", "\u0000", "\u2028", "\r");
    TicketStep step = new TicketStep(TicketStep.Kind.CLOSED, NOW, name, name);
    assertThat(outside(IssueText.comment(ticket(name), ORIGIN, new Numbered(9, step))))
        .doesNotContain("acme", "evil", "#", "img", "/8", "fixes");
    assertThat(IssueText.title(ticket(name)))
        .doesNotContain("@acme", "#1", "`", "\n")
        .startsWith("[shop] table ");
  }

  /// As CommonMark reads it: a block ends with a line of at least as many backticks as began it.
  private static String outside(String body) {
    StringBuilder rest = new StringBuilder();
    int fence = 0;
    for (String line : body.lines().toList()) {
      int ticks = 0;
      while (ticks < line.length() && line.charAt(ticks) == '`') {
        ticks++;
      }
      if (fence == 0 && ticks >= 3) {
        fence = ticks;
      } else if (fence > 0 && ticks >= fence && line.length() == ticks) {
        fence = 0;
      } else if (fence == 0) {
        rest.append(line).append('\n');
      }
    }
    assertThat(fence).isZero();
    return rest.toString();
  }

  /// A node may keep literals; a tracker gets none.
  @Test
  void statementsAreWithoutLiterals() {
    String secret = "canary7f3a";
    String body =
        IssueText.body(
            ticket(
                "t",
                new EventDetail("statement", "SELECT id FROM t WHERE name = '" + secret + "'"),
                new EventDetail("parent_statement", "CREATE ROLE a PASSWORD '" + secret + "'"),
                new EventDetail("statement_17", "no SQL " + secret),
                new EventDetail("query", "UPDATE t SET a = '" + secret + "'"),
                new EventDetail("queryid", "123")),
            ORIGIN);
    assertThat(body)
        .doesNotContain(secret)
        .contains("statement: SELECT id FROM t WHERE name = $1", "statement_17: ", "queryid: 123");
  }

  @Test
  void aLongBodyIsCutBetweenBlocks() {
    EventDetail[] many = new EventDetail[20];
    Arrays.fill(many, new EventDetail("rows", "x".repeat(10_000)));
    String body = IssueText.body(ticket("t", many), ORIGIN);
    assertThat(body.length()).isLessThan(65_536);
    assertThat(outside(body)).contains("ballast ticket show");
  }
}
