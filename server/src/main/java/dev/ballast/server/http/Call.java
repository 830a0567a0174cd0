package dev.ballast.server.http;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.json.Json;
import dev.ballast.evidence.json.Misread;
import dev.ballast.pages.frame.Looks;
import dev.ballast.pages.frame.Viewer;
import dev.ballast.server.ServerError;
import dev.ballast.server.access.Access;
import dev.ballast.server.access.Identity;
import dev.ballast.server.access.Need;
import dev.ballast.store.access.Profile;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/// A request to an endpoint, whose parameters are among those that the endpoint declares.
public final class Call {
  private static final String JSON = "application/json";
  private static final String FORM = "application/x-www-form-urlencoded";
  private static final Set<String> ZONES = ZoneId.getAvailableZoneIds();

  private final ServerRequest request;
  private final Identity identity;
  private final Optional<String> cookie;
  private final List<String> notes = new ArrayList<>();
  private Optional<FormFields> form = Optional.empty();

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

  /// The cookie of the session that the request shows, good or not.
  public Optional<String> cookie() {
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

  /// A field of the form that the request carries; empty where it carries none of that name. Throws
  /// `request-invalid` where it carries no form.
  public Optional<String> form(String name) {
    return form().value(name);
  }

  /// All fields of that name, such as boxes that are checked.
  public List<String> forms(String name) {
    return form().values(name);
  }

  private FormFields form() {
    if (form.isEmpty()) {
      if (!request.headers().first(HeaderNames.CONTENT_TYPE).map(Call::isForm).orElse(false)) {
        throw Fault.of(ServerError.REQUEST_INVALID, "the request carries no form");
      }
      form = Optional.of(FormFields.parse(request.content().as(String.class)));
    }
    return form.get();
  }

  /// The zone that the reader chose, or that of the browser's clock as the page's script found it;
  /// UTC where neither is known.
  public ZoneId zone() {
    return chosenZone().orElseGet(this::browsersZone);
  }

  private Optional<ZoneId> chosenZone() {
    return identity instanceof Identity.Person person
        ? person.account().profile().zone()
        : Optional.empty();
  }

  private ZoneId browsersZone() {
    Optional<String> named = Cookies.zone(request);
    return named.filter(ZONES::contains).map(ZoneId::of).orElse(ZoneOffset.UTC);
  }

  /// Whether what is returned may be compressed by gzip.
  public boolean takesCompressed() {
    return request.headers().first(HeaderNames.ACCEPT_ENCODING).orElse("").contains("gzip");
  }

  /// Whether who asks shows pages, as a browser does.
  public boolean takesPages() {
    return request.headers().first(HeaderNames.ACCEPT).orElse("").contains("text/html");
  }

  /// The path of the request, without its query.
  public String requestPath() {
    return request.path().rawPath();
  }

  /// The address of the node as the browser has it: `https://ballast.example.com`.
  public String nodeAddress() {
    return (request.isSecure() ? "https://" : "http://") + request.authority();
  }

  /// Who reads the page, and what that one may do.
  public Viewer viewer() {
    boolean operates = Access.allows(identity, Need.OPERATE);
    boolean administers = Access.allows(identity, Need.ADMIN);
    return switch (identity) {
      case Identity.Nobody ignored -> Viewer.nobody();
      case Identity.Person person ->
          new Viewer(
              person.account().name(),
              person.account().role().text(),
              operates,
              administers,
              looks(person.account().profile()),
              cookie.map(CrossSite::token).orElse(""));
      case Identity.Owner ignored -> new Viewer("owner", "owner", operates, administers, "");
      case Identity.Program program ->
          new Viewer(program.who(), "token", operates, administers, "");
      case Identity.Remembered remembered ->
          new Viewer(remembered.who(), "remembered, the store is away", false, false, "");
    };
  }

  private static Looks looks(Profile profile) {
    return new Looks(profile.theme().text(), profile.density().text(), profile.shortcuts());
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
    return isOf(contentType, JSON);
  }

  private static boolean isForm(String contentType) {
    return isOf(contentType, FORM);
  }

  private static boolean isOf(String contentType, String type) {
    int semicolon = contentType.indexOf(';');
    String named = semicolon < 0 ? contentType : contentType.substring(0, semicolon);
    return named.strip().equalsIgnoreCase(type);
  }

  /// The address that the request came from.
  public String peer() {
    return request.remotePeer().host();
  }
}
