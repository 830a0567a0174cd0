package dev.ballast.server.page;

import dev.ballast.evidence.Fault;
import dev.ballast.observe.watch.TargetState;
import dev.ballast.pages.Pages;
import dev.ballast.pages.Pages.Template;
import dev.ballast.pages.Templates;
import dev.ballast.pages.frame.Period;
import dev.ballast.pages.frame.Section;
import dev.ballast.pages.text.Moments;
import dev.ballast.server.ServerError;
import dev.ballast.server.access.Need;
import dev.ballast.server.http.Call;
import dev.ballast.server.http.Endpoint;
import dev.ballast.server.http.Parameter;
import dev.ballast.server.http.Reply;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The pages of a node.
public final class WebPages {
  private static final String TARGET = "target";
  private static final String ALERT = "alert";
  private static final String INCIDENT = "incident";
  private static final String VAULT = "vault";
  private static final String ENTRY = "entry";
  private static final String QUERY_ID = "queryid";
  private static final String FILTER = "q";
  private static final String PAGE = "page";
  private static final String AT = "at";
  private static final int MOST_PAGES = 100_000;

  private final PageSources sources;
  private final Frames frames;

  public WebPages(PageSources sources) {
    this.sources = sources;
    this.frames = new Frames(sources.clock());
  }

  public List<Endpoint> all() {
    List<Endpoint> all =
        new ArrayList<>(new AccessPages(sources.logins(), sources.provider(), frames).all());
    all.addAll(new ProfilePages(sources.users(), frames).all());
    all.addAll(new TicketPages(sources, frames).all());
    AlertPages alerts = new AlertPages(sources);
    all.add(
        Endpoint.get("/alerts", Need.READ, "What is wrong, by its cause")
            .showing(
                call -> shown(call, Templates.ALERTS, "Alerts", Section.ALERTS, alerts.list())));
    all.add(
        Endpoint.get("/alerts/{alert}", Need.READ, "An alert")
            .taking(Parameter.ofPath(ALERT, "Its id, or how it begins"))
            .showing(
                call ->
                    shown(
                        call,
                        Templates.ALERT,
                        "Alert",
                        Section.ALERTS,
                        alerts.one(call.path(ALERT)))));
    all.add(
        Endpoint.post("/alerts/{alert}/mute", Need.OPERATE, "Has nobody notified of an alert")
            .taking(Parameter.ofPath(ALERT, "Its id"))
            .showing(alerts::mute));
    all.add(
        Endpoint.get("/incidents", Need.READ, "What was wrong within 30 days")
            .showing(
                call ->
                    shown(
                        call,
                        Templates.INCIDENTS,
                        "Incidents",
                        Section.INCIDENTS,
                        alerts.incidents())));
    all.add(
        Endpoint.get("/incidents/{incident}", Need.READ, "What happened around an alert")
            .taking(Parameter.ofPath(INCIDENT, "The id of an alert of it"))
            .showing(
                call ->
                    shown(
                        call,
                        Templates.INCIDENT,
                        "Incident",
                        Section.INCIDENTS,
                        alerts.incident(call.path(INCIDENT), call.zone()))));
    all.addAll(ofProofs());
    all.addAll(new AdminPages(sources, frames).all());
    all.addAll(new ReportPages(sources, frames).all());
    all.add(
        Endpoint.get("/targets/{target}/statements/{queryid}", Need.READ, "A statement")
            .taking(
                Parameter.ofPath(TARGET, "The name of the target"),
                Parameter.ofPath(QUERY_ID, "The server's id for it"))
            .taking(Frames.PERIOD.toArray(Parameter[]::new))
            .showing(this::statement));
    all.add(
        Endpoint.get("/", Need.READ, "All targets, the worst first")
            .taking(
                Parameter.text(FILTER, "Words, all of which a target's name, labels or owner hold"),
                Parameter.number(PAGE, 1, MOST_PAGES, "Which hundred of them"))
            .showing(this::fleet));
    all.add(
        Endpoint.get("/targets/{target}", Need.READ, "One target")
            .taking(Parameter.ofPath(TARGET, "Its name"))
            .taking(Frames.PERIOD.toArray(Parameter[]::new))
            .showing(this::target));
    return List.copyOf(all);
  }

