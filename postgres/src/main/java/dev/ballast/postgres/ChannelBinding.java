package dev.ballast.postgres;

import java.util.Locale;

/// Whether SCRAM must be bound to the TLS channel, by which each side sees that nobody between them
/// ends the TLS of one and begins another. The names are those of libpq's `channel_binding`.
public enum ChannelBinding {
  /// Used where the server offers it. Who takes the offer away on the way is found out, as long as
  /// the server itself is reached over TLS.
  PREFER,
  /// A server that does not offer it is refused.
  REQUIRE;

  /// libpq's name.
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
