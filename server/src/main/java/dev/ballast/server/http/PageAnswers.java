package dev.ballast.server.http;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.pages.Pages;
import dev.ballast.pages.Templates;
import dev.ballast.pages.access.ArrivedPage;
import dev.ballast.pages.access.FailurePage;
import dev.ballast.pages.access.LoginPage;
import dev.ballast.pages.frame.Frame;
import dev.ballast.pages.frame.Viewer;
import dev.ballast.pages.text.Moments;
import dev.ballast.server.ServerError;
import dev.ballast.store.access.Account;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a browser is sent: a page, where to log in, or why there is no page.
final class PageAnswers {
  /// Nothing from elsewhere, no script or style in a page, no frame around it.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private PageAnswers() {}

  static void guard(ServerResponse response) {
    response.header(HeaderNames.create("Content-Security-Policy"), POLICY);
    response.header(HeaderNames.create("Referrer-Policy"), "same-origin");
  }

  static Reply of(
      Endpoint endpoint, Gate gate, ServerRequest request, ServerResponse response, Instant now) {
    try {
      return gate.pass(endpoint, request);
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      if (fault.code() == ServerError.TOKEN_REFUSED) {
        return login(request);
      }
      return failure(fault, request, response, now);
    }
  }

  /// Where somebody logs in who is not known, and comes back from.
  private static Reply login(ServerRequest request) {
    String to = asked(request).orElse("/");
    return Reply.seeOther("/login?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));
  }

  /// The address of a page; empty where a form was sent.
  private static Optional<String> asked(ServerRequest request) {
    if (!request.prologue().method().equals(Method.GET)) {
      return Optional.empty();
    }
    String query = request.query().isEmpty() ? "" : "?" + request.query().rawValue();
    return Optional.of(request.path().rawPath() + query);
  }

  private static Reply failure(
      Fault fault, ServerRequest request, ServerResponse response, Instant now) {
    Status status = Refusals.status(fault);
    FailurePage page =
        new FailurePage(
            status.code(),
            fault.code().id(),
            fault.getMessage(),
            fault.detail(),
            fault.hint(),
            asked(request).filter(address -> status.equals(Status.SERVICE_UNAVAILABLE_503)),
            response.headers().first(HeaderNames.create("X-Request-Id")).orElse("-"));
    return Reply.html(Pages.html(Templates.FAILURE, apart(status.reasonPhrase(), now), page))
        .withStatus(status);
  }

  /// Around a page that belongs to nobody.
  private static Frame apart(String title, Instant now) {
    return new Frame(
        title,
        Optional.empty(),
        "/",
        Optional.empty(),
        Viewer.nobody(),
        new Moments(now, ZoneOffset.UTC));
  }

  /// That somebody came back from a provider with a session. The page leads on by itself: a browser
  /// sends the session's cookie with what a page of the node leads to, and not with what another
  /// site's answer redirects to.
  static Reply arrived(Account account, Instant now) {
    ArrivedPage page = new ArrivedPage(account.name(), account.role().text());
    return Reply.html(Pages.html(Templates.ARRIVED, apart("Logged in", now), page))
        .with(HeaderValues.create("Refresh", "0; url=/"));
  }

  /// That somebody came back without one.
  ///
  /// @param provider the host of it
  static Reply notArrived(Fault fault, String provider, Instant now) {
    String why =
        Stream.of(Optional.of(fault.getMessage()), fault.detail(), fault.hint())
            .flatMap(Optional::stream)
            .collect(Collectors.joining(". "));
    LoginPage page = new LoginPage("/", "", Optional.of(why), Optional.of(provider));
    return Reply.html(Pages.html(Templates.LOGIN, apart("Log in", now), page))
        .withStatus(Refusals.status(fault));
  }
}
