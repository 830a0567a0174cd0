package dev.ballast.observe.tracker;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.ObserveError;
import dev.ballast.store.ticket.Ticket;
import dev.ballast.store.ticket.TicketCopies.Numbered;
import dev.ballast.store.ticket.TicketCopy;
import dev.ballast.targets.config.TicketSync;
import dev.ballast.targets.config.TicketSync.GitHub;
import dev.ballast.targets.config.TicketSync.Webhook;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Where work is kept. Each call fails with `tracker-unusable`. For one thread.
interface Tracker extends AutoCloseable {
  /// A ticket as it is to be there.
  ///
  /// @param origin of the store, by which the copy is recognised
  /// @param fresh what was done since the last time
  record Draft(Ticket ticket, UUID origin, List<Numbered> fresh) {
    public Draft {
      requireNonNull(ticket, "ticket is null");
      requireNonNull(origin, "origin is null");
      fresh = List.copyOf(fresh);
    }

    boolean open() {
      return ticket.closedAt().isEmpty();
    }
  }

  /// A copy as it is there.
  ///
  /// @param assignee empty for nobody
  record Remote(String number, String url, boolean open, String assignee, Instant changedAt) {
    public Remote {
      requireNonNull(number, "number is null");
      requireNonNull(url, "url is null");
      requireNonNull(assignee, "assignee is null");
      requireNonNull(changedAt, "changedAt is null");
    }
  }

  /// What became of a copy that was to be written.
  sealed interface Written {
    record Done(Remote remote) implements Written {}

    /// It will never be taken, or is there no longer.
    record Refused(String why) implements Written {}
  }

  /// What was changed there.
  ///
  /// @param etag by which an answer that is the same is recognised, or empty
  record Changes(List<Remote> remotes, String etag) {
    static final Changes NONE = new Changes(List.of(), "");

    public Changes {
      remotes = List.copyOf(remotes);
      requireNonNull(etag, "etag is null");
    }
  }

  /// Copies that were changed since, the oldest change first; empty where nothing was.
  Optional<Changes> changes(Optional<Instant> since, Optional<String> etag);

  /// The copy of a ticket that was begun and may be there.
  Optional<Remote> find(Draft draft, Instant begun);

  Written create(Draft draft);

  /// Brings a copy up to date: what differs from what both sides agreed on, and what is shown.
  Written update(TicketCopy agreed, Draft draft);

  /// Who closed a copy, or opened it again, where that is known.
  Optional<String> who(String number);

  /// For how long the tracker wants to be left alone, since the last answer.
  Optional<Duration> patience();

  /// Whether it can be reached and used, without writing anything. Returns what is there.
  String probe();

  @Override
  void close();

  /// Opens it. Fault `route-unusable` where a root certificate cannot be read.
  static Tracker of(TicketSync to, Clock clock) {
    return switch (to.tracker()) {
      case GitHub gitHub ->
          new GitHubTracker(gitHub, JsonHttp.trusting(to.rootCertificate()), clock);
      case Webhook webhook ->
          new WebhookTracker(webhook, JsonHttp.trusting(to.rootCertificate()), clock);
    };
  }

  /// The one fault of trackers.
  static Fault unusable(String detail) {
    return Fault.of(ObserveError.TRACKER_UNUSABLE, "the tracker of tickets cannot be used")
        .detail(detail)
        .hint("Tickets are kept meanwhile, and copied when it can be used again.");
  }
}
