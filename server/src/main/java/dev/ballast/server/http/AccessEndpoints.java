package dev.ballast.server.http;

import dev.ballast.evidence.Fault;
import dev.ballast.report.server.TokensReport;
import dev.ballast.report.server.TokensReport.TokenLine;
import dev.ballast.report.server.UsersReport;
import dev.ballast.report.server.UsersReport.UserLine;
import dev.ballast.server.ServerError;
import dev.ballast.server.access.Identity;
import dev.ballast.server.access.Logins;
import dev.ballast.server.access.Need;
import dev.ballast.server.access.Tokens;
import dev.ballast.server.access.Users;
import dev.ballast.server.api.AuditView;
import dev.ballast.server.api.DoneView;
import dev.ballast.server.api.LinkView;
import dev.ballast.server.api.LoginRequest;
import dev.ballast.server.api.NewTokenView;
import dev.ballast.server.api.PasswordRequest;
import dev.ballast.server.api.RoleRequest;
import dev.ballast.server.api.SessionView;
import dev.ballast.server.api.SetupRequest;
import dev.ballast.server.api.TokenRequest;
import dev.ballast.server.http.Endpoint.Answer;
import dev.ballast.store.access.AuditTable;
import dev.ballast.store.access.Scope;
import dev.ballast.store.access.SecretHash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Who may do what: logins, users, tokens, and what was asked of the node.
public final class AccessEndpoints {
  private static final String USER = "user";
  private static final String PREFIX = "prefix";
  private static final String BEFORE = "before";
  private static final int ENTRIES = 200;

  private final Logins logins;
  private final Users users;
  private final Tokens tokens;
  private final AccessDesk desk;
  private final AuditTable audit;

  public AccessEndpoints(Logins logins, Users users, Tokens tokens, AuditTable audit) {
    this.logins = logins;
    this.users = users;
    this.tokens = tokens;
    this.desk = new AccessDesk(users, tokens);
    this.audit = audit;
  }

  /// In the order in which the API's description lists them.
  public List<Endpoint> all() {
    List<Endpoint> all = new ArrayList<>(ofSessions());
    all.addAll(ofUsers());
    all.addAll(ofTokens());
    all.add(
        Endpoint.get("/api/v1/audit", Need.ADMIN, "What was asked of the node, the newest first")
            .taking(Parameter.text(BEFORE, "Only entries with a lower number; 200 are returned"))
            .answering(AuditView.class, this::entries));
    return List.copyOf(all);
  }

  private List<Endpoint> ofSessions() {
    return List.of(
        Endpoint.post("/api/v1/setup", Need.NOTHING, "Sets a password by a one-time link")
            .reading(SetupRequest.class)
            .answering(UserLine.class, this::setUp),
        Endpoint.post("/api/v1/login", Need.NOTHING, "Begins a session, which a cookie names")
            .reading(LoginRequest.class)
            .replying(new Answer.Json(SessionView.class), this::logIn),
        Endpoint.post("/api/v1/logout", Need.SESSION, "Ends the session")
            .replying(new Answer.Json(DoneView.class), this::logOut),
        Endpoint.post("/api/v1/password", Need.SESSION, "Sets a password and ends all sessions")
            .reading(PasswordRequest.class)
            .replying(new Answer.Json(DoneView.class), this::changePassword),
        Endpoint.get("/api/v1/session", Need.KNOWN, "Who the request is of")
            .answering(SessionView.class, AccessEndpoints::session));
  }

  private List<Endpoint> ofUsers() {
    Parameter user = Parameter.ofPath(USER, "The name of the user");
    return List.of(
        Endpoint.get("/api/v1/users", Need.ADMIN, "All users")
            .answering(
                UsersReport.class,
                call -> new UsersReport(users.list().stream().map(UserLine::of).toList())),
        Endpoint.post(
                "/api/v1/users/{user}", Need.ADMIN, "Adds a user, who sets a password by the link")
            .taking(user)
            .reading(RoleRequest.class)
            .answering(LinkView.class, this::add),
        Endpoint.post("/api/v1/users/{user}/role", Need.ADMIN, "Gives a user another role")
            .taking(user)
            .reading(RoleRequest.class)
            .answering(DoneView.class, this::setRole),
        Endpoint.post("/api/v1/users/{user}/disable", Need.ADMIN, "Forbids a user everything")
            .taking(user)
            .answering(DoneView.class, call -> done(call, users::disable)),
        Endpoint.post("/api/v1/users/{user}/enable", Need.ADMIN, "Allows a user again what it may")
            .taking(user)
            .answering(DoneView.class, call -> done(call, users::enable)),
        Endpoint.post(
                "/api/v1/users/{user}/link", Need.ADMIN, "A link by which a user sets a password")
            .taking(user)
            .answering(LinkView.class, call -> LinkView.of(users.link(call.path(USER)))),
        Endpoint.post("/api/v1/admin-link", Need.OWNER, "A link by which an admin is added")
            .answering(LinkView.class, call -> LinkView.of(users.adminLink())));
  }

