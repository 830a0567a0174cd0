package dev.ballast.observe.notify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.observe.catalogue.AllChecks;
import dev.ballast.observe.notify.NextMessage.Next;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.delivery.MessageKind;
import dev.ballast.store.delivery.Mute;
import dev.ballast.store.delivery.Standing;
import dev.ballast.store.delivery.Standing.Times;
import dev.ballast.store.delivery.Standing.Told;
import dev.ballast.store.sample.Labels;
import dev.ballast.targets.config.AlertSettings;
import dev.ballast.targets.config.AlertSettings.SendRule;
import dev.ballast.targets.config.AlertSettings.SubjectLabel;
import dev.ballast.targets.config.DailyWindow;
import dev.ballast.targets.config.WorkHours;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Pages go to duty, which keeps state, and pages and tickets to chat; tickets from 8 to 18 in
/// Vienna, from Monday to Friday.
class NextMessageTest {
  private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");

  /// A Wednesday, 11:00 in Vienna.
  private static final Instant DAY = Instant.parse("2026-03-04T10:00:00Z");

  /// The same day at 22:00 in Vienna.
  private static final Instant NIGHT = Instant.parse("2026-03-04T21:00:00Z");

  private static final Duration HOUR = Duration.ofHours(1);
  private static final Labels SHOP = Labels.of("database", "shop");
  private static final String CHAT = "chat";
  private static final String DUTY = "duty";

