package dev.ballast.protect.restore;

import dev.ballast.machine.Account;
import dev.ballast.machine.ServerUser;
import dev.ballast.postgres.server.ConfigurationProbe;
import dev.ballast.postgres.server.Installation;
import dev.ballast.postgres.server.LocalPort;
import dev.ballast.postgres.server.ServerFolder;
import dev.ballast.postgres.server.ServerSetting;
import dev.ballast.protect.backup.BackupRecord;
import dev.ballast.protect.surroundings.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Gives a restored data directory a configuration that a server starts with on this machine. What
/// the backup brought and is usable stays; what is missing is written from the backup's record;
/// what this machine cannot do is corrected in `postgresql.auto.conf`, which is read last. All of
/// it is reported. No server is started. One use; for one thread.
final class RestoredConfiguration {
  private static final String CONF = "postgresql.conf";
  private static final String AUTO_CONF = "postgresql.auto.conf";
  private static final String HBA = "pg_hba.conf";
  private static final String IDENT = "pg_ident.conf";
  private static final String OF_SOURCE = ".of-source";
  private static final int USUAL_PORT = 5432;
  private static final String PORT = "port";

  private static final List<String> PARAMETERS =
      Stream.concat(Stream.of(PORT), HostCorrections.PARAMETERS.stream()).toList();

  private final BackupRecord record;
  private final Installation installation;
  private final Path dataDirectory;
  private final ServerUser owner;
  private final ConfigurationProbe probe;
  private final List<String> notes = new ArrayList<>();

  /// @param owner the user that is to start it
  RestoredConfiguration(
      BackupRecord record, Installation installation, Path dataDirectory, ServerUser owner) {
    this.record = record;
    this.installation = installation;
    this.dataDirectory = dataDirectory;
    this.owner = owner;
    this.probe = new ConfigurationProbe(installation, dataDirectory);
  }

  /// What was done.
  ///
  /// @param notes for people: which files the backup did not have, what was written and corrected
  /// @param port to start with, where the configured one is in use
  /// @param archives whether it archives once it is started
  record Result(List<String> notes, Optional<Integer> port, boolean archives) {}

  Result complete() {
    record
        .surroundings()
        .map(Surroundings::filesOutside)
        .ifPresent(files -> files.forEach(file -> notes.add("the backup does not have " + file)));
    ConfigurationProbe.Values configured;
    HostCorrections corrections;
    try (ServerFolder data = ServerFolder.open(dataDirectory, Account.CLUSTERS)) {
      if (!isUsable(data)) {
        write(data);
      }
      completeAccess(data);
      // No correction changes what is asked of these later.
      configured = probe.read(PARAMETERS);
      corrections = new HostCorrections(configured, installation, dataDirectory, owner);
      List<HostCorrections.Correction> needed = corrections.needed();
      if (!needed.isEmpty()) {
        correct(data, needed);
      }
    } catch (IOException e) {
      throw RestoreFaults.writing(dataDirectory, e);
    }
    notes.addAll(corrections.outward());
    return new Result(notes, port(configured), corrections.archives());
  }

  private Optional<Integer> port(ConfigurationProbe.Values values) {
    int configured = values.value(PORT).map(Integer::parseInt).orElse(USUAL_PORT);
    int free = LocalPort.from(configured);
    if (free == configured) {
      return Optional.empty();
    }
    notes.add(
        "port "
            + configured
            + " is in use on this machine: the command that starts it names "
            + free);
    return Optional.of(free);
  }

  /// A file in the data directory that was not the one in force says nothing of how the source ran.
  private boolean isUsable(ServerFolder data) throws IOException {
    boolean other =
        record.surroundings().filter(s -> s.files().config().isPresent()).stream()
            .anyMatch(s -> !s.configuredInside());
    return data.holds(CONF) && !other && leadsHere();
  }

  /// Whether a server that is started on the data directory would read its configuration and stay
  /// in it: `data_directory` may name another.
  private boolean leadsHere() {
    return probe
        .value("data_directory")
        .filter(d -> d.equals(dataDirectory.toString()))
        .isPresent();
  }

  private void write(ServerFolder data) throws IOException {
    if (data.holds(CONF)) {
      data.rename(CONF, CONF + OF_SOURCE);
      notes.add(CONF + " of the backup was not usable here and is kept as " + CONF + OF_SOURCE);
    }
    List<Surroundings.Setting> all =
        record.surroundings().map(Surroundings::settings).orElse(List.of());
    List<ServerSetting> taken = taken(all);
    List<Surroundings.Setting> left =
        all.stream().filter(s -> !ConfigurationText.isTakenOver(s)).toList();
    data.write(CONF, ConfigurationText.configuration(taken, left));
    if (!leadsHere()) {
      setAsideAlterSystem(data);
      List<ServerSetting> accepted = accepted(data, taken, left);
      data.write(CONF, ConfigurationText.configuration(accepted, left));
      taken = accepted;
    }
    notes.add(
        "%s was written from %d settings that were in force on the source; %d were left out"
            .formatted(CONF, taken.size(), all.size() - taken.size()));
  }

