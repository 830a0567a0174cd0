package dev.ballast.postgres;

import dev.ballast.evidence.Fault;

/// What Ballast itself refuses of a server before it entrusts it with anything, in the same words
/// for SQL and for the replication protocol.
public final class ConnectionRefusal {
  private static final String BY_NAME =
      " To accept it anyway, name it in the target's auth (require_auth in a URL): ";

  private static final String PAST_THE_POOLER =
      "Name the server's own host and port instead of the pooler's (PgBouncer, Odyssey or the like).";

  private ConnectionRefusal() {}

  /// What answers dropped the settings of the session. By them it reads only, is bounded in time,
  /// and runs nothing that a user of the database defined.
  public static Fault pooler(ConnectionSettings settings) {
    return Fault.of(
            PostgresError.POOLER_BETWEEN, "a pooler keeps the session's settings from the server")
        .detail(
            settings.display()
                + ": settings made by a statement could hold for the sessions of others")
        .hint(PAST_THE_POOLER);
  }

  /// What refused the connection is no server: every error of PostgreSQL names the file of its
  /// source that reported it (field `F`, "Error and Notice Message Fields" in the manual). Poolers
  /// and proxies that speak for a server (PgBouncer, Odyssey, pgcat, Supavisor, RDS Proxy) make up
  /// errors without.
  public static Fault poolerAnswers(ConnectionSettings settings, String said, String sqlState) {
    return Fault.of(PostgresError.POOLER_BETWEEN, "a pooler or proxy answers, not a server")
        .detail(settings.display() + ": \"" + said + "\" (SQLSTATE " + sqlState + ")")
        .hint(PAST_THE_POOLER);
  }

  /// The server wants to authenticate in a way that is not accepted.
  public static Fault method(AuthenticationMethod asked, ConnectionSettings settings) {
    return switch (asked) {
      case PASSWORD ->
          refused("the server asks for the password in clear text, which was not sent", settings)
              .hint(
                  "Set the method scram-sha-256 in pg_hba.conf."
                      + BY_NAME
                      + "password. The server at this address then learns the password.");
      case MD5 ->
          refused("the server asks for an md5 hash of the password, which was not sent", settings)
              .hint(
                  "Set password_encryption = 'scram-sha-256' on the server, set the role's password"
                      + " again, and set the method scram-sha-256 in pg_hba.conf."
                      + BY_NAME
                      + "md5. The server at this address can then find out the password.");
      case NONE -> unproven(settings);
      case SCRAM_SHA_256 ->
          refused("the server asks for SCRAM, which the target does not accept", settings)
              .hint("Name scram-sha-256 in the target's auth (require_auth in a URL).");
    };
  }

  /// The server let us in without having proven that it knows the password.
  public static Fault unproven(ConnectionSettings settings) {
    return refused(
            "the server lets us in without proving that it knows the password, it may be an"
                + " impostor",
            settings)
        .hint(
            "Set the method scram-sha-256 in pg_hba.conf."
                + BY_NAME
                + "none (as trust, peer and cert need), or configure no password. Nothing but the"
                + " TLS certificate, where it is verified, then identifies the server.");
  }

  /// SCRAM would not be bound to the TLS channel, and must be.
  public static Fault unbound(ConnectionSettings settings) {
    return refused("the server does not offer channel binding, which is required here", settings)
        .hint(
            "Use verify-full, where the certificate identifies the server. If what answers is a proxy"
                + " that ends TLS, channel-binding: prefer (channel_binding=prefer in a URL) does"
                + " without; with a certificate that is not verified, somebody between can then"
                + " read and change everything.");
  }

  /// The driver refused, and only its message says why.
  ///
  /// @param detail those words
  public static Fault other(String detail) {
    return Fault.of(
            PostgresError.AUTHENTICATION_REFUSED,
            "the server's way of authentication is not accepted")
        .detail(detail)
        .hint(
            "Set the method scram-sha-256 in pg_hba.conf."
                + BY_NAME
                + "none for trust, peer and cert. For a proxy that ends TLS and so lacks channel"
                + " binding, use verify-full.");
  }

  /// The server was asked to prove that it knows the password, and failed.
  public static Fault impostor(ConnectionSettings settings) {
    return Fault.of(
            PostgresError.AUTHENTICATION_FAILED,
            "the server does not know the password's verifier, it may be an impostor")
        .detail(settings.display())
        .hint("Find out which server listens at this address before you try again.");
  }

  /// Another user than the folder's owner listens at the Unix-domain socket.
  public static Fault socketOfAnother(ConnectionSettings settings, String detail) {
    return Fault.of(
            PostgresError.AUTHENTICATION_REFUSED,
            "somebody else than the owner of the socket's folder listens there")
        .detail(settings.display() + ": " + detail)
        .hint("Let the server make its socket in a folder that only its user can write to.");
  }

  public static Fault noPassword(ConnectionSettings settings) {
    return Fault.of(
            PostgresError.AUTHENTICATION_FAILED, "the server asks for a password and none is given")
        .detail(settings.display())
        .hint("Name where the password is found in the target's configuration.");
  }

  /// The server does not speak TLS, or somebody between says so in its name.
  public static Fault noTls(ConnectionSettings settings) {
    return Fault.of(PostgresError.TLS_NOT_OFFERED, "the server does not offer TLS")
        .detail(settings.display() + ": nothing but the question for TLS was sent")
        .hint(
            "Set ssl = on with a certificate on the server. To continue in plain text anyway, set"
                + " tls: disable (sslmode=disable in a URL); everybody on the way then reads all"
                + " data and can change it.");
  }

  /// TLS was begun and came to nothing.
  public static Fault tls(ConnectionSettings settings, Throwable cause) {
    String reason = cause.getMessage();
    return Fault.of(PostgresError.TLS_FAILED, "the connection could not be secured")
        .detail(
            settings.display()
                + " with "
                + settings.tls().mode().text()
                + (settings.tls().mode() == TlsMode.VERIFY_FULL
                    ? " (the default off loopback): "
                    : ": ")
                + (reason == null ? cause.getClass().getSimpleName() : reason))
        .hint(
            switch (settings.tls().mode()) {
              case DISABLE, REQUIRE ->
                  "Check the server's TLS settings (ssl_min_protocol_version).";
              case VERIFY_CA ->
                  "Give the certificate of the authority that signed the server's as"
                      + " root-certificate (sslrootcert in a URL).";
              case VERIFY_FULL ->
                  "Give the certificate of the authority that signed the server's as"
                      + " root-certificate (sslrootcert in a URL), and connect by a name that the"
                      + " server's certificate holds. Where that cannot be had, tls: require"
                      + " (sslmode=require) encrypts without checking who answers; only SCRAM with"
                      + " channel binding then distinguishes the server from an impostor.";
            })
        .cause(cause);
  }

  /// `fault`, which reports what a server said, marked where anybody may have said it: no
  /// certificate was checked for its name, and SCRAM was not completed.
  public static Fault unauthenticated(Fault fault, ConnectionSettings settings) {
    return settings.provesServerByCertificate() || settings.isUnixSocket()
        ? fault
        : fault.detail(
            fault.detail().map(detail -> detail + "; ").orElse("")
                + "the server had not proven who it is when it said so");
  }

  private static Fault refused(String primary, ConnectionSettings settings) {
    return Fault.of(PostgresError.AUTHENTICATION_REFUSED, primary).detail(settings.display());
  }
}
