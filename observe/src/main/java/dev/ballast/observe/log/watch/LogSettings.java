package dev.ballast.observe.log.watch;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.log.follow.LogDetection;
import dev.ballast.observe.log.record.LinePrefix;
import dev.ballast.observe.log.record.LogFormat;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SessionOptions;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.targets.config.LogDeclaration;
import dev.ballast.targets.config.Target;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Optional;

/// How a target's log is written: as declared, else as its server says, else as its files show.
final class LogSettings {
  private LogSettings() {}

  private record Known(Optional<LinePrefix> prefix, Optional<ZoneId> zone) {
    static final Known NOTHING = new Known(Optional.empty(), Optional.empty());
  }

  static LogDetection of(Target target, LogDeclaration declared) {
    Known known = ask(target);
    Optional<LogFormat> format = declared.format().flatMap(LogFormat::of);
    // Of files in a form that is not known, a prefix would be taken for theirs.
    Optional<LinePrefix> prefix = declared.prefix().flatMap(LogSettings::prefix);
    return new LogDetection(format, prefix.or(() -> known.prefix()), known.zone());
  }

  /// A server that is down leaves its files to be read as they are.
  private static Known ask(Target target) {
    try (Session session = Session.open(target.connection(), SessionOptions.of("ballast watch"))) {
      return session.one(
          SqlResource.load(LogSettings.class, "settings", session.version()),
          row -> new Known(prefix(row.text("prefix")), zone(row.text("zone"))));
    } catch (Fault fault) {
      CommonError.rethrowInterrupt(fault);
      return Known.NOTHING;
    }
  }

  private static Optional<LinePrefix> prefix(String setting) {
    try {
      return Optional.of(new LinePrefix(setting));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<ZoneId> zone(String name) {
    try {
      return Optional.of(ZoneId.of(name));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