  /// What the record says was in force; of records without it, what a standby must not set lower.
  private List<ServerSetting> taken(List<Surroundings.Setting> all) {
    if (!all.isEmpty()) {
      return all.stream()
          .filter(ConfigurationText::isTakenOver)
          .map(s -> new ServerSetting(s.name(), s.value()))
          .toList();
    }
    Stream<ServerSetting> known =
        record.source().recoverySettings().stream()
            .map(p -> new ServerSetting(p.name(), p.value()));
    Stream<ServerSetting> libraries =
        record.source().preloadLibraries().isEmpty()
            ? Stream.of()
            : Stream.of(
                new ServerSetting(
                    "shared_preload_libraries",
                    String.join(",", record.source().preloadLibraries())));
    return Stream.concat(known, libraries).toList();
  }

  private void setAsideAlterSystem(ServerFolder data) throws IOException {
    if (data.holds(AUTO_CONF)) {
      data.write(CONF, "");
      if (!leadsHere()) {
        data.rename(AUTO_CONF, AUTO_CONF + OF_SOURCE);
        notes.add(AUTO_CONF + " is not accepted here and is kept as " + AUTO_CONF + OF_SOURCE);
      }
    }
  }

  /// Those that this server accepts, one by one: a locale or a time zone may be missing here.
  private List<ServerSetting> accepted(
      ServerFolder data, List<ServerSetting> taken, List<Surroundings.Setting> left)
      throws IOException {
    data.write(CONF, ConfigurationText.configuration(List.of(), left));
    List<ServerSetting> accepted = new ArrayList<>();
    for (ServerSetting setting : taken) {
      if (probe.value("data_directory", List.of(setting)).isPresent()) {
        accepted.add(setting);
      } else {
        notes.add("this server does not accept " + setting.name() + " as the source had it");
      }
    }
    return accepted;
  }

  private void completeAccess(ServerFolder data) throws IOException {
    String superuser = record.source().superuser();
    Surroundings source = record.surroundings().orElse(NOTHING);
    Optional<String> named = probe.value("hba_file");
    boolean elsewhere = named.filter(f -> f.startsWith(dataDirectory + "/")).isEmpty();
    if (elsewhere) {
      notes.add("hba_file names a file elsewhere: the data directory's own is used");
      append(data, List.of(new ServerSetting("hba_file", dataDirectory.resolve(HBA).toString())));
      append(
          data, List.of(new ServerSetting("ident_file", dataDirectory.resolve(IDENT).toString())));
    }
    Path hba =
        (elsewhere ? probe.value("hba_file") : named)
            .map(Path::of)
            .orElse(dataDirectory.resolve(HBA));
    if (!Files.exists(hba)) {
      data.write(HBA, ConfigurationText.rules(superuser, source.rules()));
      notes.add(
          HBA
              + " was written: "
              + superuser
              + " without a password for the system user "
              + ownersName()
              + ", others by password from this machine");
      data.write(IDENT, ConfigurationText.maps(ownersName(), superuser, source.maps()));
    } else if (!data.holds(IDENT)) {
      data.write(IDENT, "");
      notes.add(IDENT + " was written, empty");
    }
  }

  private String ownersName() {
    return owner.other().orElseGet(() -> System.getProperty("user.name"));
  }

  private void correct(ServerFolder data, List<HostCorrections.Correction> needed)
      throws IOException {
    append(data, needed.stream().map(HostCorrections.Correction::setting).toList());
    needed.forEach(
        c -> notes.add("set " + c.setting().name() + " in " + AUTO_CONF + ": " + c.why()));
  }

  private static void append(ServerFolder data, List<ServerSetting> settings) throws IOException {
    StringBuilder text =
        new StringBuilder(data.holds(AUTO_CONF) ? data.text(AUTO_CONF) : "")
            .append("# Added by ballast restore, for the machine that it restored on.\n");
    settings.forEach(s -> text.append(ConfigurationText.line(s.name(), s.value())));
    data.write(AUTO_CONF, text.toString());
  }

  private static final Surroundings NOTHING =
      new Surroundings(
          new Surroundings.Files(
              Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of(),
          List.of());
}
