package dev.ballast.targets.config;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Nearest;
import dev.ballast.postgres.Authentication;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Tls;
import dev.ballast.postgres.TlsMode;
import dev.ballast.targets.ProcessEnvironment;
import dev.ballast.targets.TargetsError;
import dev.ballast.targets.secret.PasswordSource;
import dev.ballast.targets.secret.SecretReference;
import dev.ballast.targets.yaml.ScalarType;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// A connection URI by libpq's rules (`conninfo_uri_parse` in PostgreSQL's `fe-connect.c`), without
/// what a guarded server cannot be: several hosts, a Unix socket, a mode that falls back to plain
/// text. A password is refused, for a command line is there for all to read in `ps`.
final class TargetUrl {
  private static final String PASSWORD_HINT =
      "Arguments show in ps. Set PGPASSWORD, or add a line to ~/.pgpass, or name the target in"
          + " ballast.yaml with password: file:, env: or command:.";

  /// libpq's keyword and the variable that stands in for it, for all keywords that are read.
  private static final Map<String, String> VARIABLES =
      Map.of(
          "host", "PGHOST",
          "port", "PGPORT",
          "dbname", "PGDATABASE",
          "user", "PGUSER",
          "sslmode", "PGSSLMODE",
          "sslrootcert", "PGSSLROOTCERT",
          "require_auth", "PGREQUIREAUTH",
          "channel_binding", "PGCHANNELBINDING",
          "connect_timeout", "PGCONNECT_TIMEOUT",
          "passfile", "PGPASSFILE");

  private final Map<String, String> values = new HashMap<>();
  private final ProcessEnvironment environment;

  private TargetUrl(ProcessEnvironment environment) {
    this.environment = environment;
  }

  static Target read(String url, ProcessEnvironment environment) {
    TargetUrl reader = new TargetUrl(environment);
    try {
      reader.parse(url);
      return reader.target();
    } catch (IllegalArgumentException e) {
      throw Fault.of(TargetsError.URL_INVALID, "the target's URL is wrong: " + e.getMessage())
          .hint("A URL looks like postgresql://user@host:5432/database?sslmode=verify-full.")
          .cause(e);
    }
  }

  private void parse(String url) {
    String prefix = url.startsWith("postgres://") ? "postgres://" : "postgresql://";
    if (!url.startsWith(prefix)) {
      throw new IllegalArgumentException("it must start with postgresql://");
    }
    String rest = url.substring(prefix.length());
    int at = rest.indexOf('@');
    int slash = rest.indexOf('/');
    boolean withUser = at >= 0 && (slash < 0 || at < slash);
    String location = withUser ? rest.substring(at + 1) : rest;
    int query = location.indexOf('?');
    if (query >= 0) {
      parameters(location.substring(query + 1));
      location = location.substring(0, query);
    }
    if (withUser) {
      credentials(rest.substring(0, at));
    }
    int path = location.indexOf('/');
    if (path >= 0) {
      put("dbname", decode(location.substring(path + 1)));
      location = location.substring(0, path);
    }
    address(location);
  }

  private void credentials(String text) {
    if (text.contains(":")) {
      throw passwordInUrl();
    }
    put("user", decode(text));
  }

  private void address(String text) {
    if (text.contains(",")) {
      throw new IllegalArgumentException(
          "host must be one host: each server is a target of its own");
    }
    String afterHost;
    if (text.startsWith("[")) {
      int end = text.indexOf(']');
      if (end < 2) {
        throw new IllegalArgumentException("an IPv6 address ends with ] and is not empty");
      }
      put("host", text.substring(1, end));
      afterHost = text.substring(end + 1);
    } else {
      int colon = text.indexOf(':');
      put("host", decode(colon < 0 ? text : text.substring(0, colon)));
      afterHost = colon < 0 ? "" : text.substring(colon);
    }
    if (!afterHost.isEmpty()) {
      if (!afterHost.startsWith(":")) {
        throw new IllegalArgumentException("only : and a port may follow the address within [ ]");
      }
      put("port", decode(afterHost.substring(1)));
    }
  }

  private void parameters(String text) {
    if (text.isEmpty()) {
      return;
    }
    for (String parameter : text.split("&", -1)) {
      String[] sides = parameter.split("=", -1);
      if (sides.length != 2) {
        throw new IllegalArgumentException("a parameter is written name=value, with one =");
      }
      String name = decode(sides[0]);
      if (name.equals("password") || name.equals("sslpassword")) {
        throw passwordInUrl();
      }
      if (!VARIABLES.containsKey(name)) {
        throw new IllegalArgumentException(unknown(name));
      }
      put(name, decode(sides[1]));
    }
  }

