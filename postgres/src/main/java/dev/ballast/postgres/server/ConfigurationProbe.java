package dev.ballast.postgres.server;

import dev.ballast.machine.Account;
import dev.ballast.machine.ExternalCommand;
import dev.ballast.machine.ServerUser;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// Asks a server's program what its configuration files say, without starting a server: `postgres
/// -C`. It reads them as a start does, and fails where a start would refuse them.
public final class ConfigurationProbe {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private static final String ACCEPTED = "+";

  /// What no value of a parameter can hold.
  private static final Pattern END = Pattern.compile("\0");

  /// Each parameter's value, or that the server refuses it.
  private static final String EACH =
      """
      program=$1; folder=$2; shift 2
      for name; do
        if value=$("$program" -C "$name" -D "$folder"); then printf '+%s\\0' "$value"; else printf -- '-\\0'; fi
      done
      """;

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

  /// What the files say now. These parameters are asked for at once, by one process instead of one
  /// for each; others when they are.
  public Values read(List<String> parameters) {
    List<String> words =
        new ArrayList<>(
            List.of(
                "/bin/sh",
                "-c",
                EACH,
                "sh",
                installation.program("postgres").toString(),
                dataDirectory.toString()));
    words.addAll(parameters);
    Values values = new Values();
    ExternalCommand.of(words)
        .as(ServerUser.of(Account.CLUSTERS))
        .runIfPossible(TIMEOUT)
        .ifPresent(said -> values.take(parameters, said));
    return values;
  }

  /// The configuration as it was when it was read. For one thread.
  public final class Values {
    private final Map<String, Optional<String>> known = new HashMap<>();

    private void take(List<String> parameters, String said) {
      List<String> answers = END.splitAsStream(said).toList();
      for (int i = 0; i < Math.min(answers.size(), parameters.size()); i++) {
        String answer = answers.get(i);
        known.put(
            parameters.get(i),
            answer.startsWith(ACCEPTED)
                ? Optional.of(answer.substring(ACCEPTED.length()).strip())
                : Optional.empty());
      }
    }

    /// As [ConfigurationProbe#value(String)].
    public Optional<String> value(String parameter) {
      return known.computeIfAbsent(parameter, ConfigurationProbe.this::value);
    }
  }
}
