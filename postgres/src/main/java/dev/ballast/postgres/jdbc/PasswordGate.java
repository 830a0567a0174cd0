package dev.ballast.postgres.jdbc;

import dev.ballast.evidence.Fault;
import dev.ballast.postgres.AuthenticationMethod;
import dev.ballast.postgres.ConnectionRefusal;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.Password;
import java.util.Arrays;
import java.util.Properties;
import org.postgresql.plugin.AuthenticationPlugin;
import org.postgresql.plugin.AuthenticationRequestType;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;

/// Hands the password to the driver only for the methods of authentication that are accepted. The
/// driver makes it by name, with the connection's properties, and asks it once the server has said
/// by which method it wants the password. For one thread.
public final class PasswordGate implements AuthenticationPlugin {
  /// The password has a key of its own: from the driver's, anyone who asks the driver could take
  /// it, and the driver fills it from a password file.
  private static final String PASSWORD = "ballast.password";

  private static final String ACCEPTED = "ballast.accepted.";

  private final Properties properties;

  /// @param properties of the connection, as [#open] has set them
  public PasswordGate(Properties properties) {
    this.properties = properties;
  }

  static void open(Properties properties, ConnectionSettings settings) {
    settings
        .password()
        .map(Password::reveal)
        .filter(text -> !text.isEmpty())
        .ifPresent(text -> properties.setProperty(PASSWORD, text));
    Arrays.stream(AuthenticationMethod.values())
        .filter(settings::accepts)
        .forEach(method -> properties.setProperty(ACCEPTED + method, ""));
  }

  @Override
  public char[] getPassword(AuthenticationRequestType type) throws PSQLException {
    AuthenticationMethod asked =
        switch (type) {
          case CLEARTEXT_PASSWORD -> AuthenticationMethod.PASSWORD;
          case MD5_PASSWORD -> AuthenticationMethod.MD5;
          case SASL -> AuthenticationMethod.SCRAM_SHA_256;
          case GSS -> throw new Refusal(AuthenticationMethod.NONE, false);
        };
    String password = properties.getProperty(PASSWORD);
    boolean accepted = properties.getProperty(ACCEPTED + asked) != null;
    if (!accepted || password == null) {
      throw new Refusal(asked, accepted);
    }
    return password.toCharArray();
  }

  /// Why the driver got no password.
  static final class Refusal extends PSQLException {
    private static final long serialVersionUID = 1L;

    private final AuthenticationMethod asked;
    private final boolean accepted;

    private Refusal(AuthenticationMethod asked, boolean accepted) {
      super("the password is not given away", PSQLState.CONNECTION_REJECTED);
      this.asked = asked;
      this.accepted = accepted;
    }

    Fault fault(ConnectionSettings settings) {
      return accepted
          ? ConnectionRefusal.noPassword(settings)
          : ConnectionRefusal.method(asked, settings);
    }
  }
}
