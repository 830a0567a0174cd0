package dev.ballast.postgres.wire.protocol;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.AuthenticationMethod;
import dev.ballast.postgres.ConnectionRefusal;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Password;
import dev.ballast.postgres.PostgresError;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// Startup and authentication, from the first byte to ReadyForQuery. For one thread, once.
public final class Handshake {
  /// Protocol 3.0: 3.2 of PostgreSQL 18 brings nothing that replication uses.
  private static final int PROTOCOL_VERSION = 3 << 16;

  private static final int AUTHENTICATED = 0;
  private static final int CLEARTEXT = 3;
  private static final int MD5 = 5;
  private static final int SASL = 10;
  private static final int SASL_CONTINUE = 11;
  private static final int SASL_FINAL = 12;

  /// `pg_be_scram` offers two.
  private static final int MECHANISMS_LIMIT = 16;

  /// What a WAL sender would otherwise read from the server's configuration: a connection idles
  /// while others work, and only this side's bounds end it. All of them are known from 14 on, and
  /// any role may set them. `wal_sender_timeout` is at its default, which a
  /// stream of WAL answers in time.
  private static final String PINS =
      "-c idle_session_timeout=0 -c wal_sender_timeout=60s -c client_connection_check_interval=0"
          + " -c tcp_user_timeout=0 -c tcp_keepalives_idle=0 -c tcp_keepalives_interval=0"
          + " -c tcp_keepalives_count=0";

  private final Wire wire;
  private final ConnectionSettings settings;
  private Optional<ScramExchange> scram = Optional.empty();
  private boolean answered;
  private boolean authenticated;

  public Handshake(Wire wire, ConnectionSettings settings) {
    this.wire = wire;
    this.settings = settings;
  }

  public void run(ReplicationMode mode, String applicationName) {
    run(startup(mode, applicationName));
  }

  /// With a startup message of the caller's own, for the user of the settings.
  public void run(byte[] startup) {
    wire.send(startup);
    while (true) {
      byte type = wire.next();
      switch (type) {
        case 'R' -> answer(wire.reader().payload());
        case 'K' -> wire.reader().skip(); // a key to cancel with; we cut the connection instead
        case 'E' -> throw refusal(ServerMessage.parse(wire.reader().payload()));
        case 'Z' -> {
          if (!authenticated) {
            throw ConnectionLoss.violation("the server is ready before it authenticated us");
          }
          return;
        }
        default -> throw wire.unexpected(type);
      }
    }
  }

  private Fault refusal(ServerMessage said) {
    Fault fault = wire.errors().fault(said);
    boolean proven = scram.isPresent() && scram.get().isServerProven();
    return proven ? fault : ConnectionRefusal.unauthenticated(fault, settings);
  }

  private byte[] startup(ReplicationMode mode, String applicationName) {
    MessageWriter writer =
        MessageWriter.untyped()
            .int32(PROTOCOL_VERSION)
            .cstring("user")
            .cstring(settings.user())
            .cstring("replication")
            .cstring(mode.startupValue());
    if (mode == ReplicationMode.DATABASE) {
      writer.cstring("database").cstring(settings.database());
    }
    return writer
        .cstring("application_name")
        .cstring(applicationName)
        .cstring("client_encoding")
        .cstring("UTF8")
        .cstring("options")
        .cstring(PINS)
        .int8(0)
        .finish();
  }

  private void answer(Payload request) {
    int method = request.int32();
    if (authenticated) {
      throw ConnectionLoss.violation("the server authenticates a second time");
    }
    switch (method) {
      case AUTHENTICATED -> enter();
      case CLEARTEXT -> {
        require(AuthenticationMethod.PASSWORD);
        sendPassword(utf8(password()), true);
      }
      case MD5 -> {
        require(AuthenticationMethod.MD5);
        answerMd5(request.take(4));
      }
      case SASL -> startScram(request);
      case SASL_CONTINUE -> sendPassword(utf8(exchange().clientFinal(text(request))), false);
      case SASL_FINAL -> exchange().proveServer(text(request));
      default ->
          throw Fault.of(
                  PostgresError.AUTHENTICATION_FAILED,
                  "the server asks for an authentication method that Ballast does not speak")
              .detail(wire.peer().endpoint() + ": method " + method)
              .hint("Set the method scram-sha-256 in pg_hba.conf on this connection.");
    }
  }

