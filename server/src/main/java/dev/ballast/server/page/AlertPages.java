package dev.ballast.server.page;

import static java.util.stream.Collectors.toList;

import dev.ballast.evidence.Durations;
import dev.ballast.observe.check.CheckPage;
import dev.ballast.observe.incident.Incident;
import dev.ballast.observe.incident.Timeline;
import dev.ballast.observe.incident.TimelineEntry;
import dev.ballast.pages.work.AlertPage;
import dev.ballast.pages.work.AlertsPage;
import dev.ballast.pages.work.AlertsPage.Group;
import dev.ballast.pages.work.AlertsPage.Undecided;
import dev.ballast.pages.work.IncidentPage;
import dev.ballast.pages.work.IncidentsPage;
import dev.ballast.pages.work.Step;
import dev.ballast.report.incident.IncidentReport;
import dev.ballast.server.api.IncidentView;
import dev.ballast.server.api.MuteRequest;
import dev.ballast.server.http.Call;
import dev.ballast.server.http.NamedAlert;
import dev.ballast.server.http.Reply;
import dev.ballast.store.alert.Alert;
import dev.ballast.store.alert.CheckGap;
import dev.ballast.store.alert.KeptStep;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.delivery.Mute;
import dev.ballast.store.ticket.Ticket;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/// Puts the pages of alerts and incidents together.
final class AlertPages {
  private static final Duration DAY = Duration.ofDays(1);
  private static final Duration MONTH = Duration.ofDays(30);

  private final PageSources sources;

  AlertPages(PageSources sources) {
    this.sources = sources;
  }

  AlertsPage list() {
    Instant now = sources.clock().now();
    List<Mute> mutes = mutes(now);
    List<CheckGap> gaps = sources.alerts().gaps();
    List<Alert> all = sources.alerts().since(now.minus(DAY));
    List<Alert> open = all.stream().filter(Alert::open).toList();
    List<Group> groups =
        Incident.of(open).stream()
            .filter(incident -> incident.root().urgency() != Urgency.NOTE)
            .map(
                incident ->
                    new Group(
                        WorkRows.alert(incident.root(), mutes), rows(incident.effects(), mutes)))
            .toList();
    return new AlertsPage(
        verdict(groups),
        groups.stream().filter(group -> group.root().muted().isEmpty()).toList(),
        rows(notes(open), mutes),
        groups.stream().map(Group::root).filter(row -> row.muted().isPresent()).toList(),
        undecided(gaps.stream().filter(gap -> !gap.learning()).toList()),
        undecided(gaps.stream().filter(CheckGap::learning).toList()),
        rows(all.stream().filter(alert -> !alert.open()).toList(), mutes));
  }

  /// Checks that cannot be evaluated for one reason are one line.
  private static List<Undecided> undecided(List<CheckGap> gaps) {
    record Why(String target, String why) {}
    Map<Why, List<CheckGap>> by =
        gaps.stream()
            .collect(
                Collectors.groupingBy(
                    gap -> new Why(gap.target(), gap.why()), LinkedHashMap::new, toList()));
    return by.entrySet().stream()
        .map(
            each ->
                new Undecided(
                    each.getKey().target(),
                    each.getValue().stream().map(CheckGap::check).toList(),
                    each.getValue().stream()
                        .map(CheckGap::since)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                    each.getKey().why()))
        .toList();
  }

  private static List<Alert> notes(List<Alert> open) {
    return Incident.of(open).stream()
        .map(Incident::root)
        .filter(root -> root.urgency() == Urgency.NOTE)
        .toList();
  }

  private static String verdict(List<Group> groups) {
    List<Group> loud = groups.stream().filter(g -> g.root().muted().isEmpty()).toList();
    if (loud.isEmpty()) {
      return "Nothing needs anybody.";
    }
    AlertsPage.Row first = loud.getFirst().root();
    String causes = loud.size() == 1 ? "One cause is" : loud.size() + " causes are";
    return causes + " open; begin with " + first.target() + ": " + first.summary() + ".";
  }