  private List<Endpoint> ofProofs() {
    ProofPages proofs = new ProofPages(sources);
    ChangePages changes = new ChangePages(sources);
    return List.of(
        Endpoint.get("/proofs", Need.READ, "How each target comes back")
            .taking(
                Parameter.text(FILTER, "What the name of a target holds"),
                Parameter.number(PAGE, 1, MOST_PAGES, "Which twenty of them"))
            .showing(
                call ->
                    shown(
                        call,
                        Templates.PROOFS,
                        "Proofs",
                        Section.PROOFS,
                        proofs.list(
                            call.query(FILTER).orElse("").strip(),
                            call.number(PAGE, 1, MOST_PAGES).orElse(1),
                            new Moments(sources.clock().now(), call.zone())))),
        Endpoint.get("/proofs/{vault}/{entry}", Need.READ, "An entry of evidence")
            .taking(
                Parameter.ofPath(VAULT, "The name of the vault"),
                Parameter.ofPath(ENTRY, "The number of the entry"))
            .showing(
                call ->
                    shown(
                        call,
                        Templates.ENTRY,
                        "Evidence",
                        Section.PROOFS,
                        proofs.entry(call.path(VAULT), number(call.path(ENTRY)), call.zone()))),
        Endpoint.get("/recover", Need.READ, "Which command recovers a target to a moment")
            .taking(
                Parameter.text(TARGET, "The name of the target"),
                Parameter.moment(AT, "The moment; the newest that can be recovered if absent"))
            .showing(
                call ->
                    shown(
                        call,
                        Templates.RECOVER,
                        "Recover",
                        Section.PROOFS,
                        new RecoverPages(sources)
                            .of(
                                call.query(TARGET).orElse(""),
                                call.moment(AT),
                                new Moments(sources.clock().now(), call.zone())))),
        Endpoint.get("/changes", Need.READ, "What was rehearsed, predicted and deployed")
            .showing(
                call -> shown(call, Templates.CHANGES, "Changes", Section.CHANGES, changes.page())),
        Endpoint.get("/changes/{vault}/{entry}", Need.READ, "A rehearsal")
            .taking(
                Parameter.ofPath(VAULT, "The name of the vault"),
                Parameter.ofPath(ENTRY, "The number of the entry"))
            .showing(
                call ->
                    shown(
                        call,
                        Templates.REHEARSAL,
                        "Rehearsal",
                        Section.CHANGES,
                        changes.rehearsal(
                            call.path(VAULT), number(call.path(ENTRY)), call.zone()))));
  }

  /// 0, which nothing has, where it is no number.
  private static long number(String text) {
    return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
  }

  private <P> Reply shown(Call call, Template<P> template, String title, Section section, P page) {
    return Reply.html(Pages.html(template, frames.of(call, title, section), page));
  }

  private Reply fleet(Call call) {
    Instant now = sources.clock().now();
    return Reply.html(
        Pages.html(
            Templates.FLEET,
            frames.of(call, "Fleet", Section.FLEET),
            FleetPages.of(
                sources.status().get(),
                sources.alerts().since(now),
                sources.tickets().since(now),
                sources.abouts().get(),
                call.query(FILTER).orElse("").strip(),
                call.number(PAGE, 1, MOST_PAGES).orElse(1))));
  }

  private TargetState named(Call call) {
    return sources
        .board()
        .target(call.path(TARGET))
        .orElseThrow(
            () ->
                Fault.of(ServerError.RESOURCE_MISSING, "there is no target of that name")
                    .hint("The page of the fleet lists the targets."));
  }

  private Reply statement(Call call) {
    TargetState state = named(call);
    Period period = frames.period(call);
    return Reply.html(
        Pages.html(
            Templates.STATEMENT,
            frames.of(call, "Statement", Section.FLEET, period),
            new StatementPages(sources).of(state, call.path(QUERY_ID), period, call.zone())));
  }

  private Reply target(Call call) {
    TargetState state = named(call);
    Period period = frames.period(call);
    return Reply.html(
        Pages.html(
            Templates.TARGET,
            frames.of(call, state.target(), Section.FLEET, period),
            new TargetPages(sources).of(state, period, call.zone())));
  }
}
