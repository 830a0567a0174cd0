package dev.ballast.server.page;

import dev.ballast.evidence.Fault;
import dev.ballast.pages.Pages;
import dev.ballast.pages.Papers;
import dev.ballast.pages.Templates;
import dev.ballast.pages.chart.ImageWriter;
import dev.ballast.pages.frame.Section;
import dev.ballast.pages.paper.Paper;
import dev.ballast.pages.report.ExecutivePage;
import dev.ballast.pages.report.ExecutiveSheet;
import dev.ballast.pages.report.MakingPage;
import dev.ballast.pages.report.ReportsPage;
import dev.ballast.pages.report.ReportsPage.Entry;
import dev.ballast.pages.report.ReportsPage.Link;
import dev.ballast.pages.report.SheetCharts;
import dev.ballast.pages.report.WeekChart;
import dev.ballast.pages.report.WeeklyPage;
import dev.ballast.pages.report.WeeklyReview;
import dev.ballast.pages.report.WeeklyTables;
import dev.ballast.pages.text.Moments;
import dev.ballast.server.ServerError;
import dev.ballast.server.access.Need;
import dev.ballast.server.http.Call;
import dev.ballast.server.http.Endpoint;
import dev.ballast.server.http.Endpoint.Answer;
import dev.ballast.server.http.Parameter;
import dev.ballast.server.http.Reply;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/// The reports: as pages, on paper, as Markdown and as JSON.
final class ReportPages {
  private static final String PDF = "application/pdf";
  private static final String MARKDOWN = "text/markdown; charset=utf-8";
  private static final String PAPER = "paper";
  private static final String TO = "to";
  private static final String CHART = "chart";
  private static final int PICTURE_WIDTH = 480;
  private static final int PICTURE_HEIGHT = 220;
  private static final Parameter SIZE =
      Parameter.choice(
          PAPER,
          Arrays.stream(Paper.values()).map(Paper::key).toList(),
          "The size of its sheets; a4 if absent");
  private static final Parameter WEEK_END =
      Parameter.moment(TO, "The moment after the week's last; now if absent");

  private static final Parameter ZONE =
      Parameter.text(
          "zone", "The zone of its times, such as Europe/Berlin; the reader's if absent");

  private final PageSources sources;
  private final Frames frames;
  private final ReportPeriods periods;
  private final Prepared<ExecutiveSheet> sheets;
  private final Prepared<WeeklyReview> reviews;

  ReportPages(PageSources sources, Frames frames) {
    this.sources = sources;
    this.frames = frames;
    this.periods = new ReportPeriods(sources.clock());
    this.sheets = new Prepared<>(sources.clock());
    this.reviews = new Prepared<>(sources.clock());
  }

  List<Endpoint> all() {
    Parameter[] period = ReportPeriods.PARAMETERS.toArray(Parameter[]::new);
    return List.of(
        Endpoint.get("/reports", Need.READ, "Which reports there are").showing(this::list),
        Endpoint.get("/reports/executive", Need.READ, "The executive sheet of a period")
            .taking(period)
            .showing(this::executive),
        Endpoint.get("/reports/executive.pdf", Need.READ, "The executive sheet on one sheet")
            .taking(period)
            .taking(SIZE, ZONE)
            .showing(this::executivePdf),
        Endpoint.get("/reports/executive/{chart}", Need.READ, "A chart of the sheet as PNG")
            .taking(Parameter.ofPath(CHART, "health.png, storage.png or cost.png"))
            .taking(period)
            .showing(this::picture),
        Endpoint.get("/reports/weekly", Need.READ, "What differs from the week before")
            .taking(WEEK_END)
            .showing(this::weekly),
        Endpoint.get("/reports/weekly.pdf", Need.READ, "The weekly review on paper")
            .taking(WEEK_END, SIZE, ZONE)
            .showing(this::weeklyPdf),
        Endpoint.get("/reports/weekly.md", Need.READ, "The weekly review as Markdown")
            .taking(WEEK_END, ZONE)
            .showing(this::weeklyMarkdown),
        Endpoint.get("/api/v1/reports/executive", Need.READ, "The executive sheet of a period")
            .taking(period)
            .taking(ZONE)
            .answering(ExecutiveSheet.class, this::sheet),
        Endpoint.get("/api/v1/reports/executive.pdf", Need.READ, "The executive sheet on one sheet")
            .taking(period)
            .taking(SIZE, ZONE)
            .replying(new Answer.Text(PDF), this::executivePdf),
        Endpoint.get("/api/v1/reports/weekly", Need.READ, "What differs from the week before")
            .taking(WEEK_END)
            .answering(WeeklyReview.class, this::review),
        Endpoint.get("/api/v1/reports/weekly.pdf", Need.READ, "The weekly review on paper")
            .taking(WEEK_END, SIZE, ZONE)
            .replying(new Answer.Text(PDF), this::weeklyPdf),
        Endpoint.get("/api/v1/reports/weekly.md", Need.READ, "The weekly review as Markdown")
            .taking(WEEK_END, ZONE)
            .replying(new Answer.Text("text/markdown"), this::weeklyMarkdown));
  }

