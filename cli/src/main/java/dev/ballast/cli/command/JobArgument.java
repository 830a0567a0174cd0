package dev.ballast.cli.command;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Nearest;
import dev.ballast.server.ServerError;
import dev.ballast.server.api.JobsView;
import dev.ballast.server.http.NodeClient;
import dev.ballast.store.job.JobState;
import java.util.List;
import picocli.CommandLine.Parameters;

/// `<job>`, the name of a job of a serving node.
public final class JobArgument {
  @Parameters(
      arity = "1..*",
      paramLabel = "<job>",
      description = "The job's name, as ballast job list prints it; its words need no quotes.")
  private List<String> words = List.of();

  /// The path of the job in the API. Throws `resource-missing` where there is no such job.
  String path(NodeClient client) {
    String name = String.join(" ", words);
    List<String> known =
        client.get("/api/v1/jobs", JobsView.class).jobs().stream().map(JobState::name).toList();
    if (!known.contains(name)) {
      throw Fault.of(ServerError.RESOURCE_MISSING, "the node has no job \"" + name + "\"")
          .hint(
              Nearest.to(name, known)
                  .map(near -> "Did you mean \"" + near + "\"?")
                  .orElseGet(() -> "It has " + String.join(", ", known) + "."));
    }
    return "/api/v1/jobs/" + ApiPath.segment(name);
  }
}
