package dev.ballast.targets.config;

import dev.ballast.targets.config.ListenSettings.ServerTls;
import dev.ballast.targets.yaml.ScalarType;
import dev.ballast.targets.yaml.Section;
import java.nio.file.Path;
import java.util.Optional;

/// Reads the section `serve`. For one file.
final class ServeReader {
  private final ScalarType<Path> path;
  private final StoreReader store;
  private final OtlpReader otlp;
  private final ProviderReader provider;

  ServeReader(ScalarType<Path> path, StoreReader store, OtlpReader otlp, ProviderReader provider) {
    this.path = path;
    this.store = store;
    this.otlp = otlp;
    this.provider = provider;
  }

  ServeSettings read(Section section) {
    ServeSettings settings =
        new ServeSettings(
            section.section("listen").map(this::listen).orElse(ListenSettings.DEFAULTS),
            section.section("store").map(store::read).orElse(StoreSettings.DEFAULTS),
            section.section("schedule").map(ScheduleReader::read).orElse(ScheduleSettings.DEFAULTS),
            section.section("otlp").flatMap(otlp::read),
            section
                .section("statements")
                .map(ServeReader::statements)
                .orElse(StatementSettings.DEFAULTS),
            section.section("provider").flatMap(provider::read));
    section.done();
    return settings;
  }

  private static StatementSettings statements(Section section) {
    StatementSettings read =
        new StatementSettings(
            section
                .optional("literals", ScalarType.FLAG)
                .orElse(StatementSettings.DEFAULTS.literals()),
            section.optional("plans", ScalarType.FLAG).orElse(StatementSettings.DEFAULTS.plans()));
    section.done();
    return read;
  }

  private ListenSettings listen(Section section) {
    ListenSettings defaults = ListenSettings.DEFAULTS;
    Optional<Path> certificate = section.optional("certificate", path);
    Optional<Path> key = section.optional("key", path);
    if (certificate.isPresent() != key.isPresent()) {
      section.missing(certificate.isPresent() ? "key" : "certificate");
    }
    ListenSettings read =
        new ListenSettings(
            section.optional("address", Values.HOST).orElse(defaults.address()),
            section.optional("port", Values.PORT).orElse(defaults.port()),
            certificate.flatMap(c -> key.map(k -> new ServerTls(c, k))));
    if (!read.isLoopback() && certificate.isEmpty() && key.isEmpty()) {
      section.reject("address", "an address that others can reach needs a certificate and its key");
    }
    section.done();
    return read;
  }
}
