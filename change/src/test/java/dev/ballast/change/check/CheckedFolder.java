package dev.ballast.change.check;

import dev.ballast.change.live.Destination;
import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Severity;
import dev.ballast.migrations.SourceRequest;
import dev.ballast.migrations.Tool;
import dev.ballast.migrations.TransactionMode;
import dev.ballast.rules.catalogue.AllRules;
import dev.ballast.rules.lint.DownScripts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A folder of plain scripts, checked on a fixed day without a server.
record CheckedFolder(Path folder, TransactionMode mode) {
  static final LocalDate TODAY = LocalDate.of(2027, 3, 1);

  CheckedFolder write(String file, String text) throws IOException {
    Files.writeString(folder.resolve(file), text);
    return this;
  }

  String text(String file) throws IOException {
    return Files.readString(folder.resolve(file));
  }

  CheckResult check() {
    return check(new Acceptances(Optional.empty(), true), Map.of(), false);
  }

  CheckResult check(Baseline baseline) {
    return check(new Acceptances(Optional.of(baseline), true), Map.of(), false);
  }

  CheckResult untrusted() {
    return check(new Acceptances(Optional.empty(), false), Map.of(), false);
  }

  CheckResult with(Map<String, Optional<Severity>> severities) {
    return check(new Acceptances(Optional.empty(), true), severities, false);
  }

  CheckResult fix() {
    return check(new Acceptances(Optional.empty(), true), Map.of(), true);
  }

  /// As whose tool's the files look.
  CheckResult detected() {
    return check(
        SourceRequest.of(folder, List.of(".")),
        new Acceptances(Optional.empty(), true),
        Map.of(),
        false);
  }

  private CheckResult check(
      Acceptances acceptances, Map<String, Optional<Severity>> severities, boolean fix) {
    SourceRequest sources =
        SourceRequest.of(folder, List.of(".")).withTool(Tool.PLAIN_SQL).withTransaction(mode);
    return check(sources, acceptances, severities, fix);
  }

  private static CheckResult check(
      SourceRequest sources,
      Acceptances acceptances,
      Map<String, Optional<Severity>> severities,
      boolean fix) {
    CheckRequest request =
        new CheckRequest(
            sources,
            Optional.empty(),
            new Destination(Optional.of(18), Optional.empty(), List.of(), ""),
            false,
            severities,
            DownScripts.DAMAGE,
            acceptances,
            TODAY,
            fix);
    return MigrationCheck.run(
        AllRules.catalogue(), request, InputStream.nullInputStream(), Clock.system());
  }
}