  private List<Endpoint> ofTokens() {
    return List.of(
        Endpoint.get("/api/v1/tokens", Need.ADMIN, "All tokens, without what makes them good")
            .answering(
                TokensReport.class,
                call -> new TokensReport(tokens.list().stream().map(TokenLine::of).toList())),
        Endpoint.post("/api/v1/tokens", Need.ADMIN, "Makes a token, which is shown this once")
            .reading(TokenRequest.class)
            .answering(NewTokenView.class, this::create),
        Endpoint.delete("/api/v1/tokens/{prefix}", Need.ADMIN, "Revokes a token, at once")
            .taking(Parameter.ofPath(PREFIX, "What the token begins with"))
            .answering(DoneView.class, this::revoke));
  }

  private static Logins.Origin origin(Call call) {
    return new Logins.Origin(call.peer(), call.cookie().map(SecretHash::of));
  }

  private UserLine setUp(Call call) {
    SetupRequest asked = call.body(SetupRequest.class);
    return UserLine.of(logins.setUp(asked.link(), asked.user(), asked.password(), origin(call)));
  }

  private Reply logIn(Call call) {
    LoginRequest asked = call.body(LoginRequest.class);
    Logins.Begun begun = logins.login(asked.user(), asked.password(), origin(call));
    return Reply.json(session(begun)).with(Cookies.of(begun));
  }

  static SessionView session(Logins.Begun begun) {
    return new SessionView(
        "user " + begun.account().name(),
        Optional.of(begun.account().role().text()),
        List.of(),
        Optional.of(CrossSite.token(begun.cookie())),
        Optional.of(begun.endsAt()));
  }

  private static Identity.Person person(Call call) {
    if (call.identity() instanceof Identity.Person person) {
      return person;
    }
    throw new IllegalStateException("an endpoint for sessions was reached without one");
  }

  private Reply logOut(Call call) {
    Identity.Person person = person(call);
    logins.logOut(person);
    return Reply.json(new DoneView(person.account().name())).with(Cookies.none());
  }

  private Reply changePassword(Call call) {
    Identity.Person person = person(call);
    PasswordRequest asked = call.body(PasswordRequest.class);
    logins.changePassword(person, asked.current(), asked.next());
    return Reply.json(new DoneView(person.account().name())).with(Cookies.none());
  }

  private static SessionView session(Call call) {
    return session(call.identity(), call);
  }

  private static SessionView session(Identity identity, Call call) {
    return switch (identity) {
      case Identity.Remembered remembered -> session(remembered.known(), call);
      case Identity.Person person ->
          new SessionView(
              person.who(),
              Optional.of(person.account().role().text()),
              List.of(),
              call.cookie().map(CrossSite::token),
              Optional.of(person.endsAt()));
      case Identity.Program program ->
          new SessionView(
              program.who(),
              Optional.empty(),
              program.token().scopes().stream().map(Scope::text).toList(),
              Optional.empty(),
              program.token().endsAt());
      case Identity.Owner owner ->
          new SessionView(
              owner.who(), Optional.empty(), List.of(), Optional.empty(), Optional.empty());
      case Identity.Nobody nobody ->
          throw new IllegalStateException("an endpoint for the known was reached by nobody");
    };
  }

  private LinkView add(Call call) {
    return LinkView.of(desk.add(call, call.path(USER), call.body(RoleRequest.class).role()));
  }

  private DoneView setRole(Call call) {
    desk.setRole(call, call.path(USER), call.body(RoleRequest.class).role());
    return new DoneView(call.path(USER));
  }

  private static DoneView done(Call call, Consumer<String> change) {
    change.accept(call.path(USER));
    return new DoneView(call.path(USER));
  }

  private NewTokenView create(Call call) {
    return NewTokenView.of(desk.create(call, call.body(TokenRequest.class)));
  }

  private DoneView revoke(Call call) {
    tokens.revoke(call.path(PREFIX));
    return new DoneView(call.path(PREFIX));
  }

  private AuditView entries(Call call) {
    long before =
        call.query(BEFORE)
            .map(
                text -> {
                  if (!text.matches("\\d{1,18}")) {
                    throw Fault.of(ServerError.REQUEST_INVALID, "before is not a number");
                  }
                  return Long.parseLong(text);
                })
            .orElse(Long.MAX_VALUE);
    return AuditView.of(audit.newest(ENTRIES, before));
  }
}
