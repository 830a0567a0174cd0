package dev.ballast.cli.command;

import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.Counted;
import dev.ballast.evidence.ExitCode;
import dev.ballast.machine.Places;
import dev.ballast.report.Report;
import dev.ballast.report.server.ServeReport;
import dev.ballast.server.log.LogForm;
import dev.ballast.server.log.NodeLog;
import dev.ballast.server.node.Node;
import dev.ballast.server.node.NodeCheck;
import dev.ballast.server.node.NodeSettings;
import dev.ballast.store.database.StoreLocation;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.StoreSettings;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `ballast serve`
@Command(
    name = "serve",
    header = "Watch all targets and serve what is found, until stopped.",
    description = {
      "Reads each target's figures every 10 s or less often, by one session a target, keeps them in"
          + " a PostgreSQL of its own and serves them over HTTP: a JSON API below /api/v1, metrics"
          + " for Prometheus at /metrics, and /health/live and /health/ready.",
      "It listens on loopback only, unless the configuration names another address and a"
          + " certificate. Requests need the token that a file in the state folder holds;"
          + " the file's name is printed at the start.",
      "Where there is no user yet, a link is printed at the start by which a first admin is added,"
          + " once and within an hour; 'ballast user admin-link' makes another.",
      "SIGINT and SIGTERM end it: requests that run are answered, and readings that are not stored"
          + " yet are kept on disk for the next start."
    })
@Example({
  "ballast serve",
  "ballast serve --config /etc/ballast/ballast.yaml --port 8432",
  "ballast serve --check"
})
@Exits({ExitCode.FOUND, ExitCode.PRECONDITION, ExitCode.INTERRUPTED})
@SeeAlso({"ballast target check", "ballast user", "docs/how-to/serve.md"})
public final class ServeCommand implements LeafCommand {
  @Option(
      names = "--port",
      paramLabel = "<port>",
      order = 1,
      description =
          "The port to listen at; 0 takes any that is free. Default: the configuration's, 8432.")
  private Optional<Integer> port = Optional.empty();

  @Option(
      names = "--state",
      paramLabel = "<folder>",
      order = 2,
      description =
          "Where the store's data, the journal and the token are. Default: the folder serve in"
              + " Ballast's state folder.")
  private Optional<Path> state = Optional.empty();

  @Option(
      names = "--check",
      order = 3,
      description =
          "Check configuration, address, certificate, an external store, vaults, targets, whether"
              + " their clients are served, logs, poolers, routes and the tracker, start nothing, and"
              + " end with exit code 3 where one of them is not sound.")
  private boolean check;

  @Option(
      names = "--log",
      paramLabel = "text|json",
      order = 4,
      description =
          "How requests, runs of jobs and events of targets are written to standard error, one per"
              + " line. Default: text on a terminal, json elsewhere; --quiet leaves them out.")
  private Optional<LogForm> logForm = Optional.empty();

  @Mixin private ConfigurationOption configuration = new ConfigurationOption();

  @Override
  public Report run(Console console) {
    port.ifPresent(p -> NodeOptions.requirePort(p, 0));
    Configuration loaded = configuration.load();
    Path folder = NodeOptions.folder(state);
    NodeSettings settings =
        new NodeSettings(
            loaded,
            configuration::load,
            store(loaded.serve().store(), folder),
            folder.resolve("node"),
            Places.state().resolve("heads"),
            port.map(loaded.serve().listen()::withPort).orElse(loaded.serve().listen()));
    if (check) {
      return NodeCheck.run(settings, console.clock());
    }
    LogForm form = logForm.orElse(console.isTerminal() ? LogForm.TEXT : LogForm.JSON);
    // One line is written whole, by any thread.
    NodeLog log = new NodeLog(line -> console.say(form.of(line)), console.clock());
    Node ended;
    try (Node node = Node.start(settings, log, console.clock())) {
      log.node(
          "serving %s at %s, token in %s"
              .formatted(
                  Counted.of(loaded.targets().size(), "target"),
                  node.address(),
                  settings.state().resolve("token")));
      node.adminLink().ifPresent(link -> greet(node, link, console, log));
      node.awaitInterrupt();
      ended = node;
    }
    return new ServeReport(loaded.targets().size(), ended.waitingSegments());
  }

  /// The link is a secret, which a person at a terminal may see and a log may not hold.
  private static void greet(Node node, String link, Console console, NodeLog log) {
    if (console.isTerminal()) {
      console.insist(
          "no user yet: for an hour, anyone who has this link becomes the first admin: "
              + node.address()
              + link);
    } else {
      log.node("no user yet: ballast user admin-link makes a link for the first admin");
    }
  }

  private static StoreLocation store(StoreSettings settings, Path folder) {
    return settings
        .external()
        .<StoreLocation>map(external -> new StoreLocation.External(external::connection))
        .orElseGet(() -> new StoreLocation.Embedded(folder.resolve("store")));
  }
}
