package dev.ballast.server.page;

import dev.ballast.evidence.Fault;
import dev.ballast.pages.admin.AdminPage.Issued;
import dev.ballast.server.ServerError;
import dev.ballast.server.access.Need;
import dev.ballast.server.access.Tokens;
import dev.ballast.server.access.Users;
import dev.ballast.server.api.LinkView;
import dev.ballast.server.api.TokenRequest;
import dev.ballast.server.http.AccessDesk;
import dev.ballast.server.http.Call;
import dev.ballast.server.http.Endpoint;
import dev.ballast.server.http.Reply;
import java.util.List;
import java.util.Optional;

/// What an admin does to users and tokens on the page of the node. What fails throws, so that the
/// audit trail has it as a refusal.
final class AccessForms {
  private static final String USER = "user";
  private static final String DAYS = "[1-9][0-9]{0,8}";

  private final PageSources sources;
  private final AccessDesk desk;
  private final Showing page;

  /// Shows the page with what was just made.
  @FunctionalInterface
  interface Showing {
    Reply show(Call call, Issued issued);
  }

  AccessForms(PageSources sources, Showing page) {
    this.sources = sources;
    this.desk = new AccessDesk(sources.users(), sources.tokens());
    this.page = page;
  }

  List<Endpoint> all() {
    return List.of(
        Endpoint.post("/admin/users/add", Need.ADMIN, "Adds a user, and shows the link once")
            .showing(this::add),
        Endpoint.post("/admin/users/link", Need.ADMIN, "Makes a link for another password")
            .showing(this::link),
        Endpoint.post("/admin/users/role", Need.ADMIN, "Gives a user another role")
            .showing(this::setRole),
        Endpoint.post("/admin/users/disable", Need.ADMIN, "Forbids a user everything")
            .showing(this::disable),
        Endpoint.post("/admin/users/enable", Need.ADMIN, "Allows a user again what it may")
            .showing(this::enable),
        Endpoint.post("/admin/tokens/create", Need.ADMIN, "Makes a token, and shows it once")
            .showing(this::create),
        Endpoint.post("/admin/tokens/revoke", Need.ADMIN, "Revokes a token, at once")
            .showing(this::revoke));
  }

  private static String user(Call call) {
    String user = call.form(USER).orElse("");
    // What is no name may be a password in the wrong field.
    if (Users.isName(user)) {
      call.note(user);
    }
    return user;
  }

  private Reply add(Call call) {
    String user = user(call);
    Users.Link link = desk.add(call, user, call.form("role").orElse(""));
    return shown(call, "Link for %s to set a password".formatted(user), link);
  }

  private Reply link(Call call) {
    String user = user(call);
    Users.Link link = sources.users().link(user);
    return shown(call, "Link for %s to set a new password".formatted(user), link);
  }

  private Reply shown(Call call, String what, Users.Link link) {
    LinkView view = LinkView.of(link);
    return page.show(
        call, new Issued(what, call.nodeAddress() + view.link(), Optional.of(view.endsAt())));
  }

  private Reply setRole(Call call) {
    desk.setRole(call, user(call), call.form("role").orElse(""));
    return Reply.seeOther("/admin#users");
  }

  private Reply disable(Call call) {
    sources.users().disable(user(call));
    return Reply.seeOther("/admin#users");
  }

  private Reply enable(Call call) {
    sources.users().enable(user(call));
    return Reply.seeOther("/admin#users");
  }

  private Reply create(Call call) {
    String name = call.form("name").orElse("").strip();
    Tokens.Made made = desk.create(call, new TokenRequest(name, call.forms("scope"), days(call)));
    return page.show(call, new Issued("The token for " + name, made.secret(), made.endsAt()));
  }

  /// Empty until it is revoked.
  private static Optional<Integer> days(Call call) {
    Optional<String> text = call.form("days").filter(value -> !value.isEmpty());
    if (text.isPresent() && !text.get().matches(DAYS)) {
      throw Fault.of(ServerError.REQUEST_INVALID, "days is not a whole number");
    }
    return text.map(Integer::valueOf);
  }

  private Reply revoke(Call call) {
    String prefix = call.form("token").orElse("");
    sources.tokens().revoke(prefix);
    // Only now: what is no prefix may be a whole token.
    call.note(prefix);
    return Reply.seeOther("/admin#tokens");
  }
}
