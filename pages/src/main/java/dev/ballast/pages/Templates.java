package dev.ballast.pages;

import dev.ballast.pages.Pages.Template;
import dev.ballast.pages.access.ArrivedPage;
import dev.ballast.pages.access.FailurePage;
import dev.ballast.pages.access.LoginPage;
import dev.ballast.pages.access.ProfilePage;
import dev.ballast.pages.access.SetupPage;
import dev.ballast.pages.admin.AdminPage;
import dev.ballast.pages.fleet.FleetPage;
import dev.ballast.pages.paper.ExecutivePaper;
import dev.ballast.pages.paper.WeeklyPaper;
import dev.ballast.pages.proof.ChangesPage;
import dev.ballast.pages.proof.EntryPage;
import dev.ballast.pages.proof.ProofsPage;
import dev.ballast.pages.proof.RecoverPage;
import dev.ballast.pages.proof.RehearsalPage;
import dev.ballast.pages.report.ExecutivePage;
import dev.ballast.pages.report.MakingPage;
import dev.ballast.pages.report.ReportsPage;
import dev.ballast.pages.report.WeeklyPage;
import dev.ballast.pages.statement.StatementPage;
import dev.ballast.pages.target.TargetPage;
import dev.ballast.pages.work.AlertPage;
import dev.ballast.pages.work.AlertsPage;
import dev.ballast.pages.work.IncidentPage;
import dev.ballast.pages.work.IncidentsPage;
import dev.ballast.pages.work.TicketPage;
import dev.ballast.pages.work.TicketsPage;

/// The pages that there are.
public final class Templates {
  public static final Template<LoginPage> LOGIN = Template.of(LoginPage.class, "login");
  public static final Template<ArrivedPage> ARRIVED = Template.of(ArrivedPage.class, "arrived");
  public static final Template<ProfilePage> PROFILE = Template.of(ProfilePage.class, "profile");
  public static final Template<SetupPage> SETUP = Template.of(SetupPage.class, "setup");
  public static final Template<FailurePage> FAILURE = Template.of(FailurePage.class, "failure");
  public static final Template<FleetPage> FLEET = Template.of(FleetPage.class, "fleet");
  public static final Template<TargetPage> TARGET = Template.of(TargetPage.class, "target");
  public static final Template<AlertsPage> ALERTS = Template.of(AlertsPage.class, "alerts");
  public static final Template<AlertPage> ALERT = Template.of(AlertPage.class, "alert");
  public static final Template<TicketsPage> TICKETS = Template.of(TicketsPage.class, "tickets");
  public static final Template<TicketPage> TICKET = Template.of(TicketPage.class, "ticket");
  public static final Template<IncidentsPage> INCIDENTS =
      Template.of(IncidentsPage.class, "incidents");
  public static final Template<IncidentPage> INCIDENT = Template.of(IncidentPage.class, "incident");
  public static final Template<ProofsPage> PROOFS = Template.of(ProofsPage.class, "proofs");
  public static final Template<EntryPage> ENTRY = Template.of(EntryPage.class, "entry");
  public static final Template<ChangesPage> CHANGES = Template.of(ChangesPage.class, "changes");
  public static final Template<RecoverPage> RECOVER = Template.of(RecoverPage.class, "recover");
  public static final Template<RehearsalPage> REHEARSAL =
      Template.of(RehearsalPage.class, "rehearsal");
  public static final Template<StatementPage> STATEMENT =
      Template.of(StatementPage.class, "statement");
  public static final Template<AdminPage> ADMIN = Template.of(AdminPage.class, "admin");
  public static final Template<ReportsPage> REPORTS = Template.of(ReportsPage.class, "reports");
  public static final Template<ExecutivePage> EXECUTIVE =
      Template.of(ExecutivePage.class, "executive");
  public static final Template<MakingPage> MAKING = Template.of(MakingPage.class, "making");
  public static final Template<WeeklyPage> WEEKLY = Template.of(WeeklyPage.class, "weekly");
  static final Template<ExecutivePaper> EXECUTIVE_PAPER =
      Template.of(ExecutivePaper.class, "paper/executive");
  static final Template<WeeklyPaper> WEEKLY_PAPER = Template.of(WeeklyPaper.class, "paper/weekly");

  private Templates() {}
}
