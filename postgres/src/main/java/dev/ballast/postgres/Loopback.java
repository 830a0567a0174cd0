package dev.ballast.postgres;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/// Which hosts are this machine by their very spelling: `localhost`, `127.0.0.0/8`, `::1`, and the
/// latter two in any form, IPv4-mapped included. Any other name is one that a name service decides
/// about, even where it leads here today.
public final class Loopback {
  private static final String NAME = "localhost";

  private Loopback() {}

  public static boolean names(String host) {
    if (host.toLowerCase(Locale.ROOT).equals(NAME)) {
      return true;
    }
    // Only what looks like an address may be one: a name must not be looked up.
    if (!host.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
      return false;
    }
    try {
      return InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /// The loopback addresses that the host stands for. Those that a name service gives for
  /// `localhost` and that lead elsewhere are left out (RFC 6761 has it that there are none), so
  /// that nobody who speaks for the name service gets what was meant for this machine.
  public static List<InetAddress> addresses(String host) throws UnknownHostException {
    return Stream.of(InetAddress.getAllByName(host))
        .filter(InetAddress::isLoopbackAddress)
        .toList();
  }
}
