package dev.ballast.server.oidc;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ballast.evidence.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringTokenizer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// An OpenID provider on loopback that lets in whom the test says. Takes each code once, with the
/// verifier of its challenge and the client's password.
public final class LocalProvider implements AutoCloseable {
  static final String CLIENT = "ballast";
  public static final String PASSWORD = "the client's +password";

  private final HttpServer server;
  private final RSAKey rsa;
  private final ECKey elliptic;
  private final Map<String, Grant> codes = new ConcurrentHashMap<>();

  private final AtomicInteger granted = new AtomicInteger();

  private record Grant(String challenge, String token) {}

  private LocalProvider(HttpServer server, RSAKey rsa, ECKey elliptic) {
    this.server = server;
    this.rsa = rsa;
    this.elliptic = elliptic;
  }

  public static LocalProvider start() {
    try {
      LocalProvider provider =
          new LocalProvider(
              HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0),
              new RSAKeyGenerator(2048).keyID("r").generate(),
              new ECKeyGenerator(Curve.P_256).keyID("e").generate());
      provider.server.createContext("/.well-known/openid-configuration", provider::discovery);
      provider.server.createContext("/token", provider::token);
      provider.server.createContext(
          "/keys", exchange -> send(exchange, 200, provider.keys().toString(true)));
      provider.server.start();
      return provider;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  public String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  RSAKey rsa() {
    return rsa;
  }

  JWKSet keys() {
    return new JWKSet(List.of(rsa, elliptic)).toPublicJWKSet();
  }

  /// A token of these claims, signed by one of the two keys.
  String signed(JWSAlgorithm algorithm, JWTClaimsSet claims) {
    try {
      boolean isRsa = algorithm.equals(JWSAlgorithm.RS256);
      SignedJWT token =
          new SignedJWT(
              new JWSHeader.Builder(algorithm)
                  .keyID(isRsa ? rsa.getKeyID() : elliptic.getKeyID())
                  .build(),
              claims);
      token.sign(isRsa ? new RSASSASigner(rsa) : new ECDSASigner(elliptic));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /// What a browser asks that the node sent here.
  public record Asked(Map<String, String> query) {
    public static Asked of(String location) {
      return new Asked(form(location.substring(location.indexOf('?') + 1)));
    }

    public String state() {
      return query.get("state");
    }

    /// The same with the nonce of another one.
    public Asked withNonce(String nonce) {
      Map<String, String> other = new HashMap<>(query);
      other.put("nonce", nonce);
      return new Asked(other);
    }
  }

  /// The code that a browser brings back whose person logged in, for a token of ES256.
  public String grant(Asked asked, Instant now, String subject, String name, List<String> groups) {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer())
            .audience(CLIENT)
            .subject(subject)
            .claim("nonce", asked.query().get("nonce"))
            .claim("preferred_username", name)
            .claim("groups", groups)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(300)))
            .build();
    String code = "code-" + granted.incrementAndGet();
    codes.put(
        code, new Grant(asked.query().get("code_challenge"), signed(JWSAlgorithm.ES256, claims)));
    return code;
  }

  private void discovery(HttpExchange exchange) throws IOException {
    Map<String, String> document = new LinkedHashMap<>();
    document.put("issuer", issuer());
    document.put("authorization_endpoint", issuer() + "/authorize?tenant=1");
    document.put("token_endpoint", issuer() + "/token");
    document.put("jwks_uri", issuer() + "/keys");
    document.put("authorization_response_iss_parameter_supported", "true");
    send(exchange, 200, new String(Json.write(document), StandardCharsets.UTF_8));
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> form =
        form(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    String client =
        new String(
            Base64.getDecoder()
                .decode(
                    exchange.getRequestHeaders().getFirst("Authorization").replace("Basic ", "")),
            StandardCharsets.UTF_8);
    Grant grant = codes.remove(form.getOrDefault("code", ""));
    boolean right =
        grant != null
            && client.equals(CLIENT + ":the+client%27s+%2Bpassword")
            && form.getOrDefault("grant_type", "").equals("authorization_code")
            && grant.challenge().equals(challenge(form.getOrDefault("code_verifier", "")));
    if (right) {
      send(exchange, 200, "{\"token_type\": \"Bearer\", \"id_token\": \"" + grant.token() + "\"}");
    } else {
      send(exchange, 400, "{\"error\": \"invalid_grant\"}");
    }
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static Map<String, String> form(String text) {
    Map<String, String> fields = new HashMap<>();
    for (StringTokenizer each = new StringTokenizer(text, "&"); each.hasMoreTokens(); ) {
      String field = each.nextToken();
      int equal = field.indexOf('=');
      fields.put(
          field.substring(0, equal),
          URLDecoder.decode(field.substring(equal + 1), StandardCharsets.UTF_8));
    }
    return fields;
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