  private static String unknown(String name) {
    List<String> known = VARIABLES.keySet().stream().sorted().toList();
    return "unknown parameter \"%s\"%s"
        .formatted(
            name,
            Nearest.to(name, known)
                .map(near -> ", did you mean \"" + near + "\"?")
                .orElseGet(() -> "; known are " + String.join(", ", known)));
  }

  /// A parameter goes before the URL's own part, as in libpq; nothing is the same as absent.
  private void put(String name, String value) {
    if (!value.isEmpty()) {
      values.putIfAbsent(name, value);
    }
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name))
        .or(() -> environment.variable(VARIABLES.getOrDefault(name, "")));
  }

  private Target target() {
    String host = parsed("host", Endpoint::checkedHost).orElse("localhost");
    int port = parsed("port", Values.PORT.parse()).orElse(Endpoint.DEFAULT_PORT);
    Tls tls = tls(host);
    Endpoint endpoint =
        new Endpoint(
            host,
            port,
            value("dbname").orElse(Endpoint.DEFAULT_DATABASE),
            value("user").orElse(environment.user()),
            tls,
            parsed("connect_timeout", TargetUrl::timeout)
                .orElse(ConnectionSettings.DEFAULT_CONNECT_TIMEOUT),
            authentication(tls.mode()));
    String name = (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    return new Target(name, endpoint, password(), Optional.empty(), Objectives.DEFAULTS, List.of());
  }

  private <T> Optional<T> parsed(String name, Function<String, T> parse) {
    try {
      return value(name).map(parse);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(name + " " + e.getMessage(), e);
    }
  }

  private Tls tls(String host) {
    Optional<String> root = value("sslrootcert");
    boolean system = root.isPresent() && root.get().equals("system");
    Optional<Path> certificate =
        root.filter(path -> !system)
            .map(path -> environment.resolve(environment.workingDirectory(), path));
    TlsMode mode =
        parsed("sslmode", Values::tlsMode)
            .orElseGet(() -> system ? TlsMode.VERIFY_FULL : Endpoint.defaultTls(host, certificate));
    if (system && mode != TlsMode.VERIFY_FULL) {
      throw new IllegalArgumentException("sslrootcert=system needs sslmode=verify-full");
    }
    if (root.isPresent() && (mode == TlsMode.DISABLE || mode == TlsMode.REQUIRE)) {
      throw new IllegalArgumentException(
          "sslrootcert is read only with sslmode verify-ca or verify-full");
    }
    return new Tls(mode, certificate);
  }

  private Authentication authentication(TlsMode tls) {
    Authentication read =
        new Authentication(
            parsed("require_auth", Values::methods),
            parsed("channel_binding", Values::channelBinding));
    read.contradiction(tls)
        .ifPresent(
            why -> {
              throw new IllegalArgumentException(why);
            });
    return read;
  }

  private PasswordSource password() {
    if (environment.variable("PGPASSWORD").isPresent()) {
      return new PasswordSource.Referenced(new SecretReference.InVariable("PGPASSWORD"));
    }
    return new PasswordSource.FromPgPass(
        value("passfile").map(path -> environment.resolve(environment.workingDirectory(), path)),
        false);
  }

  /// libpq waits forever at 0; every wait has a bound here.
  private static Duration timeout(String seconds) {
    return Duration.ofSeconds(ScalarType.number(1, 300).parse().apply(seconds));
  }

  private static Fault passwordInUrl() {
    return Fault.of(TargetsError.URL_INVALID, "the target's URL must not hold a password")
        .hint(PASSWORD_HINT);
  }

  /// Percent-decoding as in libpq: UTF-8, `+` stays `+`, and `%00` is refused.
  static String decode(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < encoded.length; i++) {
      if (encoded[i] != '%') {
        bytes.write(encoded[i]);
        continue;
      }
      int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
      int low = i + 2 < encoded.length ? Character.digit(encoded[i + 2], 16) : -1;
      if (high < 0 || low < 0) {
        throw new IllegalArgumentException("% is followed by two hexadecimal digits");
      }
      if (high + low == 0) {
        throw new IllegalArgumentException("%00 is not allowed");
      }
      bytes.write(high << 4 | low);
      i += 2;
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
