package dev.ballast.server.oidc;

import com.nimbusds.jose.jwk.JWKSet;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.json.Json;
import dev.ballast.machine.RandomName;
import dev.ballast.server.access.AccessError;
import dev.ballast.server.access.Logins;
import dev.ballast.server.access.Logins.Begun;
import dev.ballast.server.access.Logins.Origin;
import dev.ballast.server.access.Users;
import dev.ballast.store.access.Account;
import dev.ballast.store.access.Accounts;
import dev.ballast.store.access.LoginAttempts;
import dev.ballast.store.access.Role;
import dev.ballast.store.access.SecretHash;
import dev.ballast.targets.config.ProviderSettings;
import dev.ballast.targets.secret.SecretReference;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Sends a browser to the provider, and lets the person in who comes back from it. State, nonce and
/// code verifier are made of one random number that only the browser's cookie holds; the store
/// knows its hash, and each is good once. Safe for any number of threads.
public final class ProviderLogins {
  private static final int SECRET_BYTES = 32;
  private static final int NAME_DIGITS = 12;
  private static final String CALLBACK = "/api/v1/oidc/callback";

  /// How long a person may take at the provider.
  public static final Duration LIFE = Duration.ofMinutes(10);

  private final ProviderSettings settings;
  private final Wire wire;
  private final Accounts accounts;
  private final LoginAttempts attempts;
  private final Logins logins;
  private final Clock clock;

  /// Asks the provider: a GET where there is no form.
  @FunctionalInterface
  public interface Wire {
    /// The body of the answer, of a refusal of a form too. Throws `provider-unusable`.
    byte[] ask(URI where, Optional<Form> form);
  }

  /// What is posted to the provider.
  ///
  /// @param user and `password` of the client, where it has one
  public record Form(Map<String, String> fields, String user, Optional<String> password) {
    /// The code and the password are not for logs.
    @Override
    public String toString() {
      return "form of " + user;
    }
  }

  /// The tables that a login of a provider's person needs.
  public record Tables(Accounts accounts, LoginAttempts attempts) {}

  public ProviderLogins(
      ProviderSettings settings, Wire wire, Tables tables, Logins logins, Clock clock) {
    this.settings = settings;
    this.wire = wire;
    this.accounts = tables.accounts();
    this.attempts = tables.attempts();
    this.logins = logins;
    this.clock = clock;
  }

  /// A browser that is sent away.
  ///
  /// @param where the provider's page
  /// @param cookie what the browser must show when it comes back
  public record Departure(URI where, String cookie) {
    @Override
    public String toString() {
      return "departure to " + where.getHost();
    }
  }

  /// What the browser brings back.
  ///
  /// @param cookie that it got when it was sent away
  public record Return(
      Optional<String> cookie,
      Optional<String> code,
      Optional<String> state,
      Optional<String> issuer) {
    @Override
    public String toString() {
      return "return from a provider";
    }
  }

  private record Endpoints(URI authorization, URI token, URI keys, boolean namesIssuer) {}

  /// Sends a browser to the provider.
  public Departure depart(Origin origin) {
    logins.throttle(origin);
    Endpoints endpoints = discover();
    String secret = RandomName.of(SECRET_BYTES);
    Instant now = clock.now();
    attempts.begin(derived("attempt", secret), now, now.plus(LIFE));
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", settings.clientId());
    query.put("redirect_uri", callback());
    query.put("scope", "openid profile");
    query.put("state", derived("state", secret).hex());
    query.put("nonce", derived("nonce", secret).hex());
    query.put("code_challenge", challenge(derived("verifier", secret)));
    query.put("code_challenge_method", "S256");
    String known = endpoints.authorization().getRawQuery();
    return new Departure(
        URI.create(endpoints.authorization() + (known == null ? "?" : "&") + FormText.of(query)),
        secret);
  }

  /// Lets in who comes back, or throws why not.
  public Begun arrive(Return back, Origin origin) {
    logins.throttle(origin);
    String secret = back.cookie().orElse("");
    boolean ours =
        back.state()
            .map(SecretHash::of)
            .filter(s -> s.is(SecretHash.of(derived("state", secret).hex())))
            .isPresent();
    if (secret.isEmpty() || !ours || !attempts.end(derived("attempt", secret), clock.now())) {
      throw logins.unvouched("", "this browser was not sent there, or a while ago", origin);
    }
    Endpoints endpoints = discover();
    if (back.issuer().map(i -> !i.equals(issuer())).orElse(endpoints.namesIssuer())) {
      throw logins.unvouched("", "another provider answered", origin);
    }
    if (back.code().isEmpty()) {
      throw logins.unvouched("", "the provider did not let the person in", origin);
    }
    IdToken token;
    try {
      token =
          IdToken.verified(
              exchanged(endpoints, back.code().get(), secret)
                  .orElseThrow(
                      () -> logins.unvouched("", "the provider did not take the code", origin)),
              keys(endpoints),
              new IdToken.Expected(
                  issuer(),
                  settings.clientId(),
                  derived("nonce", secret).hex(),
                  settings.groupsClaim(),
                  clock.now()));
    } catch (IdToken.Unbelievable e) {
      throw logins.unvouched("", "the provider's token is not believed: " + e.why(), origin);
    }
    return logins.vouched(account(token, origin), origin);
  }

