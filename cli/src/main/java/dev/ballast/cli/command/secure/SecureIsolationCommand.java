package dev.ballast.cli.command.secure;

import dev.ballast.cli.command.CommandError;
import dev.ballast.cli.command.lab.LabOption;
import dev.ballast.cli.frame.Console;
import dev.ballast.cli.frame.ConsoleProgress;
import dev.ballast.cli.frame.Example;
import dev.ballast.cli.frame.Exits;
import dev.ballast.cli.frame.LeafCommand;
import dev.ballast.cli.frame.SeeAlso;
import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.lab.clone.CloneEntrance;
import dev.ballast.lab.clone.Lab;
import dev.ballast.lab.clone.RunningClone;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.report.Report;
import dev.ballast.report.secure.IsolationReport;
import dev.ballast.secure.isolation.Fix;
import dev.ballast.secure.isolation.IsolationProof;
import dev.ballast.secure.tenancy.ContextSetting;
import dev.ballast.secure.world.CloneStage;
import dev.ballast.sql.Identifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ballast secure isolation`
@Command(
    name = "isolation",
    header = "Prove that one tenant cannot see or change what belongs to another.",
    description = {
      "On a copy of a clone, tenants are made up: an attacker and a victim. Two copies of the"
          + " database are made that differ only in the victim's rows. The login role of the"
          + " application then tries, in the attacker's context, to read and to write everything"
          + " that it reaches. A statement whose answer differs between the two, or that changes"
          + " the victim's rows, is a leak; no policy text is judged.",
      "Which columns say whose a row is, and which parameters name the tenant of a session, is"
          + " found in the policies, the functions that they call, the keys and the names."
    })
@Example({
  "ballast secure isolation shop --login shop_app",
  "ballast secure isolation shop --login shop_app --with fix.sql",
  "ballast secure isolation shop --login app --context app.tenant={tenant} --shared countries"
})
@Exits({ExitCode.FOUND, ExitCode.REFUSED, ExitCode.PRECONDITION, ExitCode.REFUTED})
@SeeAlso({"ballast lab create", "docs/how-to/prove-isolation.md"})
public final class SecureIsolationCommand implements LeafCommand {
  private static final String MAINTENANCE = "template1";

  @Parameters(
      index = "0",
      paramLabel = "<clone>",
      description = "The name of the clone, as 'ballast lab list' prints it.")
  private String clone = "";

  @Option(
      names = "--login",
      paramLabel = "<role>",
      order = 1,
      required = true,
      description = "The role that the application logs in as.")
  private String login = "";

  @Option(
      names = "--database",
      paramLabel = "<name>",
      order = 2,
      description = "The database that is attacked. Default: the only one beside postgres.")
  private Optional<String> database = Optional.empty();

  @Option(
      names = "--context",
      paramLabel = "<name>=<value>",
      order = 3,
      description =
          "A parameter that a session sets to name its tenant, {tenant} in its value for the"
              + " tenant's identifier. May be given several times. Default: those that policies"
              + " read.")
  private List<String> context = List.of();

  @Option(
      names = "--shared",
      paramLabel = "<table>",
      order = 4,
      description =
          "A table whose rows belong to no tenant, though its columns look like it. May be given"
              + " several times.")
  private List<String> shared = List.of();

  @Option(
      names = "--with",
      paramLabel = "<file>",
      order = 5,
      description =
          "SQL that is to close leaks: the database is attacked, the SQL is run on the copy, and it is"
              + " attacked again. What that closes, leaves and opens is reported.")
  private Optional<Path> fix = Optional.empty();

  @Option(
      names = "--role",
      paramLabel = "<name>",
      order = 6,
      description = "The role that runs the SQL of --with. Default: the owner of the database.")
  private Optional<String> role = Optional.empty();

  @Mixin private LabOption option = new LabOption();

  @Override
  public Report run(Console console) {
    List<ContextSetting> settings = context.stream().map(SecureIsolationCommand::setting).toList();
    Optional<String> script = fix.map(SecureIsolationCommand::read);
    Lab lab = option.open(console);
    try (ConsoleProgress progress = new ConsoleProgress(console);
        RunningClone running = lab.clone(clone).start(Confinement.PREFERRED, progress)) {
      LabOption.sweep(lab, console);
      String attacked = CloneEntrance.database(running.databases(), database);
      progress.begin("attacking database " + attacked, 0);
      IsolationProof.Request request =
          new IsolationProof.Request(
              attacked,
              MAINTENANCE,
              new Identifier(login),
              settings,
              shared.stream().map(Identifier::new).collect(Collectors.toSet()));
      CloneStage stage = new CloneStage(running);
      if (script.isEmpty()) {
        return IsolationReport.of(clone, attacked, login, IsolationProof.run(stage, request));
      }
      Identifier owner = new Identifier(CloneEntrance.role(running, attacked, role));
      return IsolationReport.of(
          clone,
          attacked,
          login,
          IsolationProof.runWith(stage, request, new Fix(owner, script.get())));
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw Fault.of(CommandError.OPTION_INVALID, "cannot read " + file)
          .detail(IoReason.withoutFile(e))
          .hint("Name a file of SQL with --with.")
          .cause(e);
    }
  }

  private static ContextSetting setting(String text) {
    int equals = text.indexOf('=');
    if (equals < 1 || !text.substring(equals + 1).contains(ContextSetting.TENANT)) {
      throw Fault.of(CommandError.OPTION_INVALID, "--context " + text + " names no tenant")
          .hint("Write it as --context app.tenant={tenant}.");
    }
    return new ContextSetting(text.substring(0, equals), text.substring(equals + 1));
  }
}
