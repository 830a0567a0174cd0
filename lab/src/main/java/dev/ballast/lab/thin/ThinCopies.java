package dev.ballast.lab.thin;

import static java.util.Objects.requireNonNull;

import dev.ballast.evidence.ByteSize;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Undo;
import dev.ballast.lab.LabError;
import dev.ballast.lab.thin.Means.Refused;
import dev.ballast.machine.Places;
import dev.ballast.postgres.server.PostgresServer;
import dev.ballast.postgres.server.TemporaryFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Makes writable copies of prepared states in a folder, each by the best means that the place has.
/// Immutable; copies may be made in several threads and processes at once.
///
/// ```java
/// try (ThinCopy copy = ThinCopies.in(runs).make(prepared)) {
///   start(copy.state().resolve("data"));
/// }
/// ```
///
/// A prepared state is a data directory, or a folder that holds one, as `data`, and what belongs to
/// it, such as tablespaces. Links within it lead within the copy. Nothing may be changed in it
/// while copies of it are there.
public final class ThinCopies {
  private static final String PURPOSE = "c";
  private static final String SMALL =
      "the state is small, and statements would wait for an overlay's copies";

  private final Path folder;
  private final Set<CopyKind> kinds;
  private final long reserve;
  private final long plainUpTo;

  private ThinCopies(Path folder, Set<CopyKind> kinds, long reserve, long plainUpTo) {
    this.folder = folder;
    this.kinds = kinds;
    this.reserve = reserve;
    this.plainUpTo = plainUpTo;
  }

  /// Copies in a folder.
  ///
  /// @param folder this user's alone; made where it is missing
  public static ThinCopies in(Path folder) {
    return new ThinCopies(
        folder.toAbsolutePath().normalize(), EnumSet.allOf(CopyKind.class), /* reserve= */ 0, 0);
  }

  /// Of no other kind than these.
  public ThinCopies only(Set<CopyKind> allowed) {
    return new ThinCopies(folder, EnumSet.copyOf(allowed), reserve, plainUpTo);
  }

  /// With room left for what the run on the copy will write.
  public ThinCopies reserving(ByteSize room) {
    return new ThinCopies(folder, kinds, room.bytes(), plainUpTo);
  }

  /// With plain copies of states up to this size where blocks cannot be shared and there is room:
  /// an overlay saves little of their time, and takes it from the statements that run on the copy.
  public ThinCopies plainUpTo(ByteSize size) {
    return new ThinCopies(folder, kinds, reserve, size.bytes());
  }

  /// How states in this folder's file system would be copied here: the better ways are tried.
  public Means means() {
    try (TemporaryFolder trial = TemporaryFolder.create(folder, PURPOSE)) {
      Path sample = Files.createDirectory(trial.path().resolve("sample"));
      Files.write(sample.resolve("file"), new byte[1]);
      return means(StateTree.of(sample));
    } catch (IOException e) {
      throw FileCopies.failed(folder, e);
    }
  }

  /// How a state would be copied here: the better ways are tried.
  public Means means(Path prepared) {
    return means(StateTree.of(prepared));
  }

  /// What a state holds.
  ///
  /// @param bytes of all its files
  /// @param stamp by which [#make(Path, StateStamp)] sees whether it was altered
  public record Content(long bytes, StateStamp stamp) {}

  public static Content content(Path prepared) {
    StateTree tree = StateTree.of(prepared);
    return new Content(tree.size(), tree.stamp());
  }

  /// Copies a state. Throws `lab-disk-full` where there is no room for it, before anything is
  /// written; `lab-copy-impossible` where none of the allowed kinds works here; `lab-copy-failed`,
  /// `lab-state-unfit`, `lab-state-in-use`.
  public ThinCopy make(Path prepared) {
    return make(StateTree.of(prepared));
  }

  /// As [#make(Path)]; throws `lab-state-altered` where the state is not as it was.
  public ThinCopy make(Path prepared, StateStamp expected) {
    StateTree tree = StateTree.of(prepared);
    if (!tree.stamp().equals(requireNonNull(expected, "expected is null"))) {
      throw Fault.of(LabError.LAB_STATE_ALTERED, "prepared state " + prepared + " was altered")
          .detail("names, sizes, owners or times in it are not those it was prepared with")
          .hint("Make the clone again: no two runs on it would start from the same state.");
    }
    return make(tree);
  }

  private ThinCopy make(StateTree tree) {
    // The trials take room, too.
    requireRoom(tree, kinds.iterator().next());
    Means means = means(tree);
    requireRoom(tree, means.kind());
    TemporaryFolder into = TemporaryFolder.create(folder, PURPOSE);
    try (Undo<RuntimeException> undo = Undo.unlessKept(() -> remove(into))) {
      return undo.keep(make(tree, means, into));
    } catch (IOException e) {
      throw FileCopies.failed(folder, e);
    }
  }

