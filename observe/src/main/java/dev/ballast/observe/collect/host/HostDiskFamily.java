package dev.ballast.observe.collect.host;

import static dev.ballast.observe.family.Metric.gauge;

import dev.ballast.observe.family.Family;
import dev.ballast.observe.family.Known;
import dev.ballast.observe.family.ServerFacts;
import dev.ballast.observe.family.Unit;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.jdbc.SqlResource;
import dev.ballast.store.sample.Labels;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;

/// How full the file systems are that a server of this machine writes to.
public final class HostDiskFamily extends Family<HostDiskRow> {
  public HostDiskFamily() {
    super(
        "host_disk",
        Duration.ofSeconds(30),
        List.of(
            gauge("size_bytes", Unit.BYTES, "Size of the file system", r -> Known.or(r.size())),
            gauge(
                "free_bytes",
                Unit.BYTES,
                "What a user without special rights can still write",
                r -> Known.or(r.free())),
            gauge(
                "device",
                Unit.NUMBER,
                "Number of the file system: places with the same one share it",
                r -> Known.or(r.device()))));
  }

  @Override
  public String help() {
    return "File systems of the data directory, WAL, log and tablespaces, of a server on the node's machine";
  }

  @Override
  protected List<HostDiskRow> ask(Session session, ServerFacts server) {
    return SameMachine.runs(session)
        ? session.query(
            SqlResource.load(HostDiskFamily.class, "places", server.version()),
            row -> row(row.text("place"), Path.of(row.text("path"))))
        : List.of();
  }

  /// Unknown where this process may not look.
  static HostDiskRow row(String place, Path path) {
    try {
      FileStore store = Files.getFileStore(path);
      return new HostDiskRow(
          place,
          OptionalLong.of(store.getTotalSpace()),
          OptionalLong.of(store.getUsableSpace()),
          device(path));
    } catch (IOException e) {
      return new HostDiskRow(
          place, OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
    }
  }

  private static OptionalLong device(Path path) throws IOException {
    return path.getFileSystem().supportedFileAttributeViews().contains("unix")
            && Files.getAttribute(path, "unix:dev") instanceof Long device
        ? OptionalLong.of(device)
        : OptionalLong.empty();
  }

  @Override
  protected Labels labels(HostDiskRow row) {
    return Labels.of("place", row.place());
  }
}
