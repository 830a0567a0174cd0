package dev.ballast.server.page;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.pages.Asset;
import dev.ballast.pages.Pages;
import dev.ballast.pages.Templates;
import dev.ballast.pages.access.LoginPage;
import dev.ballast.pages.access.SetupPage;
import dev.ballast.server.ServerError;
import dev.ballast.server.access.AccessError;
import dev.ballast.server.access.Identity;
import dev.ballast.server.access.Logins;
import dev.ballast.server.access.Need;
import dev.ballast.server.http.Call;
import dev.ballast.server.http.Endpoint;
import dev.ballast.server.http.Parameter;
import dev.ballast.server.http.Reply;
import dev.ballast.store.access.Account;
import dev.ballast.store.access.SecretHash;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import java.util.List;
import java.util.Optional;

/// Logging in and out in a browser, and the files that pages use.
final class AccessPages {
  private static final String TO = "to";
  private static final String USER = "user";
  private static final String PASSWORD = "password";
  private static final String NAME = "name";

  private final Logins logins;
  private final Optional<String> provider;
  private final Frames frames;

  /// @param provider the host where people log in, if there is one
  AccessPages(Logins logins, Optional<String> provider, Frames frames) {
    this.logins = logins;
    this.provider = provider;
    this.frames = frames;
  }

  List<Endpoint> all() {
    return List.of(
        Endpoint.get("/login", Need.NOTHING, "Where a person logs in")
            .taking(Parameter.text(TO, "The page to return to"))
            .showing(call -> login(call, call.query(TO).orElse("/"), "", Optional.empty())),
        Endpoint.post("/login", Need.NOTHING, "Begins a session").showing(this::logIn),
        Endpoint.get("/setup", Need.NOTHING, "Where a person sets a password by a one-time link")
            .showing(call -> setup(call, "", Optional.empty())),
        Endpoint.post("/setup", Need.NOTHING, "Sets a password by a one-time link")
            .showing(this::setUp),
        Endpoint.post("/logout", Need.SESSION, "Ends the session").showing(this::logOut),
        Endpoint.get("/assets/{name}", Need.NOTHING, "A file that pages use")
            .taking(Parameter.ofPath(NAME, "Its name, with the digest of its bytes"))
            .showing(AccessPages::asset));
  }

  private Reply login(Call call, String to, String user, Optional<String> refused) {
    return Reply.html(
        Pages.html(
            Templates.LOGIN,
            frames.apart(call, "Log in"),
            new LoginPage(own(to), user, refused, provider)));
  }

  private Reply logIn(Call call) {
    String to = own(call.form(TO).orElse("/"));
    String user = call.form(USER).orElse("");
    try {
      Logins.Begun begun = logins.login(user, call.form(PASSWORD).orElse(""), origin(call));
      return Reply.seeOther(to).withSession(begun);
    } catch (Fault fault) {
      return login(call, to, user, Optional.of(refusal(fault))).withStatus(Status.UNAUTHORIZED_401);
    }
  }

  private Reply setup(Call call, String user, Optional<String> refused) {
    return Reply.html(
        Pages.html(
            Templates.SETUP, frames.apart(call, "Set a password"), new SetupPage(user, refused)));
  }

  private Reply setUp(Call call) {
    String user = call.form(USER).orElse("");
    String password = call.form(PASSWORD).orElse("");
    try {
      Account account = logins.setUp(call.form("link").orElse(""), user, password, origin(call));
      return Reply.seeOther("/").withSession(logins.login(account.name(), password, origin(call)));
    } catch (Fault fault) {
      return setup(call, user, Optional.of(refusal(fault))).withStatus(Status.FORBIDDEN_403);
    }
  }

  private static Logins.Origin origin(Call call) {
    return new Logins.Origin(call.peer(), call.cookie().map(SecretHash::of));
  }

  /// Why a login or a link is refused, in words. Throws any other fault.
  private static String refusal(Fault fault) {
    CommonError.rethrowInterrupt(fault);
    if (!(fault.code() instanceof AccessError)) {
      throw fault;
    }
    return fault.getMessage() + fault.hint().map(hint -> ". " + hint).orElse("");
  }

  private Reply logOut(Call call) {
    if (call.identity() instanceof Identity.Person person) {
      logins.logOut(person);
    }
    return Reply.seeOther("/login").withoutSession();
  }

  /// A path of this node, never another address.
  private static String own(String path) {
    boolean local =
        path.startsWith("/")
            && !path.startsWith("//")
            && path.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\');
    return local ? path : "/";
  }

  private static Reply asset(Call call) {
    Asset asset =
        Asset.find(call.path(NAME))
            .orElseThrow(() -> Fault.of(ServerError.RESOURCE_MISSING, "there is no such file"));
    Reply reply =
        call.takesCompressed()
            ? Reply.bytes(asset.mediaType(), asset.compressed())
                .with(HeaderValues.create(HeaderNames.CONTENT_ENCODING, "gzip"))
            : Reply.bytes(asset.mediaType(), asset.content());
    return reply.with(HeaderValues.create(HeaderNames.VARY, "Accept-Encoding")).kept();
  }
}
