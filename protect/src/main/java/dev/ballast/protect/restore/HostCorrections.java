package dev.ballast.protect.restore;

import dev.ballast.machine.ServerUser;
import dev.ballast.postgres.server.ConfigurationProbe;
import dev.ballast.postgres.server.Installation;
import dev.ballast.postgres.server.ServerSetting;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Compares a restored cluster's configuration with the machine it is on: folders, certificates,
/// libraries. Each finding would keep the server from starting.
final class HostCorrections {
  private static final int MAX_SOCKET_FOLDER_BYTES = 90;
  private static final Pattern COMMA = Pattern.compile("\\s*,\\s*");

  /// What is looked at of every configuration.
  static final List<String> PARAMETERS =
      List.of(
          "unix_socket_directories",
          "ssl",
          "logging_collector",
          "shared_preload_libraries",
          "session_preload_libraries",
          "local_preload_libraries",
          "huge_pages",
          "synchronous_standby_names",
          "archive_mode");

  private final ConfigurationProbe.Values configured;
  private final Installation installation;
  private final Path dataDirectory;
  private final ServerUser owner;

  HostCorrections(
      ConfigurationProbe.Values configured,
      Installation installation,
      Path dataDirectory,
      ServerUser owner) {
    this.configured = configured;
    this.installation = installation;
    this.dataDirectory = dataDirectory;
    this.owner = owner;
  }

  /// A setting that this machine needs, and why.
  record Correction(ServerSetting setting, String why) {}

  List<Correction> needed() {
    List<Correction> found = new ArrayList<>();
    socketFolders(found);
    certificates(found);
    logFolder(found);
    for (String parameter :
        List.of(
            "shared_preload_libraries", "session_preload_libraries", "local_preload_libraries")) {
      libraries(parameter, found);
    }
    if (value("huge_pages").equals("on")) {
      found.add(
          correction(
              "huge_pages", "try", "this machine may have fewer huge pages than the source"));
    }
    return found;
  }

  /// What a server that is started would do towards others by its configuration.
  List<String> outward() {
    List<String> found = new ArrayList<>();
    if (archives()) {
      found.add(
          "acts by itself once it is started: it archives as its source does (archive_mode,"
              + " archive_command or archive_library). Two clusters that archive into one place"
              + " spoil the archive: start it with archive_mode=off unless its source is permanently"
              + " gone");
    }
    if (!value("synchronous_standby_names").isEmpty()) {
      found.add("commits wait for the standbys of its source: synchronous_standby_names is set");
    }
    return found;
  }

  /// Whether a server that is started would archive.
  boolean archives() {
    return !value("archive_mode").equals("off")
        && !(value("archive_command") + value("archive_library")).isEmpty();
  }

  private String value(String parameter) {
    return configured.value(parameter).orElse("");
  }

  private static Correction correction(String name, String value, String why) {
    return new Correction(new ServerSetting(name, value), why);
  }

  private void socketFolders(List<Correction> found) {
    for (String folder : words(value("unix_socket_directories"))) {
      if (!folder.startsWith("/") || owner.may("-w", Path.of(folder))) {
        continue;
      }
      boolean fits =
          dataDirectory.toString().getBytes(StandardCharsets.UTF_8).length
              <= MAX_SOCKET_FOLDER_BYTES;
      found.add(
          correction(
              "unix_socket_directories",
              fits ? dataDirectory.toString() : "",
              folder + " cannot be written by the cluster's owner"));
      return;
    }
  }

  private void certificates(List<Correction> found) {
    if (!value("ssl").equals("on")) {
      return;
    }
    for (String parameter :
        List.of("ssl_cert_file", "ssl_key_file", "ssl_ca_file", "ssl_crl_file")) {
      String file = value(parameter);
      if (!file.isEmpty()
          && !owner.may("-r", dataDirectory.resolve(file))
          && !(dataDirectory.resolve(file).startsWith(dataDirectory)
              && Files.isRegularFile(dataDirectory.resolve(file)))) {
        found.add(
            correction("ssl", "off", parameter + " " + file + " cannot be read by its owner here"));
        return;
      }
    }
  }

  private void logFolder(List<Correction> found) {
    if (!value("logging_collector").equals("on")) {
      return;
    }
    Path folder = Path.of(value("log_directory"));
    if (folder.isAbsolute() && !folder.startsWith(dataDirectory) && !owner.may("-w", folder)) {
      found.add(
          correction("log_directory", "log", folder + " cannot be written by the cluster's owner"));
    }
  }

  private void libraries(String parameter, List<Correction> found) {
    List<String> all = words(value(parameter));
    List<String> missing = all.stream().filter(l -> !isHere(l)).toList();
    if (!missing.isEmpty()) {
      List<String> left = new ArrayList<>(all);
      left.removeAll(missing);
      found.add(
          correction(
              parameter,
              String.join(",", left),
              "this server does not have the library " + String.join(", ", missing)));
    }
  }

  private boolean isHere(String library) {
    String name = library.startsWith("$libdir/") ? library.substring("$libdir/".length()) : library;
    return name.startsWith("/")
        ? Files.exists(Path.of(name)) || Files.exists(Path.of(name + ".so"))
        : installation.hasLibrary(name);
  }

  private static List<String> words(String list) {
    return Optional.of(list.strip()).filter(l -> !l.isEmpty()).stream()
        .flatMap(COMMA::splitAsStream)
        .map(w -> w.strip())
        .map(w -> w.length() > 1 && w.startsWith("\"") ? w.substring(1, w.length() - 1) : w)
        .filter(w -> !w.isEmpty())
        .toList();
  }
}
