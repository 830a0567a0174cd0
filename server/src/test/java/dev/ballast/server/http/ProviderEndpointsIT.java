package dev.ballast.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.server.http.Visitor.Answer;
import dev.ballast.server.node.SteppedClock;
import dev.ballast.server.node.VaultNode;
import dev.ballast.server.oidc.LocalProvider;
import dev.ballast.server.oidc.LocalProvider.Asked;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// A browser that goes to a provider and comes back, and what others try meanwhile.
class ProviderEndpointsIT {
  private static final SteppedClock CLOCK = new SteppedClock();
  private static LocalProvider provider;
  private static VaultNode node;
  private static Visitor stranger;

  @BeforeAll
  static void start() {
    provider = LocalProvider.start();
    node =
        VaultNode.start(
            CLOCK,
            """
            serve:
              provider:
                issuer: %s
                client-id: ballast
                client-secret: file:client.secret
                address: https://ballast.example.com/
                viewers: [all]
                operators: [dba]
                admins: [head of dba]
            """
                .formatted(provider.issuer()));
    stranger = Visitor.of(node.address());
  }

  @AfterAll
  static void end() {
    node.close();
    provider.close();
  }

  @BeforeEach
  void write() throws IOException {
    CLOCK.step(Duration.ofMinutes(6));
    VaultNode.secret(node.folder().resolve("client.secret"), LocalProvider.PASSWORD);
  }

  private record Sent(Asked asked, String cookie) {}

  private static Sent depart() {
    CLOCK.step(Duration.ofMinutes(1));
    Answer answer = stranger.get("/api/v1/oidc/login");
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(303);
    assertThat(answer.header("Set-Cookie").orElseThrow())
        .matches("__Host-ballast-login=[0-9a-f]{64};.*")
        .contains("SameSite=Lax", "HttpOnly", "Secure", "Path=/");
    return new Sent(Asked.of(answer.header("Location").orElseThrow()), answer.cookie());
  }

  private static Answer arrive(String cookie, String code, String state, String issuer) {
    return stranger
        .with("Cookie", cookie)
        .get(
            "/api/v1/oidc/callback?code=%s&state=%s&iss=%s"
                .formatted(code, state, URLEncoder.encode(issuer, StandardCharsets.UTF_8)));
  }

  private static Answer logIn(String subject, String name, String... groups) {
    Sent sent = depart();
    String code = provider.grant(sent.asked(), CLOCK.now(), subject, name, List.of(groups));
    return arrive(sent.cookie(), code, sent.asked().state(), provider.issuer());
  }

  private static void refused(Answer answer, String why) {
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(401);
    assertThat(answer.text("code")).isEqualTo("login-refused");
    assertThat(answer.text("detail")).isEqualTo(why);
    assertThat(answer.header("Set-Cookie")).isEmpty();
  }

  @Test
  void whoComesBackFromTheProviderHasTheRoleOfTheGroups() {
    Sent sent = depart();
    assertThat(sent.asked().query())
        .containsEntry("tenant", "1")
        .containsEntry("response_type", "code")
        .containsEntry("client_id", "ballast")
        .containsEntry("redirect_uri", "https://ballast.example.com/api/v1/oidc/callback")
        .containsEntry("code_challenge_method", "S256");
    Answer answer = logIn("1", "Ann", "dba", "all");
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    assertThat(answer.text("who")).isEqualTo("user ann");
    Answer session = stranger.with("Cookie", answer.sessionCookie()).get("/api/v1/session");
    assertThat(session.text("role")).isEqualTo("operator");

    // The same person has another name and other groups now.
    Answer later = logIn("1", "anna", "head of dba", "all");
    assertThat(later.text("who")).isEqualTo("user ann");
    assertThat(later.text("role")).isEqualTo("admin");
    Visitor owner = stranger.withToken(node.ownersToken());
    assertThat(owner.get("/api/v1/users").response().body()).contains(provider.issuer());

    refused(logIn("2", "ann", "all"), "another user has the name ann here");
    refused(logIn("3", "bob", "guests"), "none of the groups has a role here");
    assertThat(logIn("4", "A name that cannot be one", "all").text("who"))
        .matches("user oidc-[0-9a-f]{12}");
    assertThat(logIn("5", "eve", "all").status()).isEqualTo(200);
    assertThat(owner.post("/api/v1/users/eve/disable", "").status()).isEqualTo(200);
    refused(logIn("5", "eve", "all"), "the user is disabled here");
    assertThat(node.actions().getLast().payload()).contains("eve", "REFUSED", "login-refused");
  }

