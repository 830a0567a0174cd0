package dev.ballast.report.change;

import dev.ballast.change.compare.TraceResult;
import dev.ballast.change.compare.UntracedScript;
import dev.ballast.change.trace.LoadProblem;
import dev.ballast.evidence.ExitCode;
import dev.ballast.migrations.SourceProblem;
import dev.ballast.report.Page;
import dev.ballast.report.Report;
import java.util.List;

/// What a trace of migrations saw.
///
/// @param server the scratch server's version
/// @param isolation what stood between the migrations and this machine, and what was missing
/// @param remarks what of the target could not be read, and the grants that help
/// @param notLoaded what of the schema before could not be loaded
/// @param madeUpRoles roles that scripts name and nothing made: they were made up, `NOLOGIN` and
///     without attributes
/// @param scripts those that were run
/// @param notRun those that were not, and why
/// @param outcome `done`, or `found` where a statement failed or differed from the prediction
public record ChangeTraceReport(
    String server,
    TraceIsolation isolation,
    List<String> remarks,
    List<LoadProblem> notLoaded,
    List<SourceProblem> problems,
    List<String> madeUpRoles,
    List<TracedFile> scripts,
    List<UntracedScript> notRun,
    ExitCode outcome)
    implements Report {

  public static ChangeTraceReport of(TraceResult result) {
    List<TracedFile> files = result.scripts().stream().map(TracedFile::of).toList();
    boolean clean =
        result.loadProblems().isEmpty()
            && result.notRun().isEmpty()
            && files.stream().allMatch(file -> file.complete() && file.disagreements().isEmpty());
    return new ChangeTraceReport(
        result.server().toString(),
        TraceIsolation.of(result.isolation()),
        result.remarks(),
        result.loadProblems(),
        result.problems(),
        result.madeUpRoles(),
        files,
        result.notRun(),
        clean ? ExitCode.DONE : ExitCode.FOUND);
  }

  @Override
  public String schema() {
    return "change-trace/1";
  }

  @Override
  public ExitCode exit() {
    return outcome;
  }

  @Override
  public void print(Page page) {
    for (SourceProblem problem : problems) {
      page.line(problem.file() + ": " + problem.message() + " (" + problem.id() + ")");
    }
    remarks.forEach(remark -> page.line(page.style().yellow("remark: ") + remark));
    for (LoadProblem problem : notLoaded) {
      page.line(
          "%s line %d: %s: %s"
              .formatted(
                  page.style().yellow("not loaded"),
                  problem.line(),
                  problem.statement(),
                  problem.message()));
    }
    if (!notLoaded.isEmpty()) {
      page.line("the scratch server differs from the target by the above").blank();
    }
    madeUpRoles.forEach(
        role ->
            page.line(
                "role %s is named and nothing makes it: it was made up, NOLOGIN and without attributes"
                    .formatted(role)));
    scripts.forEach(file -> TraceText.print(page, file));
    notRun.forEach(script -> TraceText.print(page, script));
    long statements = scripts.stream().mapToLong(file -> file.statements().size()).sum();
    long failed =
        scripts.stream()
            .flatMap(file -> file.statements().stream())
            .filter(statement -> !statement.ending().isDone())
            .count();
    page.line(
        "%d statements of %s on PostgreSQL %s%s"
            .formatted(
                statements, counted(), server, failed == 0 ? "" : ", " + failed + " not done"));
    page.line("isolation: " + isolation.display());
  }

  private String counted() {
    int all = scripts.size() + notRun.size();
    return (notRun.isEmpty() ? "" : scripts.size() + " of ")
        + all
        + (all == 1 ? " script" : " scripts");
  }
}
