package dev.ballast.server.page;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.observe.watch.Board;
import dev.ballast.pages.fleet.FleetPage;
import dev.ballast.report.server.StatusReport;
import dev.ballast.server.access.Logins;
import dev.ballast.server.access.Tokens;
import dev.ballast.server.access.Users;
import dev.ballast.server.http.IncidentBook;
import dev.ballast.server.http.MuteEndpoints;
import dev.ballast.server.http.NotifyEndpoints;
import dev.ballast.store.alert.AlertTable;
import dev.ballast.store.delivery.MuteTable;
import dev.ballast.store.event.EventLog;
import dev.ballast.store.job.JobRunner;
import dev.ballast.store.sample.SeriesReader;
import dev.ballast.store.ticket.TicketTable;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/// What pages are made of.
///
/// @param provider the host where people log in, if there is one
/// @param owners whose is what is about a target as a whole, where that is configured
/// @param abouts labels, owner and load of targets at present, by name
public record PageSources(
    Supplier<StatusReport> status,
    Board board,
    SeriesReader series,
    AlertTable alerts,
    MuteTable mutes,
    MuteEndpoints muting,
    NotifyEndpoints notifying,
    IncidentBook incidents,
    TicketTable tickets,
    EventLog events,
    Supplier<List<VaultBook>> vaults,
    Supplier<JobRunner> jobs,
    Logins logins,
    Users users,
    Tokens tokens,
    Optional<String> provider,
    Function<String, Optional<String>> owners,
    Supplier<Function<String, FleetPage.About>> abouts,
    Clock clock) {
  public PageSources {
    requireNonNull(status, "status is null");
    requireNonNull(board, "board is null");
    requireNonNull(series, "series is null");
    requireNonNull(alerts, "alerts is null");
    requireNonNull(mutes, "mutes is null");
    requireNonNull(muting, "muting is null");
    requireNonNull(notifying, "notifying is null");
    requireNonNull(incidents, "incidents is null");
    requireNonNull(tickets, "tickets is null");
    requireNonNull(events, "events is null");
    requireNonNull(vaults, "vaults is null");
    requireNonNull(jobs, "jobs is null");
    requireNonNull(users, "users is null");
    requireNonNull(tokens, "tokens is null");
    requireNonNull(provider, "provider is null");
    requireNonNull(logins, "logins is null");
    requireNonNull(owners, "owners is null");
    requireNonNull(abouts, "abouts is null");
    requireNonNull(clock, "clock is null");
  }
}
