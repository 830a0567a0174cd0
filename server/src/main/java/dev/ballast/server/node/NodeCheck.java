package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Counted;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Verdict;
import dev.ballast.observe.catalogue.AllChecks;
import dev.ballast.observe.medium.Answer;
import dev.ballast.observe.notify.Trial;
import dev.ballast.observe.slo.ClientProbe;
import dev.ballast.observe.tracker.TicketSync;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.wire.PoolerConsole;
import dev.ballast.report.server.ServeCheckReport;
import dev.ballast.report.server.ServeCheckReport.Part;
import dev.ballast.server.http.HttpFront;
import dev.ballast.server.tls.NodeCertificate;
import dev.ballast.targets.check.TargetCheck;
import dev.ballast.targets.check.TargetReport;
import dev.ballast.targets.config.AlertSettings;
import dev.ballast.targets.config.ListenSettings;
import dev.ballast.targets.config.LogDeclaration;
import dev.ballast.targets.config.Pooler;
import dev.ballast.targets.config.RouteSettings;
import dev.ballast.targets.config.Target;
import dev.ballast.targets.config.VaultDeclaration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Whether a node could start, without starting it: nothing is made or changed.
public final class NodeCheck {
  private static final Duration CONSOLE_LIMIT = Duration.ofSeconds(5);

  private final NodeSettings settings;
  private final Clock clock;

