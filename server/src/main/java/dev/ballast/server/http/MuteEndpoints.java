package dev.ballast.server.http;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Nearest;
import dev.ballast.observe.catalogue.AllChecks;
import dev.ballast.observe.check.Check;
import dev.ballast.observe.notify.Books;
import dev.ballast.observe.watch.Board;
import dev.ballast.server.ServerError;
import dev.ballast.server.access.Need;
import dev.ballast.server.api.DoneView;
import dev.ballast.server.api.MuteRequest;
import dev.ballast.server.api.MuteView;
import dev.ballast.server.api.MutesView;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.delivery.Mute;
import dev.ballast.store.delivery.MuteTable;
import dev.ballast.targets.config.AlertSettings;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.Pooler;
import dev.ballast.targets.config.Target;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What nobody is notified of for a time.
public final class MuteEndpoints {
  private static final String MUTE = "mute";
  private final Books books;
  private final Supplier<Configuration> configuration;
  private final Board board;
  private final Clock clock;

  public MuteEndpoints(
      Books books, Supplier<Configuration> configuration, Board board, Clock clock) {
    this.books = books;
    this.configuration = configuration;
    this.board = board;
    this.clock = clock;
  }

  /// In the order in which the API's description lists them.
  public List<Endpoint> all() {
    return List.of(
        Endpoint.get("/api/v1/alert-mutes", Need.READ, "The mutes that are in force")
            .answering(
                MutesView.class, call -> new MutesView(books.mutes().endingAfter(clock.now()))),
        Endpoint.post(
                "/api/v1/alert-mutes",
                Need.OPERATE,
                "Has nobody notified of some alerts for a time")
            .reading(MuteRequest.class)
            .answering(MuteView.class, call -> mute(call.body(MuteRequest.class), call)),
        Endpoint.delete("/api/v1/alert-mutes/{mute}", Need.OPERATE, "Ends a mute")
            .taking(Parameter.ofPath(MUTE, "The number of the mute"))
            .answering(DoneView.class, this::unmute));
  }

  /// Mutes what is named, for whom the call is of. Throws `request-invalid`.
  public MuteView mute(MuteRequest asked, Call call) {
    asked.target().ifPresent(name -> requireKnown("target", name, watched()));
    asked
        .check()
        .ifPresent(
            name ->
                requireKnown("check", name, AllChecks.list().stream().map(Check::name).toList()));
    if (asked.target().isEmpty() && asked.check().isEmpty() && asked.subject().isEmpty()) {
      throw Fault.of(
              ServerError.REQUEST_INVALID, "the mute names neither target, check nor subject")
          .hint("What silences everything hides what nobody thought of.");
    }
    MuteSubject subject = MuteSubject.of(asked.subject(), asked.check());
    String reason = OneLine.of("the reason", asked.reason());
    Instant now = clock.now().truncatedTo(ChronoUnit.SECONDS);
    MuteTable.Kept kept =
        books
            .mutes()
            .keep(
                new Mute(
                    0,
                    asked.target(),
                    asked.check(),
                    subject.labels(),
                    asked.pages(),
                    reason,
                    call.identity().who(),
                    now,
                    now.plus(duration(asked.duration()))));
    Mute mute = kept.mute();
    call.note(
        "mute %d of target %s, check %s until %s"
            .formatted(
                mute.id(), mute.target().orElse("any"), mute.check().orElse("any"), mute.endsAt()));
    List<Alert> alerts = books.alerts().since(now.minus(Duration.ofDays(1)));
    return new MuteView(
        mute, kept.extended(), passing(mute, alerts), subject.unknown(mute, alerts, board));
  }

  private List<String> watched() {
    return Stream.concat(
            configuration.get().targets().stream().map(Target::name),
            configuration.get().poolers().stream().map(Pooler::name))
        .toList();
  }

  private static List<Alert> passing(Mute mute, List<Alert> alerts) {
    return alerts.stream()
        .filter(alert -> alert.open() && alert.urgency() == Urgency.PAGE)
        .filter(alert -> mute.isAbout(alert.target(), alert.check(), alert.subject()))
        .filter(alert -> !mute.silences(alert.urgency()))
        .toList();
  }

  private static Duration duration(String text) {
    try {
      return AlertSettings.MUTE.parse().apply(text);
    } catch (IllegalArgumentException e) {
      throw Fault.of(ServerError.REQUEST_INVALID, "the duration " + e.getMessage()).cause(e);
    }
  }

  private static void requireKnown(String what, String name, List<String> known) {
    if (!known.contains(name)) {
      throw Fault.of(ServerError.REQUEST_INVALID, "there is no %s of that name".formatted(what))
          .hint(
              Nearest.to(name, known)
                  .map(near -> "Did you mean \"" + near + "\"?")
                  .orElse("Known are " + String.join(", ", known) + "."));
    }
  }

  private DoneView unmute(Call call) {
    String id = call.path(MUTE);
    if (!id.matches("[0-9]{1,18}") || !books.mutes().end(Long.parseLong(id), clock.now())) {
      throw Fault.of(ServerError.RESOURCE_MISSING, "there is no mute of that number in force")
          .hint("ballast alert list shows the mute of each alert that is muted.");
    }
    return new DoneView(id);
  }
}
