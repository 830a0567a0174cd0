package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Verdict;
import dev.ballast.report.server.ServeCheckReport;
import dev.ballast.report.server.ServeCheckReport.Part;
import dev.ballast.server.http.HttpFront;
import dev.ballast.server.tls.NodeCertificate;
import dev.ballast.targets.check.TargetCheck;
import dev.ballast.targets.check.TargetReport;
import dev.ballast.targets.config.ListenSettings;
import dev.ballast.targets.config.Target;
import dev.ballast.targets.config.VaultDeclaration;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether a node could start, without starting it: nothing is made or changed.
public final class NodeCheck {
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
    Duties duties = new Duties(settings::configuration, settings.heads(), clock);
    for (VaultDeclaration declared : settings.configuration().vaults()) {
      parts.add(vault(duties, declared));
    }
    for (Target target : settings.configuration().targets()) {
      parts.add(target(target));
      if (duties.vault(target).isEmpty()) {
        parts.add(
            Part.unsound(
                "proofs of " + target.name(),
                "no vault is declared for it, so that it is watched and never proved",
                "Declare a vault in ballast.yaml: ballast vault init makes one."));
      }
    }
    return new ServeCheckReport(parts);
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
    String part = "vault " + declared.name();
    try {
      duties.open(declared).close();
      return Part.sound(part, declared.folder().toString());
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      return Part.unsound(part, fault);
    }
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