  private Account account(IdToken token, Origin origin) {
    String name = name(token);
    Role role =
        role(token.groups())
            .orElseThrow(
                () -> logins.unvouched(name, "none of the groups has a role here", origin));
    return accounts
        .ofProvider(issuer(), token.subject(), name, role, clock.now())
        .orElseThrow(
            () -> logins.unvouched(name, "another user has the name " + name + " here", origin));
  }

  private Optional<Role> role(List<String> groups) {
    ProviderSettings.Groups known = settings.groups();
    return groups.stream().anyMatch(known.admins()::contains)
        ? Optional.of(Role.ADMIN)
        : groups.stream().anyMatch(known.operators()::contains)
            ? Optional.of(Role.OPERATOR)
            : groups.stream().anyMatch(known.viewers()::contains)
                ? Optional.of(Role.VIEWER)
                : Optional.empty();
  }

  /// A name that can be one here.
  private static String name(IdToken token) {
    return token
        .name()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .filter(Users::isName)
        .orElseGet(() -> "oidc-" + SecretHash.of(token.subject()).hex().substring(0, NAME_DIGITS));
  }

  /// The token; empty where the provider refuses the code.
  private Optional<String> exchanged(Endpoints endpoints, String code, String secret) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("grant_type", "authorization_code");
    fields.put("code", code);
    fields.put("redirect_uri", callback());
    fields.put("client_id", settings.clientId());
    fields.put("code_verifier", derived("verifier", secret).hex());
    Form form =
        new Form(
            fields, settings.clientId(), settings.clientSecret().map(SecretReference::resolve));
    JsonNode answer = asked(endpoints.token(), Optional.of(form));
    return answer.has("error") ? Optional.empty() : Optional.of(text(answer, "id_token"));
  }

  private JWKSet keys(Endpoints endpoints) {
    try {
      return JWKSet.parse(asked(endpoints.keys(), Optional.empty()).toString());
    } catch (ParseException e) {
      throw unusable("its keys are not a JWK set").cause(e);
    }
  }

  /// Read each time: a login is rare, and a provider's keys and endpoints change.
  private Endpoints discover() {
    JsonNode document =
        asked(
            URI.create(issuer().replaceFirst("/$", "") + "/.well-known/openid-configuration"),
            Optional.empty());
    if (!issuer().equals(text(document, "issuer"))) {
      throw unusable("its discovery document names another issuer");
    }
    return new Endpoints(
        endpoint(document, "authorization_endpoint"),
        endpoint(document, "token_endpoint"),
        endpoint(document, "jwks_uri"),
        document.path("authorization_response_iss_parameter_supported").asBoolean(false));
  }

  private JsonNode asked(URI where, Optional<Form> form) {
    try {
      return Json.mapper().readTree(wire.ask(where, form));
    } catch (JacksonException e) {
      throw unusable("its answer is not JSON").cause(e);
    }
  }

  /// As safe as the issuer's own address.
  private URI endpoint(JsonNode document, String key) {
    try {
      URI endpoint = URI.create(text(document, key));
      if (settings.issuer().getScheme().equals(endpoint.getScheme())) {
        return endpoint;
      }
    } catch (IllegalArgumentException e) {
      throw unusable(key + " is no URL").cause(e);
    }
    throw unusable(key + " is of another scheme than the issuer");
  }

  private static String text(JsonNode document, String key) {
    try {
      return document.required(key).asString();
    } catch (JacksonException e) {
      throw unusable("its answer has no " + key).cause(e);
    }
  }

  static Fault unusable(String why) {
    return Fault.of(AccessError.PROVIDER_UNUSABLE, "the provider cannot be used")
        .detail(why)
        .hint(
            "Compare serve.provider with what the provider says; users of the node may still log in.");
  }

  private String issuer() {
    return settings.issuer().toString();
  }

  private String callback() {
    return settings.address().toString().replaceFirst("/$", "") + CALLBACK;
  }

  private static SecretHash derived(String what, String secret) {
    return SecretHash.of(what + " " + secret);
  }

  private static String challenge(SecretHash verifier) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(HexFormat.of().parseHex(SecretHash.of(verifier.hex()).hex()));
  }
}
