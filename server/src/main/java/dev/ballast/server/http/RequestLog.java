package dev.ballast.server.http;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Correlation;
import dev.ballast.server.log.LogLine.Request;
import dev.ballast.server.log.NodeLog;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HttpException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.time.Instant;

/// Gives each request an id, which its response carries, and writes it down when it is answered.
public final class RequestLog {
  /// A proxy or a client may have given the request an id, which is kept then.
  private static final HeaderName ID = HeaderNames.create("X-Request-Id");

  private final NodeLog log;
  private final Clock clock;

  public RequestLog(NodeLog log, Clock clock) {
    this.log = log;
    this.clock = clock;
  }

  /// The time, by the clock of the log.
  Instant now() {
    return clock.now();
  }

  /// Writes down where a defect is; what an exception says may hold what was sent.
  void unexpected(RuntimeException unexpected, ServerResponse response) {
    if (!(unexpected instanceof HttpException)) {
      log.defect(response.headers().first(ID).orElse("-"), unexpected);
    }
  }

  /// Returns the request's id.
  String begin(ServerRequest request, ServerResponse response) {
    long began = clock.nanoTime();
    String correlation =
        request.headers().first(ID).filter(Correlation::isWellFormed).orElseGet(Correlation::fresh);
    response.header(ID, correlation);
    response.whenSent(
        () ->
            log.request(
                correlation,
                new Request(
                    request.prologue().method().text(),
                    request.matchingPattern().orElse("-"),
                    response.status().code(),
                    clock.since(began).toMillis(),
                    request.remotePeer().host())));
    return correlation;
  }
}
