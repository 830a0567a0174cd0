package dev.ballast.server.http;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.json.Json;
import dev.ballast.evidence.json.Misread;
import dev.ballast.server.ServerError;
import dev.ballast.server.access.Identity;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// A request to an endpoint, whose parameters are among those that the endpoint declares.
public final class Call {
  private static final String JSON = "application/json";

  private final ServerRequest request;
  private final Identity identity;
  private final Optional<String> cookie;
  private final List<String> notes = new ArrayList<>();

  /// @param cookie of the session that the request shows, good or not
  Call(ServerRequest request, Identity identity, Optional<String> cookie) {
    this.request = request;
    this.identity = identity;
    this.cookie = cookie;
  }

  /// Who the request is of.
  public Identity identity() {
    return identity;
  }

  Optional<String> cookie() {
    return cookie;
  }

  Optional<String> attemptCookie() {
    return Cookies.attempt(request);
  }

  /// Adds to the entry of the audit trail what the request is about. Never a secret.
  public void note(String about) {
    notes.add(about);
  }

  String notes() {
    return String.join(" ", notes);
  }

  /// The values of the path's parameters, in their order.
  String pathParameters(Endpoint endpoint) {
    return endpoint.contract().parameters().stream()
        .filter(parameter -> parameter.place() == Parameter.Place.PATH)
        .map(parameter -> path(parameter.name()))
        .collect(Collectors.joining(" "));
  }

  /// A parameter of the path.
  public String path(String name) {
    return request.path().pathParameters().get(name);
  }

  /// A parameter of the query; the last one where it is given more than once.
  public Optional<String> query(String name) {
    return request.query().contains(name)
        ? Optional.of(request.query().all(name).getLast())
        : Optional.empty();
  }

  /// The names of all parameters of the query.
  public List<String> queryNames() {
    return List.copyOf(request.query().names());
  }

  /// A moment in the query. Throws `request-invalid` where it is none.
  public Optional<Instant> moment(String name) {
    Optional<String> text = query(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Instant.parse(text.get()));
    } catch (DateTimeParseException e) {
      throw Fault.of(ServerError.REQUEST_INVALID, name + " is not a time")
          .hint("Write it as 2026-11-29T20:15:00Z.")
          .cause(e);
    }
  }

  /// A whole number in the query. Throws `request-invalid` where it is none, or not between the
  /// two.
  public OptionalInt number(String name, int least, int most) {
    Optional<String> text = query(name);
    if (text.isEmpty()) {
      return OptionalInt.empty();
    }
    try {
      int number = Integer.parseInt(text.get());
      if (number >= least && number <= most) {
        return OptionalInt.of(number);
      }
      throw outOfBounds(name, least, most);
    } catch (NumberFormatException e) {
      throw outOfBounds(name, least, most).cause(e);
    }
  }

  private static Fault outOfBounds(String name, int least, int most) {
    return Fault.of(
        ServerError.REQUEST_INVALID, name + " is not a whole number from " + least + " to " + most);
  }

  /// A value of an enumeration in the query, in any case. Throws `request-invalid` where it is
  /// none.
  public <E extends Enum<E>> Optional<E> choice(String name, List<E> values) {
    Optional<String> text = query(name);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String named = text.get().toUpperCase(Locale.ROOT);
    return Optional.of(
        values.stream()
            .filter(value -> value.name().equals(named))
            .findFirst()
            .orElseThrow(
                () ->
                    Fault.of(ServerError.REQUEST_INVALID, "there is no such " + name)
                        .hint("Choose one of " + String.join(", ", names(values)) + ".")));
  }

  /// The names of an enumeration's values as a query has them.
  static <E extends Enum<E>> List<String> names(List<E> values) {
    return values.stream().map(value -> value.name().toLowerCase(Locale.ROOT)).toList();
  }

  /// The JSON that the request carries. Throws `request-invalid` where it is not of that type.
  public <T> T body(Class<T> type) {
    // A form of another site cannot send this type.
    if (!request.headers().first(HeaderNames.CONTENT_TYPE).map(Call::isJson).orElse(false)) {
      throw Fault.of(ServerError.REQUEST_INVALID, "the request's body is not declared as JSON")
          .hint("Send the header Content-Type: application/json.");
    }
    try {
      @Nullable T body = Json.read(request.content().as(byte[].class), type);
      if (body == null) {
        throw unexpected("it is null");
      }
      return body;
    } catch (JacksonException e) {
      throw unexpected(Misread.why(e)).cause(e);
    }
  }

  private static Fault unexpected(String why) {
    return Fault.of(ServerError.REQUEST_INVALID, "the request's body is not what is expected")
        .detail(why)
        .hint("GET /api/v1/openapi.json describes it.");
  }

  private static boolean isJson(String contentType) {
    int semicolon = contentType.indexOf(';');
    String type = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    return type.strip().equalsIgnoreCase(JSON);
  }

  /// The address that the request came from.
  public String peer() {
    return request.remotePeer().host();
  }
}
