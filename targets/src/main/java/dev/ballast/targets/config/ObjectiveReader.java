package dev.ballast.targets.config;

import dev.ballast.targets.yaml.ScalarType;
import dev.ballast.targets.yaml.Section;
import java.time.Duration;
import java.util.List;

/// Reads the section `objectives` of a target.
final class ObjectiveReader {
  /// The widest range that makes sense for each.
  private static final ScalarType<Duration> PROOF_AGE = Values.duration("1min", "365d");

  private static final ScalarType<Duration> RECOVERY_POINT = Values.duration("1s", "365d");
  private static final ScalarType<Duration> RECOVERY_TIME = Values.duration("1s", "30d");
  private static final ScalarType<Duration> STATEMENT = Values.duration("1ms", "1h");
  private static final double LEAST_SHARE = 0.5;
  private static final double MOST_SHARE = 0.99999;
  private static final ScalarType<Double> SHARE =
      ScalarType.amount("a share such as 99.9%", ObjectiveReader::share);

  private ObjectiveReader() {}

  static Objectives read(Section section) {
    Objectives defaults = Objectives.DEFAULTS;
    Objectives read =
        new Objectives(
            section.optional("proof-age", PROOF_AGE).orElse(defaults.proofAge()),
            section.optional("recovery-point", RECOVERY_POINT).orElse(defaults.recoveryPoint()),
            section.optional("recovery-time", RECOVERY_TIME).orElse(defaults.recoveryTime()),
            service(section, ServiceObjectives.DEFAULTS));
    section.done();
    return read;
  }

  private static ServiceObjectives service(Section section, ServiceObjectives defaults) {
    return new ServiceObjectives(
        section.optional("availability", SHARE).orElse(defaults.availability()),
        section.optional("time-within", SHARE).orElse(defaults.timeWithin()),
        section.optional("statement-ticket", STATEMENT).orElse(defaults.statementTicket()),
        times(section),
        databases(section.named("databases")));
  }

  private static StatementTimes times(Section section) {
    return new StatementTimes(
        section.optional("statement-p95", STATEMENT),
        section.optional("read-p95", STATEMENT),
        section.optional("write-p95", STATEMENT));
  }

  private static List<ServiceObjectives.OfDatabase> databases(List<Section> sections) {
    return sections.stream()
        .map(
            section -> {
              StatementTimes times = times(section);
              section.done();
              return new ServiceObjectives.OfDatabase(section.name(), times);
            })
        .toList();
  }

  private static double share(String text) {
    Figure figure = Figure.parse(text);
    if (figure.unit() != Figure.Unit.SHARE
        || figure.value() < LEAST_SHARE
        || figure.value() > MOST_SHARE) {
      throw new IllegalArgumentException(
          "must be from 50% to 99.999%, written with a percent sign as in 99.95%");
    }
    return figure.value();
  }
}
