package dev.ballast.server.http;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.pages.Pages;
import dev.ballast.pages.Templates;
import dev.ballast.pages.access.FailurePage;
import dev.ballast.pages.frame.Frame;
import dev.ballast.pages.frame.Viewer;
import dev.ballast.pages.text.Moments;
import dev.ballast.server.ServerError;
import io.helidon.http.HeaderNames;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

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
      return failure(fault, response, now);
    }
  }

  /// Where somebody logs in who is not known, and comes back from.
  private static Reply login(ServerRequest request) {
    String to = "/";
    if (request.prologue().method().equals(Method.GET)) {
      String query = request.query().isEmpty() ? "" : "?" + request.query().rawValue();
      to = request.path().rawPath() + query;
    }
    return Reply.seeOther("/login?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));
  }

  private static Reply failure(Fault fault, ServerResponse response, Instant now) {
    Status status = Refusals.status(fault);
    FailurePage page =
        new FailurePage(
            status.code(),
            fault.code().id(),
            fault.getMessage(),
            fault.detail(),
            fault.hint(),
            response.headers().first(HeaderNames.create("X-Request-Id")).orElse("-"));
    Frame frame =
        new Frame(
            status.reasonPhrase(),
            Optional.empty(),
            "/",
            Optional.empty(),
            Viewer.nobody(),
            new Moments(now, ZoneOffset.UTC));
    return Reply.html(Pages.html(Templates.FAILURE, frame, page)).withStatus(status);
  }
}
