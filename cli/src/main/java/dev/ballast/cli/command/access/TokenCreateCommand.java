package dev.ballast.cli.command.access;

import dev.ballast.cli.command.NodeOptions;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.report.Report;
import dev.ballast.report.server.NewTokenReport;
import dev.ballast.server.api.NewTokenView;
import dev.ballast.server.api.TokenRequest;
import dev.ballast.server.http.NodeClient;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ballast token create`
@Command(
    name = "create",
    header = "Make a token, and print it this once.",
    description = {
      "What is kept of it is a hash. It may do what its scopes name and nothing else: read:metrics for /metrics, read:api for what is read below /api/v1, operate to start jobs, admin for who may do what."
    })
@Example({
  "ballast token create prometheus --scope read:metrics",
  "ballast token create deploy --scope read:api --scope operate --days 30"
})
@Exits({ExitCode.UNREACHABLE, ExitCode.PRECONDITION})
@SeeAlso({"ballast token revoke", "docs/how-to/users-and-tokens.md"})
public final class TokenCreateCommand implements LeafCommand {
  @Parameters(paramLabel = "<name>", description = "What the token is for.")
  private String name = "";

  @Option(
      names = "--scope",
      paramLabel = "<scope>",
      order = 1,
      required = true,
      description = "read:metrics, read:api, operate or admin; more than once for more than one.")
  private List<String> scopes = List.of();

  @Option(
      names = "--days",
      paramLabel = "<n>",
      order = 2,
      description = "How long it is good, 1 to 3650 days. Default: until it is revoked.")
  private Optional<Integer> days = Optional.empty();

  @Mixin private NodeOptions node = new NodeOptions();

  @Override
  public Report run(Console console) {
    try (NodeClient client = node.client()) {
      NewTokenView made =
          client.post(
              NodePaths.TOKENS,
              Optional.of(new TokenRequest(name, scopes, days)),
              NewTokenView.class);
      return new NewTokenReport(made.prefix(), made.token(), made.endsAt());
    }
  }
}