  private static ThinCopy make(StateTree tree, Means means, TemporaryFolder into)
      throws IOException {
    Path state = OverlayMount.pointIn(into.path());
    long copied = 0;
    Optional<OverlayMount> mount = Optional.empty();
    if (means.kind() == CopyKind.OVERLAY) {
      Optional<String> obstacle = mount(tree, into.path());
      if (obstacle.isPresent()) {
        throw new IOException("no overlay on " + state + ": " + obstacle.get());
      }
      mount = Optional.of(new OverlayMount(state));
      for (StateTree.Link link : tree.links()) {
        FileCopies.link(state, link);
      }
    } else {
      FileCopies files = new FileCopies(tree, state, means.kind() == CopyKind.REFLINK);
      files.make(topMode(tree));
      copied = files.copied();
    }
    return new ThinCopy(
        into, means, new ThinCopy.Amounts(tree.files().size(), tree.size(), copied), mount);
  }

  private static Optional<String> mount(StateTree tree, Path beside) throws IOException {
    return OverlayMount.mount(tree.root(), beside, tree.folders().getFirst(), topMode(tree));
  }

  /// A data directory keeps its mode; what holds one is passed through by the server's user.
  private static int topMode(StateTree tree) {
    if (tree.isDataDirectory()) {
      return tree.folders().getFirst().mode();
    }
    return Places.isRoot() ? 0711 : 0700;
  }

  private Means means(StateTree tree) {
    List<Refused> refused = new ArrayList<>();
    for (CopyKind kind : kinds) {
      Optional<String> obstacle =
          switch (kind) {
            case REFLINK -> obstacleToSharing(tree);
            case OVERLAY -> isBetterPlain(tree) ? Optional.of(SMALL) : obstacleToMounting(tree);
            case PLAIN -> Optional.empty();
          };
      if (obstacle.isEmpty()) {
        return new Means(kind, refused);
      }
      refused.add(new Refused(kind, obstacle.get()));
    }
    throw Fault.of(LabError.LAB_COPY_IMPOSSIBLE, "no copy of a requested kind in " + folder)
        .detail(String.join("; ", refused.stream().map(Refused::toString).toList()))
        .hint("Put the lab's folder on XFS or Btrfs, or allow a plain copy.");
  }

  private boolean isBetterPlain(StateTree tree) {
    return kinds.contains(CopyKind.PLAIN)
        && tree.size() <= plainUpTo
        && needed(tree, CopyKind.PLAIN) <= free();
  }

  private Optional<String> obstacleToSharing(StateTree tree) {
    Optional<SystemCalls> calls = SystemCalls.here();
    Optional<StateTree.Entry> sample =
        tree.files().stream().filter(file -> file.size() > 0).findFirst();
    if (calls.isEmpty()) {
      return Optional.of("this is no 64-bit Linux");
    }
    if (sample.isEmpty()) {
      return Optional.of("there is nothing to share");
    }
    try (TemporaryFolder trial = TemporaryFolder.create(folder, PURPOSE)) {
      Path to = Files.createFile(trial.path().resolve("shared"));
      SystemCalls.Outcome outcome =
          calls.get().cloneFile(tree.root().resolve(sample.get().path().toString()), to);
      return outcome.succeeded() ? Optional.empty() : Optional.of(outcome.text());
    } catch (IOException e) {
      throw FileCopies.failed(folder, e);
    }
  }

  private Optional<String> obstacleToMounting(StateTree tree) {
    TemporaryFolder trial = TemporaryFolder.create(folder, PURPOSE);
    try {
      return mount(tree, trial.path());
    } catch (IOException e) {
      throw FileCopies.failed(folder, e);
    } finally {
      remove(trial);
    }
  }

  private long needed(StateTree tree, CopyKind kind) {
    return reserve
        + (kind == CopyKind.OVERLAY ? 0 : tree.bytesOfNames())
        + (kind == CopyKind.PLAIN ? tree.bytes() : 0);
  }

  private long free() {
    try {
      return Files.getFileStore(existing(folder)).getUsableSpace();
    } catch (IOException e) {
      throw FileCopies.failed(folder, e);
    }
  }

  private void requireRoom(StateTree tree, CopyKind kind) {
    long needed = needed(tree, kind);
    long free = free();
    if (free < needed) {
      throw Fault.of(LabError.LAB_DISK_FULL, "not enough room for a copy in " + folder)
          .detail(
              "a %s and the run on it need %s, %s are free: %s are missing"
                  .formatted(
                      kind, new ByteSize(needed), new ByteSize(free), new ByteSize(needed - free)))
          .hint("Free space, or put the lab's folder on XFS or Btrfs. Nothing was written.");
    }
  }

  /// The folder, or the nearest above it that is there.
  private static Path existing(Path folder) {
    Path there = folder;
    while (Files.notExists(there) && there.getParent() != null) {
      there = there.getParent();
    }
    return there;
  }

  /// Removes the copies of processes that are gone, ending servers that still run on them. Returns
  /// what it removed. Copies that are in use stay.
  public List<Path> sweep() {
    return TemporaryFolder.sweep(folder, ThinCopies::abandon);
  }

  private static void abandon(Path copy) {
    Path state = OverlayMount.pointIn(copy);
    PostgresServer.endOrphan(state);
    PostgresServer.endOrphan(state.resolve("data"));
    OverlayMount.left(copy).forEach(OverlayMount::unmount);
  }

  private static void remove(TemporaryFolder copy) {
    OverlayMount.left(copy.path()).forEach(OverlayMount::unmount);
    copy.close();
  }
}
