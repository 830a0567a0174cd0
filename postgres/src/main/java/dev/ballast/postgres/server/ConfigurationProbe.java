package dev.ballast.postgres.server;

import dev.ballast.machine.Account;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.machine.ServerUser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Asks a server's program what its configuration files say, without starting a server: `postgres
/// -C`. It reads them as a start does, and fails where a start would refuse them.
public final class ConfigurationProbe {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private final Installation installation;
  private final Path dataDirectory;

  public ConfigurationProbe(Installation installation, Path dataDirectory) {
    this.installation = installation;
    this.dataDirectory = dataDirectory;
  }

  /// The value of a parameter; empty where the files are missing or hold what the server refuses.
  public Optional<String> value(String parameter) {
    return value(parameter, List.of());
  }

  /// As [#value(String)], with these on the command line.
  public Optional<String> value(String parameter, List<ServerSetting> settings) {
    List<String> words =
        new ArrayList<>(
            List.of(
                installation.program("postgres").toString(),
                "-C",
                parameter,
                "-D",
                dataDirectory.toString()));
    settings.forEach(s -> words.addAll(List.of("-c", s.name() + "=" + s.value())));
    return ExternalCommand.of(words)
        .as(ServerUser.of(Account.CLUSTERS))
        .runIfPossible(TIMEOUT)
        .map(said -> said.strip());
  }
}
