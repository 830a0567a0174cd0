package dev.ballast.lab.clone;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.IoReason;
import dev.ballast.evidence.Undo;
import dev.ballast.lab.LabError;
import dev.ballast.lab.thin.ThinCopy;
import dev.ballast.postgres.page.ControlFile;
import dev.ballast.postgres.server.Confinement;
import dev.ballast.postgres.server.Installation;
import dev.ballast.postgres.server.Installations;
import dev.ballast.postgres.wire.SlotName;
import dev.ballast.protect.backup.BackupRecord;
import dev.ballast.protect.confine.ConfinedCopy;
import dev.ballast.protect.restore.RecoveringServer;
import dev.ballast.protect.restore.ServerChoice;
import dev.ballast.protect.restore.Shelter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// A server on a copy of a clone. For one thread at a time.
///
/// @param copy what it runs on; goes with it
/// @param access opens sessions
record CloneServer(ThinCopy copy, RecoveringServer server, ConfinedCopy access)
    implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofMinutes(10);

  /// What a standby of a clone is called, and its slot.
  static final SlotName STANDBY = new SlotName("ballast_standby");

  CloneServer {
    requireNonNull(copy, "copy is null");
    requireNonNull(server, "server is null");
    requireNonNull(access, "access is null");
  }

  /// Where it runs, and how far it is shut off.
  record Place(ThinCopy copy, Confinement confinement) {}

  /// Starts one.
  ///
  /// @param keys with which the clone was confined
  static CloneServer start(
      CloneRecord record,
      BackupRecord.Origin origin,
      Place place,
      Clock clock,
      ConfinedCopy.Keys keys) {
    RecoveringServer server = server(record, origin, place, List.of(), clock);
    try (Undo<RuntimeException> ending = Undo.unlessKept(server::close)) {
      ConfinedCopy access = server.run(CloneSettings.of(origin, record), keys);
      ClonePowers.give(access, server.maintenanceDatabase());
      return ending.keep(new CloneServer(place.copy(), server, access));
    }
  }

  /// Starts one that follows another of the same state.
  static CloneServer following(
      CloneRecord record,
      BackupRecord.Origin origin,
      Place place,
      Clock clock,
      CloneServer primary) {
    ConfinedCopy access = primary.access();
    Path socket = Path.of(access.keepersLogin().host());
    RecoveringServer server = server(record, origin, place, List.of(socket), clock);
    try (Undo<RuntimeException> ending = Undo.unlessKept(server::close)) {
      return ending.keep(
          new CloneServer(
              place.copy(),
              server,
              server.follow(CloneSettings.of(origin, record), access, STANDBY, access.keys())));
    }
  }

  /// @param neighbours folders with the sockets of other servers that it may reach
  private static RecoveringServer server(
      CloneRecord record,
      BackupRecord.Origin origin,
      Place place,
      List<Path> neighbours,
      Clock clock) {
    Path state = place.copy().state();
    Path data = CloneFolder.data(state);
    List<Path> tablespaces =
        record.tablespaces().stream().map(oid -> CloneFolder.tablespace(state, oid)).toList();
    return new RecoveringServer(
        origin,
        installation(origin, data),
        new RecoveringServer.Location(
            data,
            made(place.copy().folder().resolve("w")),
            new Shelter(place.confinement(), tablespaces, neighbours)),
        START_TIMEOUT,
        clock);
  }

  private static Path made(Path folder) {
    try {
      return Files.createDirectory(folder);
    } catch (IOException e) {
      throw Fault.of(LabError.LAB_NOT_WRITABLE, "cannot make " + folder)
          .detail(IoReason.withoutFile(e))
          .hint("Free space there, or name another folder with --lab.")
          .cause(e);
    }
  }

  private static Installation installation(BackupRecord.Origin origin, Path data) {
    return ServerChoice.of(
            origin.source(),
            Optional.of(ControlFile.read(data)),
            Installations.ofThisMachine().ofMajor(origin.source().version().major()))
        .installation();
  }

  /// Ends the server at once and removes the copy.
  @Override
  public void close() {
    try (copy) {
      server.close();
    }
  }
}