  private Reply list(Call call) {
    return Reply.html(
        Pages.html(
            Templates.REPORTS,
            frames.of(call, "Reports", Section.REPORTS),
            new ReportsPage(
                List.of(
                    new Entry(
                        "Executive sheet",
                        "Whether objectives are met, what runs out when, what was done, what is at"
                            + " risk, and which decision is needed: one printed page.",
                        List.of(
                            new Link("7 days", "/reports/executive?last=7d"),
                            new Link("30 days", "/reports/executive?last=30d"),
                            new Link("PDF of 30 days, A4", "/reports/executive.pdf?last=30d"),
                            new Link(
                                "PDF of 30 days, Letter",
                                "/reports/executive.pdf?last=30d&paper=letter")),
                        "ballast report executive --last 30d --to executive.pdf"),
                    new Entry(
                        "Weekly review",
                        "What differs from the week before, and the questions for the meeting,"
                            + " each with who is to answer it.",
                        List.of(
                            new Link("This week", "/reports/weekly"),
                            new Link("PDF, A4", "/reports/weekly.pdf"),
                            new Link("PDF, Letter", "/reports/weekly.pdf?paper=letter"),
                            new Link("Markdown", "/reports/weekly.md")),
                        "ballast report weekly --markdown --to week.md")))));
  }

  private Moments moments(Call call) {
    return new Moments(
        sources.clock().now(),
        call.query(ZONE.name()).map(ReportPages::zone).orElseGet(call::zone));
  }

  private static ZoneId zone(String text) {
    if (!ZoneId.getAvailableZoneIds().contains(text)) {
      throw Fault.of(ServerError.REQUEST_INVALID, "there is no such zone")
          .hint("Write it as in the database of the IANA: Europe/Berlin, UTC.");
    }
    return ZoneId.of(text);
  }

  private ExecutiveSheet sheet(Call call) {
    return made(call, periods.of(call), read -> {});
  }

  private ExecutiveSheet made(Call call, ReportPeriods.Bounds bounds, IntConsumer read) {
    return new ExecutivePages(sources).of(bounds.from(), bounds.to(), moments(call), read);
  }

  /// Sentences and dates of a sheet are of a zone.
  private String key(Call call, ReportPeriods.Bounds bounds) {
    return bounds.query() + " " + moments(call).zone();
  }

  /// As others who read the page see it.
  private ExecutiveSheet shared(Call call) {
    ReportPeriods.Bounds bounds = periods.of(call);
    return sheets.whole(key(call, bounds), read -> made(call, bounds, read));
  }

  private Reply executive(Call call) {
    ReportPeriods.Bounds bounds = periods.of(call);
    String title = "Executive sheet";
    Prepared.Answer<ExecutiveSheet> answer =
        sheets.now(key(call, bounds), read -> made(call, bounds, read));
    if (answer.value().isEmpty()) {
      return making(call, title, answer.done(), "/reports/executive?" + bounds.query());
    }
    ExecutiveSheet sheet = answer.value().get();
    return Reply.html(
        Pages.html(
            Templates.EXECUTIVE,
            frames.of(call, title, Section.REPORTS),
            new ExecutivePage(sheet, SheetCharts.of(sheet, moments(call)), bounds.query())));
  }

  private Reply making(Call call, String title, int done, String path) {
    return Reply.html(
        Pages.html(
            Templates.MAKING,
            frames.of(call, title, Section.REPORTS),
            new MakingPage(title, done, sources.status().get().targets().size(), path)));
  }

  private Reply executivePdf(Call call) {
    Paper paper = paper(call);
    return file(PDF, "executive.pdf", Papers.executive(shared(call), moments(call), paper));
  }

  private Reply picture(Call call) {
    String name = call.path(CHART);
    return SheetCharts.of(shared(call), moments(call)).stream()
        .filter(chart -> name.equals(chart.id() + ".png"))
        .findFirst()
        .map(
            chart ->
                Reply.bytes("image/png", ImageWriter.png(chart, PICTURE_WIDTH, PICTURE_HEIGHT)))
        .orElseThrow(
            () ->
                Fault.of(ServerError.RESOURCE_MISSING, "the sheet has no such chart")
                    .hint("It has health.png, storage.png and cost.png."));
  }

  private WeeklyReview review(Call call) {
    return made(call, read -> {});
  }

  private WeeklyReview made(Call call, IntConsumer read) {
    return new WeeklyPages(sources)
        .of(call.moment(TO).orElseGet(() -> sources.clock().now()), read);
  }

  private static String week(Call call) {
    return call.moment(TO).map(Instant::toString).orElse("");
  }

  private Reply weekly(Call call) {
    String title = "Weekly review";
    String week = week(call);
    Prepared.Answer<WeeklyReview> answer = reviews.now(week, read -> made(call, read));
    if (answer.value().isEmpty()) {
      return making(
          call, title, answer.done(), "/reports/weekly" + (week.isEmpty() ? "" : "?to=" + week));
    }
    WeeklyReview review = answer.value().get();
    Moments moments = moments(call);
    return Reply.html(
        Pages.html(
            Templates.WEEKLY,
            frames.of(call, title, Section.REPORTS),
            new WeeklyPage(
                review,
                WeekChart.of(review, moments.zone()),
                WeeklyTables.of(review, moments),
                week.isEmpty() ? "" : "&to=" + week)));
  }

  /// As others who read the page see it.
  private WeeklyReview sharedReview(Call call) {
    return reviews.whole(week(call), read -> made(call, read));
  }

  private Reply weeklyPdf(Call call) {
    Paper paper = paper(call);
    return file(PDF, "weekly.pdf", Papers.weekly(sharedReview(call), moments(call), paper));
  }

  private Reply weeklyMarkdown(Call call) {
    String text = WeeklyMarkdown.of(sharedReview(call), moments(call));
    return file(MARKDOWN, "weekly.md", text.getBytes(StandardCharsets.UTF_8));
  }

  private static Reply file(String type, String name, byte[] content) {
    return Reply.bytes(type, content)
        .with(
            HeaderValues.create(
                HeaderNames.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\""));
  }

  private static Paper paper(Call call) {
    return Paper.of(call.query(PAPER).orElse(Paper.A4.key()))
        .orElseThrow(
            () ->
                Fault.of(ServerError.REQUEST_INVALID, "there is no paper of that size")
                    .hint("Choose a4 or letter."));
  }
}