  AlertPage one(String id) {
    Alert alert = find(id);
    List<Mute> mutes = mutes(sources.clock().now());
    List<Alert> beside = sources.alerts().since(alert.target(), alert.since());
    Optional<CheckPage> page = WorkRows.page(alert.check());
    return new AlertPage(
        WorkRows.alert(alert, mutes),
        WorkRows.subject(alert.subject()),
        page.map(CheckPage::meaning).orElse("The check is of another version of Ballast."),
        page.map(CheckPage::threshold).orElse("not known here"),
        alert.unknown(),
        alert
            .cause()
            .map(cause -> find(cause.toString()))
            .map(cause -> WorkRows.alert(cause, mutes)),
        ticket(alert).map(Ticket::id),
        rows(
            beside.stream().filter(a -> a.cause().equals(Optional.of(alert.id()))).toList(), mutes),
        WorkRows.facts(alert.condition().evidence()),
        WorkRows.fixes(alert.condition()),
        sources.alerts().steps(alert.id()).stream().map(AlertPages::step).toList());
  }

  private Optional<Ticket> ticket(Alert alert) {
    return sources.tickets().since(alert.since()).stream()
        .filter(t -> t.target().equals(alert.target()) && t.check().equals(alert.check()))
        .filter(t -> t.subject().equals(alert.subject()))
        .findFirst();
  }

  private static Step step(KeptStep step) {
    return new Step(step.at(), step.kind().name().toLowerCase(Locale.ROOT), "", step.summary());
  }

  /// Mutes alerts of the same check, target and subject.
  Reply mute(Call call) {
    Alert alert = find(call.path("alert"));
    sources
        .muting()
        .mute(
            new MuteRequest(
                Optional.of(alert.target()),
                Optional.of(alert.check()),
                alert.subject().all(),
                call.form("pages").isPresent(),
                call.form("duration").orElse(""),
                call.form("reason").orElse("")),
            call);
    return Reply.seeOther("/alerts/" + alert.id());
  }

  private Alert find(String id) {
    return NamedAlert.find(sources.alerts(), id, "alert");
  }

  IncidentsPage incidents() {
    Instant now = sources.clock().now();
    List<Mute> mutes = mutes(now);
    List<IncidentsPage.Row> rows =
        sources.incidents().within(MONTH).stream()
            .filter(incident -> incident.urgency() != Urgency.NOTE)
            .sorted(Comparator.comparing(Incident::since).reversed())
            .map(
                incident ->
                    new IncidentsPage.Row(
                        WorkRows.alert(incident.root(), mutes),
                        incident.effects().size(),
                        lasted(incident, now)))
            .toList();
    long open = rows.stream().filter(row -> row.root().endedAt().isEmpty()).count();
    return new IncidentsPage(
        "%d within 30 days, %d of them open.".formatted(rows.size(), open), rows);
  }

  IncidentPage incident(String id, ZoneId zone) {
    Instant now = sources.clock().now();
    IncidentView view = sources.incidents().show(id);
    Timeline line = view.timeline();
    Incident incident = line.incident();
    IncidentCharts charts = new IncidentCharts(incident, now, zone);
    return new IncidentPage(
        WorkRows.alert(incident.root(), mutes(now)),
        lasted(incident, now),
        charts.figures(sources),
        charts.members(),
        line.suspects().stream().map(AlertPages::entry).toList(),
        line.entries().stream().map(AlertPages::entry).toList(),
        WorkRows.facts(incident.root().condition().evidence()),
        view.incomplete().map(why -> why.message()),
        new IncidentReport(line, view.incomplete().map(why -> why.message()), now).markdown());
  }

  private static IncidentPage.Entry entry(TimelineEntry entry) {
    String kind =
        switch (entry.kind()) {
          case CHANGED_BEFORE -> "changed before";
          case HAPPENED_BEFORE -> "before";
          case BEGAN -> "began";
          case ALERT -> "alert";
          case HAPPENED -> "meanwhile";
        };
    return new IncidentPage.Entry(entry.at(), kind, entry.text(), WorkRows.facts(entry.evidence()));
  }

  private static String lasted(Incident incident, Instant now) {
    return incident
        .endedAt()
        .map(end -> Durations.text(Duration.between(incident.since(), end)))
        .orElseGet(() -> Durations.text(Duration.between(incident.since(), now)) + " so far");
  }

  private List<Mute> mutes(Instant now) {
    return sources.mutes().endingAfter(now);
  }

  private static List<AlertsPage.Row> rows(List<Alert> alerts, List<Mute> mutes) {
    return alerts.stream().map(alert -> WorkRows.alert(alert, mutes)).toList();
  }
}