  private static final Routing ROUTING =
      routing(
          rule(DUTY, Set.of("page"), Optional.empty()),
          rule(
              CHAT,
              Set.of(),
              Optional.of(
                  new WorkHours(
                      new DailyWindow(LocalTime.of(8, 0), LocalTime.of(18, 0), VIENNA),
                      EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY)))));

  private static SendRule rule(String to, Set<String> urgencies, Optional<WorkHours> hours) {
    return new SendRule(List.of(to), urgencies, Set.of(), Set.of(), Set.of(), List.of(), hours);
  }

  private static Routing routing(SendRule... rules) {
    return new Routing(new AlertSettings(List.of(), List.of(rules), List.of()), AllChecks.list());
  }

  private static Standing alert(Urgency urgency, Instant raised, Optional<Told> told) {
    return alert(urgency, new Times(raised, Optional.empty(), Optional.empty(), 0), told);
  }

  private static Standing alert(Urgency urgency, Times times, Optional<Told> told) {
    return new Standing(
        UUID.randomUUID(),
        new Standing.Kind("shop", "idle-in-transaction"),
        SHOP,
        urgency,
        times,
        Optional.empty(),
        told,
        told.isPresent() ? 1 : 0);
  }

  private static Standing because(Standing alert, Standing cause) {
    return new Standing(
        alert.alert(),
        alert.kind(),
        alert.subject(),
        alert.urgency(),
        alert.times(),
        Optional.of(cause.alert()),
        alert.told(),
        alert.lastNumber());
  }

  private static Optional<Told> told(MessageKind kind, Urgency urgency) {
    return Optional.of(new Told(kind, urgency, false));
  }

  private static Mute mute(boolean pages, Instant until) {
    return new Mute(
        1,
        Optional.of("shop"),
        Optional.empty(),
        SHOP,
        pages,
        "it is rebuilt",
        "user ann",
        DAY.minus(HOUR),
        until);
  }

  private static Optional<Next> next(
      String route, Instant now, List<Mute> mutes, Standing alert, Standing... others) {
    List<Standing> all = Stream.concat(Stream.of(alert), Arrays.stream(others)).toList();
    return new NextMessage(route, route.equals(DUTY), ROUTING, mutes, now)
        .of(alert, new Standings(all));
  }

  private static Optional<Next> next(String route, Instant now, Standing alert) {
    return next(route, now, List.of(), alert);
  }

  private static Optional<Next> message(MessageKind kind, Urgency urgency) {
    return Optional.of(new Next(kind, urgency));
  }

  @Test
  void itIsSentOnceCausesHadTimeToBeFound() {
    Standing raised = alert(Urgency.PAGE, DAY, Optional.empty());

    assertThat(next(DUTY, DAY.plusSeconds(9), raised)).isEmpty();
    assertThat(next(DUTY, DAY.plusSeconds(10), raised))
        .isEqualTo(message(MessageKind.RAISED, Urgency.PAGE));
    assertThat(
            next(
                DUTY,
                DAY.plusSeconds(30),
                alert(Urgency.PAGE, DAY, told(MessageKind.RAISED, Urgency.PAGE))))
        .isEmpty();
  }

  @Test
  void whileAMessageWaitsNoneIsMade() {
    Standing waiting =
        alert(
            Urgency.PAGE,
            DAY.minus(HOUR),
            Optional.of(new Told(MessageKind.RAISED, Urgency.TICKET, true)));

    assertThat(next(DUTY, DAY, waiting)).isEmpty();
  }

  @Test
  void aTicketWaitsForTheMorningAndAPageDoesNot() {
    assertThat(next(CHAT, NIGHT, alert(Urgency.TICKET, DAY, Optional.empty()))).isEmpty();
    assertThat(next(CHAT, NIGHT, alert(Urgency.PAGE, DAY, Optional.empty())))
        .isEqualTo(message(MessageKind.RAISED, Urgency.PAGE));
    // Thursday 07:59 and 08:00.
    Standing ticket = alert(Urgency.TICKET, NIGHT, Optional.empty());
    assertThat(next(CHAT, Instant.parse("2026-03-05T06:59:59Z"), ticket)).isEmpty();
    assertThat(next(CHAT, Instant.parse("2026-03-05T07:00:00Z"), ticket))
        .isEqualTo(message(MessageKind.RAISED, Urgency.TICKET));
    // A note is there for who looks, and duty gets no tickets.
    assertThat(next(CHAT, DAY, alert(Urgency.NOTE, DAY.minus(HOUR), Optional.empty()))).isEmpty();
    assertThat(next(DUTY, DAY, alert(Urgency.TICKET, DAY.minus(HOUR), Optional.empty()))).isEmpty();
  }

  @Test
  void onlyWhatIsWorseThanTheLastMessageIsSentAgain() {
    assertThat(
            next(
                CHAT,
                DAY,
                alert(Urgency.PAGE, DAY.minus(HOUR), told(MessageKind.RAISED, Urgency.TICKET))))
        .isEqualTo(message(MessageKind.WORSENED, Urgency.PAGE));
    assertThat(
            next(
                CHAT,
                DAY,
                alert(Urgency.PAGE, DAY.minus(HOUR), told(MessageKind.WORSENED, Urgency.PAGE))))
        .isEmpty();
  }

  @Test
  void whatIsExplainedIsSentWithItsCauseAndAsUrgently() {
    Standing cause = alert(Urgency.TICKET, DAY.minus(HOUR), Optional.empty());
    Standing symptom = because(alert(Urgency.PAGE, DAY.minus(HOUR), Optional.empty()), cause);

    assertThat(next(DUTY, DAY, List.of(), symptom, cause)).isEmpty();
    assertThat(next(DUTY, DAY, List.of(), cause, symptom))
        .isEqualTo(message(MessageKind.RAISED, Urgency.PAGE));
  }

  @Test
  void aCauseThatNobodyIsNotifiedOfHidesNothing() {
    Routing labelled =
        routing(
            new SendRule(
                List.of(DUTY),
                Set.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                List.of(new SubjectLabel("database", "shop")),
                Optional.empty()));
    Standing cause =
        new Standing(
            UUID.randomUUID(),
            new Standing.Kind("shop", "key-near-end"),
            Labels.NONE,
            Urgency.TICKET,
            new Times(DAY.minus(HOUR), Optional.empty(), Optional.empty(), 0),
            Optional.empty(),
            Optional.empty(),
            0);
    Standing symptom = because(alert(Urgency.PAGE, DAY.minus(HOUR), Optional.empty()), cause);

    assertThat(
            new NextMessage(DUTY, true, labelled, List.of(), DAY)
                .of(symptom, new Standings(List.of(cause, symptom))))
        .isEqualTo(message(MessageKind.RAISED, Urgency.PAGE));
  }

  @Test
  void causesThatExplainEachOtherAreSent() {
    Standing one = alert(Urgency.PAGE, DAY.minus(HOUR), Optional.empty());
    Standing two = because(alert(Urgency.PAGE, DAY.minus(HOUR), Optional.empty()), one);
    one = because(one, two);

    assertThat(next(DUTY, DAY, List.of(), one, two))
        .isEqualTo(message(MessageKind.RAISED, Urgency.PAGE));
  }

  @Test
  void aMuteSilencesUntilItEndsAndNoPageUnlessItSaysSo() {
    Standing ticket = alert(Urgency.TICKET, DAY.minus(HOUR), Optional.empty());
    Standing page = alert(Urgency.PAGE, DAY.minus(HOUR), Optional.empty());
    Mute mute = mute(false, DAY.plus(HOUR));

    assertThat(next(CHAT, DAY, List.of(mute), ticket)).isEmpty();
    assertThat(next(CHAT, DAY.plus(HOUR), List.of(mute), ticket))
        .isEqualTo(message(MessageKind.RAISED, Urgency.TICKET));
    assertThat(next(CHAT, DAY, List.of(mute), page))
        .isEqualTo(message(MessageKind.RAISED, Urgency.PAGE));
    assertThat(next(CHAT, DAY, List.of(mute, mute(true, DAY.plusSeconds(1))), page)).isEmpty();
  }

  @Test
  void aFigureThatComesAndGoesPagesOnce() {
    Instant raised = DAY.minus(HOUR);
    Optional<Told> resolved = told(MessageKind.RESOLVED, Urgency.PAGE);
    Times back =
        new Times(raised, Optional.empty(), Optional.of(DAY.minus(Duration.ofMinutes(14))), 1);

    // The first time, that it is over is said at once; from then on when it has stayed so.
    assertThat(
            next(
                DUTY,
                DAY,
                alert(
                    Urgency.PAGE,
                    new Times(raised, Optional.of(DAY), Optional.empty(), 0),
                    told(MessageKind.RAISED, Urgency.PAGE))))
        .isEqualTo(message(MessageKind.RESOLVED, Urgency.PAGE));
    Times again = new Times(raised, Optional.of(DAY), Optional.of(DAY), 1);
    assertThat(
            next(
                CHAT,
                DAY.plusSeconds(599),
                alert(Urgency.PAGE, again, told(MessageKind.RETURNED, Urgency.PAGE))))
        .isEmpty();
    assertThat(
            next(
                CHAT,
                DAY.plusSeconds(600),
                alert(Urgency.PAGE, again, told(MessageKind.RETURNED, Urgency.PAGE))))
        .isEqualTo(message(MessageKind.RESOLVED, Urgency.PAGE));
    // Where a message would page again, what came back has to stay.
    assertThat(next(CHAT, DAY, alert(Urgency.PAGE, back, resolved)))
        .isEqualTo(message(MessageKind.RETURNED, Urgency.PAGE));
    assertThat(next(DUTY, DAY, alert(Urgency.PAGE, back, resolved))).isEmpty();
    assertThat(next(DUTY, DAY.plusSeconds(60), alert(Urgency.PAGE, back, resolved)))
        .isEqualTo(message(MessageKind.RETURNED, Urgency.PAGE));
  }

  @Test
  void aPageThatWasOverBeforeItWasSentWakesNobodyAndIsReported() {
    Times over = new Times(DAY.minus(HOUR), Optional.of(DAY), Optional.empty(), 0);

    assertThat(next(DUTY, DAY, alert(Urgency.PAGE, over, Optional.empty()))).isEmpty();
    assertThat(next(CHAT, DAY, alert(Urgency.PAGE, over, Optional.empty())))
        .isEqualTo(message(MessageKind.RESOLVED, Urgency.PAGE));
    assertThat(next(CHAT, DAY, alert(Urgency.TICKET, over, Optional.empty()))).isEmpty();
    assertThat(
            next(
                CHAT,
                DAY.plus(HOUR),
                List.of(mute(true, DAY.plusSeconds(1))),
                alert(Urgency.PAGE, over, Optional.empty())))
        .isEmpty();
  }

  @Test
  void aMessageThatIsNoLongerSoIsDroppedUnlessTheReceiverMayHaveIt() {
    assertThat(NextMessage.outdated(true, MessageKind.RAISED, false)).isEmpty();
    assertThat(NextMessage.outdated(false, MessageKind.RAISED, false))
        .contains("it was over before it could be sent");
    assertThat(NextMessage.outdated(true, MessageKind.RESOLVED, false)).contains("it came back");
    assertThat(NextMessage.outdated(false, MessageKind.RAISED, true)).isEmpty();
  }
}
