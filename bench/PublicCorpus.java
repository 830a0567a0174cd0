import dev.ballast.evidence.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// The work of `bench/public-corpus.sh`. `table RESULTS LIST` compares what `change check` said of
/// each project with what a server did in `change trace`; `sample RESULTS SEED NUMBER` prints
/// findings drawn at random, as many of each project, to be judged by a person.
final class PublicCorpus {
  /// How a finding begins where the check is sure that a statement fails.
  private static final String REFUSES = "PostgreSQL refuses";

  private PublicCorpus() {}

  public static void main(String[] arguments) throws IOException {
    Path results = Path.of(arguments[1]);
    if (arguments[0].equals("table")) {
      table(results, Files.readAllLines(Path.of(arguments[2])));
    } else {
      sample(results, Long.parseLong(arguments[2]), Integer.parseInt(arguments[3]));
    }
  }

  private static void table(Path results, List<String> projects) throws IOException {
    System.out.println(
        "| project | tool | scripts | statements | findings (error, warning, remark)"
            + " | statements that ran | contradictions | false refusals | stopped by |");
    System.out.println("|---|---|---:|---:|---|---:|---:|---:|---|");
    int wrong = 0;
    for (String line : projects) {
      if (!line.startsWith("#")) {
        String[] fields = line.split("\t", -1);
        wrong += row(results, fields[0], fields[2]);
      }
    }
    System.out.println();
    System.out.println("wrong: " + wrong);
    if (wrong > 0) {
      System.exit(1);
    }
  }

  /// Prints the row of a project.
  ///
  /// @return what is wrong about it: another tool, a false refusal, a contradiction
  private static int row(Path results, String project, String tool) throws IOException {
    String name = project.substring(project.indexOf('/') + 1);
    JsonNode check = result(results.resolve(name + ".check.json")).path("check");
    if (check.isMissingNode()) {
      System.out.println("| " + project + " | not there | | | | | | | |");
      return 0;
    }
    JsonNode trace = result(results.resolve(name + ".trace.json"));
    Set<String> done = new TreeSet<>();
    String stopped = "";
    int ran = 0;
    int contradictions = 0;
    for (JsonNode script : trace.path("scripts")) {
      contradictions += script.path("disagreements").size();
      for (JsonNode statement : script.path("statements")) {
        String place = script.path("file").asString() + ":" + statement.path("place").path("line").asInt();
        if (statement.path("outcome").asString().equals("done")) {
          ran++;
          done.add(place);
        } else if (statement.path("outcome").asString().equals("failed") && stopped.isEmpty()) {
          stopped = statement.path("reason").asString().replaceAll("\\s+", " ").replace("|", "\\|");
        }
      }
    }
    int errors = 0;
    int warnings = 0;
    int remarks = 0;
    int refusals = 0;
    for (JsonNode finding : check.path("findings")) {
      switch (finding.path("severity").asString()) {
        case "ERROR" -> errors++;
        case "WARNING" -> warnings++;
        default -> remarks++;
      }
      if (finding.path("severity").asString().equals("ERROR")
          && finding.path("what").asString().startsWith(REFUSES)) {
        for (JsonNode each : finding.path("occurrences")) {
          String place = each.path("file").asString() + ":" + each.path("from").path("line").asInt();
          refusals += done.contains(place) ? 1 : 0;
        }
      }
    }
    boolean other = !check.path("tool").asString().equals(tool);
    System.out.printf(
        "| %s | %s%s | %d | %d | %d, %d, %d | %s | %d | %d | %s |%n",
        project,
        check.path("tool").asString(),
        other ? " instead of " + tool : "",
        check.path("migrations").asInt(),
        check.path("statements").asInt(),
        errors,
        warnings,
        remarks,
        trace.isMissingNode() ? "not traced" : String.valueOf(ran),
        contradictions,
        refusals,
        stopped);
    return (other ? 1 : 0) + refusals + contradictions;
  }

  private static JsonNode result(Path file) throws IOException {
    return Files.exists(file) && Files.size(file) > 0
        ? Json.read(Files.readAllBytes(file), JsonNode.class).path("result")
        : Json.read("{}".getBytes(StandardCharsets.UTF_8), JsonNode.class).path("result");
  }

  private static void sample(Path results, long seed, int number) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(results)) {
      files = all.filter(file -> file.toString().endsWith(".check.json")).sorted().collect(Collectors.toList());
    }
    for (Path file : files) {
      String project = file.getFileName().toString().replace(".check.json", "");
      // One for each project, so that what is drawn of it does not depend on the others.
      Random random = new Random(31 * seed + project.hashCode());
      List<JsonNode> findings = new ArrayList<>();
      result(file).path("check").path("findings").forEach(findings::add);
      for (int i = 0; i < number && !findings.isEmpty(); i++) {
        JsonNode finding = findings.remove(random.nextInt(findings.size()));
        System.out.printf(
            "%s\t%s\t%s\t%d\t%s:%d\t%s\t%s%n",
            project,
            finding.path("rule").asString(),
            finding.path("severity").asString(),
            finding.path("count").asInt(1),
            finding.path("file").asString(),
            finding.path("from").path("line").asInt(),
            finding.path("what").asString().replaceAll("\\s+", " "),
            finding.path("statement").asString().replaceAll("\\s+", " "));
      }
    }
  }
}
