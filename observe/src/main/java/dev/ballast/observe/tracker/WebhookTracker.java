package dev.ballast.observe.tracker;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.json.Json;
import dev.ballast.observe.medium.BoundedHttp.Header;
import dev.ballast.observe.medium.Signature;
import dev.ballast.observe.tracker.JsonHttp.Call;
import dev.ballast.observe.tracker.JsonHttp.Reply;
import dev.ballast.store.alert.Remedy;
import dev.ballast.store.event.EventDetail;
import dev.ballast.store.sample.Label;
import dev.ballast.store.ticket.Ticket;
import dev.ballast.store.ticket.TicketCopies.Numbered;
import dev.ballast.store.ticket.TicketCopy;
import dev.ballast.targets.config.TicketSync.Webhook;
import dev.ballast.targets.secret.SecretReference;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// JSON by POST, with a key by which the receiver recognises a message that comes twice. What is
/// done there comes back by the API of a node.
final class WebhookTracker implements Tracker {
  private static final String SCHEMA = "ticket-message/1";
  private static final int MULTIPLE_CHOICES = 300;
  private static final int BAD_REQUEST = 400;
  private static final int UNPROCESSABLE = 422;
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final Webhook to;
  private final JsonHttp http;
  private final Clock clock;
  private Optional<Duration> patience = Optional.empty();

  WebhookTracker(Webhook to, JsonHttp http, Clock clock) {
    this.to = to;
    this.http = http;
    this.clock = clock;
  }

  /// What is sent.
  ///
  /// @param step number of the last step that is in it
  record Body(
      String schema,
      String key,
      long ticket,
      long step,
      String state,
      String urgency,
      String target,
      String check,
      List<Label> subject,
      String summary,
      Optional<String> owner,
      Instant openedAt,
      Instant dueAt,
      int reopened,
      List<EventDetail> evidence,
      List<Remedy> remedies) {
    static Body of(Draft draft) {
      Ticket ticket = draft.ticket();
      long step = draft.fresh().stream().mapToLong(Numbered::id).max().orElse(0);
      return new Body(
          SCHEMA,
          draft.origin() + "/" + ticket.id() + "/" + step,
          ticket.id(),
          step,
          draft.open() ? "open" : "closed",
          ticket.urgency().name().toLowerCase(Locale.ROOT),
          ticket.target(),
          ticket.check(),
          ticket.subject().all(),
          ticket.summary(),
          ticket.owner(),
          ticket.openedAt(),
          ticket.dueAt(),
          ticket.reopened(),
          ticket.condition().evidence().stream().map(IssueText::withoutLiterals).toList(),
          ticket.condition().remedies());
    }
  }

  @Override
  public Optional<Changes> changes(Optional<Instant> since, Optional<String> etag) {
    return Optional.empty();
  }

  /// The receiver recognises the key.
  @Override
  public Optional<Remote> find(Draft draft, Instant begun) {
    return Optional.empty();
  }

  @Override
  public Written create(Draft draft) {
    return post(draft);
  }

  @Override
  public Written update(TicketCopy agreed, Draft draft) {
    return post(draft);
  }

  private Written post(Draft draft) {
    Body content = Body.of(draft);
    String body = new String(Json.write(content), StandardCharsets.UTF_8);
    List<Header> headers = new ArrayList<>();
    List<String> secrets = new ArrayList<>();
    headers.add(new Header("Content-Type", "application/json"));
    headers.add(new Header("Idempotency-Key", content.key()));
    to.signature()
        .map(SecretReference::resolve)
        .ifPresent(
            key -> {
              secrets.add(key);
              headers.add(new Header(Signature.HEADER, Signature.of(key, body, clock.now())));
            });
    Reply reply = http.exchange(new Call("POST", to.url(), Optional.of(body), headers, secrets));
    patience =
        reply
            .header("Retry-After")
            .filter(text -> text.matches("\\d{1,5}"))
            .map(text -> Duration.ofSeconds(Long.parseLong(text)))
            .map(wait -> wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait);
    String said =
        "HTTP status " + reply.status() + (reply.shown().isEmpty() ? "" : ": " + reply.shown());
    if (reply.status() == BAD_REQUEST || reply.status() == UNPROCESSABLE) {
      return new Written.Refused(said);
    }
    if (reply.status() >= MULTIPLE_CHOICES) {
      throw Tracker.unusable(to.name() + " answers " + said);
    }
    return new Written.Done(
        new Remote(
            Long.toString(draft.ticket().id()),
            "",
            draft.open(),
            draft.ticket().owner().orElse(""),
            clock.now()));
  }

  @Override
  public Optional<String> who(String number) {
    return Optional.empty();
  }

  @Override
  public Optional<Duration> patience() {
    return patience;
  }

  @Override
  public String probe() {
    to.signature().ifPresent(SecretReference::resolve);
    http.exchange(new Call("HEAD", to.url(), Optional.empty(), List.of(), List.of()));
    return to.url().getHost() + " answers";
  }

  @Override
  public void close() {
    http.close();
  }
}