  private NodeCheck(NodeSettings settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  public static ServeCheckReport run(NodeSettings settings, Clock clock) {
    return new NodeCheck(settings, clock).report();
  }

  private ServeCheckReport report() {
    List<Part> parts = new ArrayList<>();
    parts.add(Part.sound("configuration", settings.configuration().file().toString()));
    parts.add(state());
    parts.add(listening());
    store().ifPresent(parts::add);
    Duties duties = new Duties(settings::configuration, settings.heads(), clock);
    for (VaultDeclaration declared : settings.configuration().vaults()) {
      parts.add(vault(duties, declared));
    }
    for (Target target : settings.configuration().targets()) {
      parts.add(target(target));
      parts.addAll(clients(target));
      if (duties.vault(target).isEmpty()) {
        parts.add(
            Part.unsound(
                "proofs of " + target.name(),
                "no vault is declared for it, so that it is watched and never proved",
                "Declare a vault in ballast.yaml: ballast vault init makes one."));
      }
    }
    for (Target target : settings.configuration().targets()) {
      target.log().map(log -> log(target, log)).ifPresent(parts::add);
    }
    settings.configuration().poolers().forEach(pooler -> parts.add(pooler(pooler)));
    AlertSettings alerts = settings.configuration().alerts();
    parts.add(
        Part.sound(
            "alerts",
            Counted.of(AllChecks.list().size(), "check")
                + ", "
                + Counted.of(alerts.routes().size(), "route")));
    alerts.routes().forEach(route -> parts.add(route(route)));
    settings
        .configuration()
        .tickets()
        .sync()
        .ifPresent(to -> parts.add(tried("copies of tickets", () -> TicketSync.probe(to, clock))));
    return new ServeCheckReport(parts);
  }

  /// Whether a store on another server admits a session. Its tables are not looked at: a start
  /// brings them up to date.
  private Optional<Part> store() {
    return settings
        .configuration()
        .serve()
        .store()
        .external()
        .map(
            external ->
                tried(
                    "store",
                    () -> {
                      ConnectionSettings where = external.connection();
                      Session.open(where, SessionOptions.onOwnServer("ballast check")).close();
                      return "%s:%d, database %s"
                          .formatted(where.host(), where.port(), where.database());
                    }));
  }

  /// Whether clients of a target are served, as its availability is measured: by each of its
  /// poolers, or at itself.
  private List<Part> clients(Target target) {
    List<Pooler> poolers =
        settings.configuration().poolers().stream()
            .filter(pooler -> pooler.target().equals(Optional.of(target.name())))
            .toList();
    return poolers.isEmpty()
        ? List.of(client("clients of " + target.name(), target, poolers))
        : poolers.stream()
            .map(
                pooler ->
                    client(
                        "clients of %s by %s".formatted(target.name(), pooler.name()),
                        target,
                        List.of(pooler)))
            .toList();
  }

  private Part client(String part, Target target, List<Pooler> poolers) {
    ClientProbe probe = new ClientProbe(target, poolers, answer -> {}, clock);
    return switch (probe.attempt()) {
      case ClientProbe.Answer.Served() ->
          Part.sound(part, "an attempt to run a statement succeeds");
      case ClientProbe.Answer.Refused(Fault why) -> Part.unsound(part, why);
      case ClientProbe.Answer.Unknown(Fault why) ->
          Part.unsound(
              part,
              "the availability cannot be measured: " + why.getMessage(),
              why.hint().orElse("See docs/how-to/objectives.md#availability."));
    };
  }

  private static Part log(Target target, LogDeclaration declared) {
    String part = "log of " + target.name();
    return Files.isReadable(declared.place())
            && Files.isDirectory(declared.place()) == declared.isDirectory()
        ? Part.sound(part, declared.place().toString())
        : Part.unsound(
            part,
            declared.place()
                + (declared.isDirectory()
                    ? " is no directory that this user can read"
                    : " is no file that this user can read"),
            "Check the path, or make the user a member of the server's group.");
  }

  private Part pooler(Pooler pooler) {
    return tried(
        "pooler " + pooler.name(),
        () -> {
          ConnectionSettings where = pooler.connection();
          PoolerConsole.open(where, "ballast check", CONSOLE_LIMIT, clock).close();
          return "%s:%d".formatted(where.host(), where.port());
        });
  }

  private Part route(RouteSettings route) {
    String part = "route " + route.name();
    Answer answer = Trial.probe(route, clock);
    return answer instanceof Answer.Accepted
        ? Part.sound(part, answer.text())
        : Part.unsound(
            part,
            answer.text(),
            "Check its URL or server and its secret; ballast alert test "
                + route.name()
                + " sends a message once the node serves.");
  }

  private static Part tried(String part, Supplier<String> attempt) {
    try {
      return Part.sound(part, attempt.get());
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      return Part.unsound(part, fault);
    }
  }

  /// The folder, or the nearest one above it that exists.
  private Part state() {
    Path folder = settings.state().toAbsolutePath().normalize();
    Path existing = folder;
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    return Files.isDirectory(existing) && Files.isWritable(existing)
        ? Part.sound("state", folder.toString())
        : Part.unsound(
            "state",
            existing + " cannot be written by this user",
            "Name another folder with --state, or change its owner.");
  }

  private Part listening() {
    ListenSettings listen = settings.listen();
    try {
      Optional<NodeCertificate> certificate =
          listen.tls().map(files -> NodeCertificate.read(files, clock));
      HttpFront.tryOut(
          new HttpFront.Place(
              listen.address(), listen.port(), certificate.map(NodeCertificate::context)));
      return Part.sound(
          "listen",
          "%s:%d, %s"
              .formatted(
                  listen.address(),
                  listen.port(),
                  listen.tls().isPresent() ? "with TLS" : "without TLS"));
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      return Part.unsound("listen", fault);
    }
  }

  private static Part vault(Duties duties, VaultDeclaration declared) {
    return tried(
        "vault " + declared.name(),
        () -> {
          duties.open(declared).close();
          return declared.folder().toString();
        });
  }

  private Part target(Target target) {
    String part = "target " + target.name();
    TargetReport report = TargetCheck.run(target, clock);
    String command = "ballast target check --target " + target.name() + " shows each finding.";
    return switch (report.verdict()) {
      case Verdict.Proved ignored -> Part.sound(part, report.address());
      case Verdict.Refuted(String reason) -> Part.unsound(part, reason, command);
      case Verdict.Undecided undecided -> Part.unsound(part, undecided.reason(), command);
    };
  }
}
