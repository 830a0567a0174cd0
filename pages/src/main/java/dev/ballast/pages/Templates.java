package dev.ballast.pages;

import dev.ballast.pages.Pages.Template;
import dev.ballast.pages.access.FailurePage;
import dev.ballast.pages.access.LoginPage;
import dev.ballast.pages.access.SetupPage;
import dev.ballast.pages.fleet.FleetPage;
import dev.ballast.pages.target.TargetPage;

/// The pages that there are.
public final class Templates {
  public static final Template<LoginPage> LOGIN = Template.of(LoginPage.class, "login");
  public static final Template<SetupPage> SETUP = Template.of(SetupPage.class, "setup");
  public static final Template<FailurePage> FAILURE = Template.of(FailurePage.class, "failure");
  public static final Template<FleetPage> FLEET = Template.of(FleetPage.class, "fleet");
  public static final Template<TargetPage> TARGET = Template.of(TargetPage.class, "target");

  private Templates() {}
}