  @Test
  void aBrowserFindsTheProviderOnTheLoginPageAndComesBackToAPage() {
    assertThat(stranger.get("/login").response().body())
        .contains(
            "href=\"/api/v1/oidc/login\"",
            "Log in at " + URI.create(provider.issuer()).getAuthority());
    Sent sent = depart();
    String code = provider.grant(sent.asked(), CLOCK.now(), "10", "gwen", List.of("dba"));
    String path =
        "/api/v1/oidc/callback?code=%s&state=%s&iss=%s"
            .formatted(
                code,
                sent.asked().state(),
                URLEncoder.encode(provider.issuer(), StandardCharsets.UTF_8));
    Visitor browser = stranger.with("Cookie", sent.cookie()).with("Accept", "text/html,*/*;q=0.8");
    Answer answer = browser.get(path);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.response().body()).contains("You are gwen, with the role operator");
    assertThat(answer.header("Content-Security-Policy").orElseThrow()).contains("style-src 'self'");
    // A redirect would not carry a cookie that is for the node's own pages only.
    assertThat(answer.header("Refresh")).hasValue("0; url=/");
    assertThat(stranger.with("Cookie", answer.sessionCookie()).get("/").status()).isEqualTo(200);
    Answer again = browser.get(path);
    assertThat(again.status()).isEqualTo(401);
    assertThat(again.response().body())
        .contains("this browser was not sent there, or a while ago", "id=\"refused\"");
    assertThat(again.header("Set-Cookie")).isEmpty();
  }

  @Test
  void aCodeIsGoodForOneBrowserOnce() {
    String notSent = "this browser was not sent there, or a while ago";
    Sent victim = depart();
    Sent attacker = depart();
    String code =
        provider.grant(attacker.asked(), CLOCK.now(), "9", "mallory", List.of("head of dba"));
    // The attacker's answer in the victim's browser, in parts and whole.
    refused(arrive(victim.cookie(), code, attacker.asked().state(), provider.issuer()), notSent);
    refused(
        arrive(victim.cookie(), code, victim.asked().state(), provider.issuer()),
        "the provider did not take the code");
    refused(arrive("a=b", code, attacker.asked().state(), provider.issuer()), notSent);

    Sent own = depart();
    String good = provider.grant(own.asked(), CLOCK.now(), "8", "carl", List.of("all"));
    assertThat(arrive(own.cookie(), good, own.asked().state(), provider.issuer()).status())
        .isEqualTo(200);
    CLOCK.step(Duration.ofMinutes(1));
    refused(arrive(own.cookie(), good, own.asked().state(), provider.issuer()), notSent);
    Sent next = depart();
    refused(
        arrive(next.cookie(), good, next.asked().state(), provider.issuer()),
        "the provider did not take the code");

    Sent slow = depart();
    String late = provider.grant(slow.asked(), CLOCK.now(), "8", "carl", List.of("all"));
    CLOCK.step(Duration.ofMinutes(10));
    refused(arrive(slow.cookie(), late, slow.asked().state(), provider.issuer()), notSent);
  }

  @Test
  void anotherProvidersAnswerAndTokensForOthersAreRefused() {
    Sent mixed = depart();
    String code = provider.grant(mixed.asked(), CLOCK.now(), "7", "dora", List.of("all"));
    refused(
        arrive(mixed.cookie(), code, mixed.asked().state(), "https://evil.example.com"),
        "another provider answered");
    // The provider says that it names itself, so silence is no answer of it.
    Sent silent = depart();
    refused(
        stranger
            .with("Cookie", silent.cookie())
            .get("/api/v1/oidc/callback?code=x&state=" + silent.asked().state()),
        "another provider answered");
    Sent denied = depart();
    refused(
        stranger
            .with("Cookie", denied.cookie())
            .get(
                "/api/v1/oidc/callback?error=access_denied&state=%s&iss=%s"
                    .formatted(
                        denied.asked().state(),
                        URLEncoder.encode(provider.issuer(), StandardCharsets.UTF_8))),
        "the provider did not let the person in");
    Sent sent = depart();
    String foreign =
        provider.grant(
            sent.asked().withNonce("of another login"), CLOCK.now(), "7", "dora", List.of("all"));
    refused(
        arrive(sent.cookie(), foreign, sent.asked().state(), provider.issuer()),
        "the provider's token is not believed: it answers another attempt to log in");
    assertThat(stranger.withToken(node.ownersToken()).get("/api/v1/users").response().body())
        .doesNotContain("dora");
  }

  @Test
  void withoutTheClientsSecretNobodyIsLetIn() throws IOException {
    Files.delete(node.folder().resolve("client.secret"));
    Sent sent = depart();
    String code = provider.grant(sent.asked(), CLOCK.now(), "6", "finn", List.of("all"));
    Answer answer = arrive(sent.cookie(), code, sent.asked().state(), provider.issuer());
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.response().body()).doesNotContain(LocalProvider.PASSWORD);
  }
}
