package dev.ballast.server.http;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.server.access.Logins.Begun;
import dev.ballast.server.access.Logins.Origin;
import dev.ballast.server.access.Need;
import dev.ballast.server.api.SessionView;
import dev.ballast.server.http.Endpoint.Answer;
import dev.ballast.server.oidc.ProviderLogins;
import dev.ballast.server.oidc.ProviderLogins.Departure;
import dev.ballast.server.oidc.ProviderLogins.Return;
import dev.ballast.store.access.SecretHash;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Status;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Logins at an OpenID provider.
public final class ProviderEndpoints {
  private static final String PLAIN = "text/plain; charset=utf-8";
  private static final String CODE = "code";
  private static final String STATE = "state";
  private static final String ISSUER = "iss";

  /// What providers add that is of no use to the node.
  private static final List<String> UNUSED =
      List.of(
          "error_description", "error_uri", "session_state", "scope", "authuser", "prompt", "hd");

  private final ProviderLogins logins;
  private final String provider;
  private final Clock clock;

  /// @param provider the host of it, for people
  public ProviderEndpoints(ProviderLogins logins, String provider, Clock clock) {
    this.logins = logins;
    this.provider = provider;
    this.clock = clock;
  }

  /// In the order in which the API's description lists them.
  public List<Endpoint> all() {
    return List.of(
        Endpoint.get(
                "/api/v1/oidc/login", Need.NOTHING, "Sends the browser to the provider; status 303")
            .replying(new Answer.Text(PLAIN), this::depart),
        Endpoint.get("/api/v1/oidc/callback", Need.NOTHING, "Where the provider sends it back")
            .taking(
                Parameter.text(CODE, "What the node exchanges for a token"),
                Parameter.text(STATE, "Which attempt it was"),
                Parameter.text(ISSUER, "Which provider it was"),
                Parameter.text("error", "Why the person was not let in"))
            .taking(UNUSED.stream().map(ProviderEndpoints::unused).toArray(Parameter[]::new))
            .replying(new Answer.Json(SessionView.class), this::arrive));
  }

  private static Parameter unused(String name) {
    return Parameter.text(name, "Is not used");
  }

  private static Origin origin(Call call) {
    return new Origin(call.peer(), call.cookie().map(SecretHash::of));
  }

  private Reply depart(Call call) {
    Departure departure = logins.depart(origin(call));
    return Reply.bytes(PLAIN, "see the provider\n".getBytes(StandardCharsets.US_ASCII))
        .withStatus(Status.SEE_OTHER_303)
        .with(HeaderValues.create(HeaderNames.LOCATION, departure.where().toString()))
        .with(Cookies.of(departure));
  }

  private Reply arrive(Call call) {
    if (!call.takesPages()) {
      Begun begun = begun(call);
      return with(begun, Reply.json(AccessEndpoints.session(begun)));
    }
    try {
      Begun begun = begun(call);
      return with(begun, PageAnswers.arrived(begun.account(), clock.now()));
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      return PageAnswers.notArrived(fault, provider, clock.now());
    }
  }

  private Begun begun(Call call) {
    return logins.arrive(
        new Return(call.attemptCookie(), call.query(CODE), call.query(STATE), call.query(ISSUER)),
        origin(call));
  }

  private static Reply with(Begun begun, Reply reply) {
    return reply.with(Cookies.of(begun)).with(Cookies.noAttempt());
  }
}
