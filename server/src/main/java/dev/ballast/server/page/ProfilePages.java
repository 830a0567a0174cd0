package dev.ballast.server.page;

import dev.ballast.evidence.Fault;
import dev.ballast.pages.Pages;
import dev.ballast.pages.Templates;
import dev.ballast.pages.access.ProfilePage;
import dev.ballast.pages.access.ProfilePage.Choice;
import dev.ballast.server.ServerError;
import dev.ballast.server.access.Identity;
import dev.ballast.server.access.Need;
import dev.ballast.server.access.Users;
import dev.ballast.server.http.Call;
import dev.ballast.server.http.Endpoint;
import dev.ballast.server.http.Parameter;
import dev.ballast.server.http.Reply;
import dev.ballast.store.access.Account;
import dev.ballast.store.access.Profile;
import dev.ballast.store.access.Profile.Density;
import dev.ballast.store.access.Profile.Theme;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// How a person looks at pages: kept with the user, so that each browser has it.
final class ProfilePages {
  private static final String KEPT = "kept";

  private static final List<String> ZONES =
      ZoneId.getAvailableZoneIds().stream()
          .filter(zone -> zone.equals("UTC") || zone.matches("[A-Z][a-z]+/[A-Z].*"))
          .filter(zone -> !zone.startsWith("Etc/"))
          .sorted()
          .toList();

  private final Users users;
  private final Frames frames;

  ProfilePages(Users users, Frames frames) {
    this.users = users;
    this.frames = frames;
  }

  List<Endpoint> all() {
    return List.of(
        Endpoint.get("/profile", Need.SESSION, "How a person looks at pages")
            .taking(Parameter.text(KEPT, "Given after it was changed"))
            .showing(this::page),
        Endpoint.post("/profile", Need.SESSION, "Changes how a person looks at pages")
            .showing(this::keep));
  }

  private static Account account(Call call) {
    if (call.identity() instanceof Identity.Person person) {
      return person.account();
    }
    throw new IllegalStateException("an endpoint for sessions was reached without one");
  }

  private Reply page(Call call) {
    Profile profile = account(call).profile();
    ProfilePage page =
        new ProfilePage(
            new Choice(
                Arrays.stream(Theme.values()).map(Theme::text).toList(), profile.theme().text()),
            new Choice(
                Arrays.stream(Density.values()).map(Density::text).toList(),
                profile.density().text()),
            profile.zone().map(ZoneId::getId).orElse(""),
            ZONES,
            call.query(KEPT).isPresent());
    return Reply.html(Pages.html(Templates.PROFILE, frames.apart(call, "Your pages"), page));
  }

  private Reply keep(Call call) {
    Theme theme =
        Theme.parse(call.form("theme").orElse(""))
            .orElseThrow(() -> invalid("theme", "system, light and dark"));
    Density density =
        Density.parse(call.form("density").orElse(""))
            .orElseThrow(() -> invalid("density", "usual and dense"));
    Optional<ZoneId> zone = zone(call.form("zone").orElse("").strip());
    users.setProfile(
        account(call), new Profile(theme, zone, density, call.form("shortcuts").isPresent()));
    return Reply.seeOther("/profile?kept=yes");
  }

  private static Optional<ZoneId> zone(String text) {
    if (text.isEmpty()) {
      return Optional.empty();
    }
    if (!ZoneId.getAvailableZoneIds().contains(text)) {
      throw invalid("time zone", "those that the page lists, such as Europe/Berlin");
    }
    return Optional.of(ZoneId.of(text));
  }

  private static Fault invalid(String what, String choices) {
    return Fault.of(ServerError.REQUEST_INVALID, "there is no such " + what)
        .hint("Choose one of " + choices + ".");
  }
}