  /// Refuses the method, unless the settings accept it, before it gets to see the password.
  private void require(AuthenticationMethod method) {
    if (!settings.accepts(method)) {
      throw ConnectionRefusal.method(method, settings);
    }
    if (scram.isPresent() || answered) {
      throw ConnectionLoss.violation("the server asks for a second proof by another method");
    }
    answered = true;
  }

  /// That the server is satisfied says nothing about the server: it must have proven itself, unless
  /// it was asked for no more than what it did.
  private void enter() {
    if (scram.isPresent()) {
      if (!scram.get().isServerProven()) {
        throw ConnectionLoss.violation(
            "the server cut the SCRAM exchange short, it may be an impostor");
      }
    } else if (!answered && !settings.accepts(AuthenticationMethod.NONE)) {
      throw ConnectionRefusal.unproven(settings);
    }
    authenticated = true;
  }

  private void answerMd5(byte[] salt) {
    byte[] inner = md5(utf8(password()), utf8(settings.user()));
    byte[] outer = md5(hex(inner), salt);
    sendPassword(
        ("md5" + HexFormat.of().formatHex(outer)).getBytes(StandardCharsets.US_ASCII), true);
  }

  private void startScram(Payload request) {
    if (scram.isPresent() || answered) {
      throw ConnectionLoss.violation("the server asks for a second proof");
    }
    if (!settings.accepts(AuthenticationMethod.SCRAM_SHA_256)) {
      throw ConnectionRefusal.method(AuthenticationMethod.SCRAM_SHA_256, settings);
    }
    List<String> mechanisms = new ArrayList<>();
    for (String name = request.cstring(); !name.isEmpty(); name = request.cstring()) {
      if (mechanisms.size() == MECHANISMS_LIMIT) {
        throw ConnectionLoss.violation("the server offers too many SASL mechanisms");
      }
      mechanisms.add(name);
    }
    ScramExchange exchange = ScramExchange.start(mechanisms, password(), wire.peer());
    if (settings.requiresChannelBinding() && !exchange.isBound()) {
      throw ConnectionRefusal.unbound(settings);
    }
    scram = Optional.of(exchange);
    byte[] first = utf8(exchange.clientFirst());
    wire.send(
        MessageWriter.of('p')
            .cstring(exchange.mechanism())
            .int32(first.length)
            .bytes(first)
            .finish());
  }

  private ScramExchange exchange() {
    return scram.orElseThrow(
        () -> ConnectionLoss.violation("the server continues with SCRAM unstarted"));
  }

  private void sendPassword(byte[] secret, boolean terminated) {
    MessageWriter writer = MessageWriter.of('p').bytes(secret);
    wire.send(terminated ? writer.int8(0).finish() : writer.finish());
  }

  private String password() {
    return settings
        .password()
        .map(Password::reveal)
        .filter(text -> !text.isEmpty())
        .orElseThrow(() -> ConnectionRefusal.noPassword(settings));
  }

  private static String text(Payload payload) {
    return new String(payload.rest(), StandardCharsets.UTF_8);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.US_ASCII);
  }

  /// MD5 as `pg_md5_encrypt` uses it. Weak, but what servers set up before SCRAM still ask for.
  private static byte[] md5(byte[] first, byte[] second) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      digest.update(first);
      return digest.digest(second);
    } catch (NoSuchAlgorithmException e) {
      throw Fault.of(
              PostgresError.AUTHENTICATION_FAILED,
              "the server asks for an md5 password, and this Java runtime has no MD5")
          .hint("Let the server store the password as scram-sha-256.")
          .cause(e);
    }
  }
}
