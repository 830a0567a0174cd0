package dev.ballast.protect.restore;

import static java.util.Objects.requireNonNull;

import dev.ballast.postgres.server.Confinement;
import java.nio.file.Path;
import java.util.List;

/// How far the copy is shut off from this machine.
///
/// @param tablespaces the folders outside the cluster that belong to it
/// @param sockets the folders of other copies' sockets, which it may connect to
public record Shelter(Confinement confinement, List<Path> tablespaces, List<Path> sockets) {
  public static final Shelter NONE = new Shelter(Confinement.NONE, List.of());

  public Shelter {
    requireNonNull(confinement, "confinement is null");
    tablespaces = List.copyOf(tablespaces);
    sockets = List.copyOf(sockets);
  }

  /// Without a way to any other server.
  public Shelter(Confinement confinement, List<Path> tablespaces) {
    this(confinement, tablespaces, List.of());
  }
}
