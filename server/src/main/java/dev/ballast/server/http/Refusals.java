package dev.ballast.server.http;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.server.ServerError;
import dev.ballast.server.access.AccessError;
import dev.ballast.server.access.Throttled;
import dev.ballast.server.api.TargetView.FaultView;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.HttpException;
import io.helidon.http.Status;
import java.util.List;
import java.util.Optional;

/// What is returned where a request was not answered.
final class Refusals {
  private static final Status MISDIRECTED = Status.create(421, "Misdirected Request");

  private Refusals() {}

  static Reply of(Fault fault) {
    Reply reply = Reply.json(FaultView.of(fault)).withStatus(status(fault));
    if (fault.code() == ServerError.TOKEN_REFUSED) {
      return reply.with(HeaderValues.create(HeaderNames.WWW_AUTHENTICATE, "Bearer"));
    }
    Optional<Long> seconds = Throttled.seconds(fault);
    return seconds.isPresent()
        ? reply.with(HeaderValues.create(HeaderNames.RETRY_AFTER, Long.toString(seconds.get())))
        : reply;
  }

  /// What was not expected: a request that HTTP itself refuses, or a defect of Ballast, of which
  /// nothing is given away.
  static Reply of(RuntimeException unexpected) {
    return unexpected instanceof HttpException refused
        ? Reply.json(
                FaultView.of(
                    Fault.of(
                        ServerError.REQUEST_INVALID,
                        "the request is refused: " + refused.status().reasonPhrase())))
            .withStatus(refused.status())
        : Reply.json(
                FaultView.of(
                    Fault.of(
                            CommonError.INTERNAL_ERROR,
                            "an assumption of Ballast's own code did not hold")
                        .hint("The node's log names it, under the id of X-Request-Id.")))
            .withStatus(Status.INTERNAL_SERVER_ERROR_500);
  }

  /// A path that takes other methods.
  static Reply methodNotAllowed(List<String> allowed) {
    String names = String.join(", ", allowed);
    return Reply.json(
            FaultView.of(
                Fault.of(ServerError.REQUEST_INVALID, "the path does not take that method")
                    .hint("It takes " + names + ".")))
        .withStatus(Status.METHOD_NOT_ALLOWED_405)
        .with(HeaderValues.create(HeaderNames.ALLOW, names));
  }

  static Status status(Fault fault) {
    return switch (fault.code()) {
      case ServerError.TOKEN_REFUSED -> Status.UNAUTHORIZED_401;
      case ServerError.RESOURCE_MISSING -> Status.NOT_FOUND_404;
      case ServerError.REQUEST_INVALID -> Status.BAD_REQUEST_400;
      case AccessError access -> status(access);
      default ->
          fault.code().kind().exit() == ExitCode.USAGE
              ? Status.BAD_REQUEST_400
              : Status.SERVICE_UNAVAILABLE_503;
    };
  }

  private static Status status(AccessError code) {
    return switch (code) {
      case LOGIN_REFUSED -> Status.UNAUTHORIZED_401;
      case ACCESS_DENIED, CROSS_SITE_REFUSED, LINK_INVALID -> Status.FORBIDDEN_403;
      case HOST_REFUSED -> MISDIRECTED;
      case PASSWORD_WEAK, USER_NAME_INVALID -> Status.BAD_REQUEST_400;
      case USER_EXISTS, LAST_ADMIN -> Status.CONFLICT_409;
      case USER_UNKNOWN, TOKEN_UNKNOWN -> Status.NOT_FOUND_404;
      case TOO_MANY_REQUESTS -> Status.TOO_MANY_REQUESTS_429;
      case AUDIT_UNWRITABLE, PROVIDER_UNUSABLE -> Status.SERVICE_UNAVAILABLE_503;
    };
  }
}
