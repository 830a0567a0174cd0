package dev.ballast.targets.config;

import dev.ballast.targets.yaml.ScalarType;
import dev.ballast.targets.yaml.Section;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Reads the section `wal` of a target. For one file.
final class WalReader {
  private static final ScalarType<Duration> FLUSH_INTERVAL = Values.duration("10ms", "1min");

  private static final ScalarType<String> SLOT =
      ScalarType.text(
          "the name of a replication slot",
          text -> {
            if (!text.matches("[a-z0-9_]{1,63}")) {
              throw new IllegalArgumentException("must be 1 to 63 of a-z, 0-9 and underscore");
            }
            return text;
          });

  private final List<String> vaults;
  private final int port;

  /// @param vaults that are declared
  /// @param port of the target, which its standbys have, too, unless they say otherwise
  WalReader(List<String> vaults, int port) {
    this.vaults = vaults;
    this.port = port;
  }

  /// Empty where the log is not to be received.
  Optional<WalDeclaration> read(Section section) {
    boolean receive = section.optional("receive", ScalarType.FLAG).orElse(true);
    Optional<String> slot = section.optional("slot", SLOT);
    Optional<String> name = section.optional("application-name", Values.NOT_BLANK);
    Optional<Duration> interval = section.optional("flush-interval", FLUSH_INTERVAL);
    List<String> also = section.values("also", Values.NOT_BLANK);
    also.stream()
        .filter(Predicate.not(vaults::contains))
        .forEach(
            other ->
                section.reject("also", "vault \"" + other + "\" is not declared under vaults"));
    List<WalDeclaration.Standby> standbys =
        section.values("standbys", Values.NOT_BLANK).stream()
            .map(text -> standby(section, text))
            .toList();
    section.done();
    return receive
        ? Optional.of(new WalDeclaration(slot, name, interval, also, standbys))
        : Optional.empty();
  }

  /// An address of IPv6 with a port is written in brackets.
  private WalDeclaration.Standby standby(Section section, String text) {
    int colon = text.lastIndexOf(':');
    boolean plain = colon < 0 || (text.indexOf(':') != colon && !text.contains("]"));
    String host = plain ? text : text.substring(0, colon);
    if (host.startsWith("[") && host.endsWith("]")) {
      host = host.substring(1, host.length() - 1);
    }
    String given = plain ? Integer.toString(port) : text.substring(colon + 1);
    if (!given.matches("[0-9]{1,5}") || Integer.parseInt(given) > 65_535 || given.equals("0")) {
      section.reject("standbys", "\"" + text + "\" is not host or host:port");
      return new WalDeclaration.Standby(text, port);
    }
    return new WalDeclaration.Standby(host, Integer.parseInt(given));
  }
}
