package dev.ballast.vault.store;

import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.Damage;
import dev.ballast.vault.format.VaultError;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/// Objects as files of one folder. Safe for any number of threads and for several processes.
///
/// An object is written under `tmp/`, synced, and hard-linked to its name: `link(2)` never
/// replaces a file, where `rename(2)` would. Then its directory is synced. So the file system
/// must know hard links; one that does not refuses the first object with the reason.
public final class FolderStore implements ObjectStore {
  /// Of 2 MiB that are written at once Linux makes one page of its cache, from memory that nobody
  /// used for a while, which a virtual machine's host has to provide first. Pieces are ten times as
  /// fast then, and need no copy of a chunk outside of the heap.
  private static final int PIECE_BYTES = 128 << 10;

  static final String STAGING = "tmp";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SUFFIX_BYTES = 8;

  /// More objects than this in one folder are no vault's: at 64 MiB a pack, 128 TiB.
  static final int MAX_LISTED = 2_000_000;

  private final Path folder;
  private final OpenFiles files;

  /// @param folder may itself be reached through links; within it none is followed
  public FolderStore(Path folder) {
    this.folder = real(folder);
    if (Files.isRegularFile(this.folder)) {
      throw Fault.of(VaultError.NOT_A_VAULT, "there is no vault at " + folder)
          .detail("it is a file; a vault is a folder")
          .hint("Name the folder of the vault.");
    }
    this.files = new OpenFiles(this.folder);
  }

  private static Path real(Path folder) {
    try {
      return folder.toRealPath();
    } catch (NoSuchFileException e) {
      return folder;
    } catch (IOException e) {
      throw FileFaults.reading(folder, "the vault's folder", e);
    }
  }

  /// Makes the folder, which must be new or empty, with its sub-folders. What an earlier making
  /// left that was killed is removed first.
  public static FolderStore create(Path folder, List<String> subfolders) {
    try {
      FolderSafety.requireNone(folder, FolderSafety.problemsOfPlace(folder));
      new NewFolder(real(folder), layout(subfolders)).make();
      sync(real(folder));
      return new FolderStore(folder);
    } catch (FileAlreadyExistsException | NotDirectoryException e) {
      throw Fault.of(VaultError.VAULT_EXISTS, "there is something at " + folder + " already")
          .hint("Name a new or empty folder for the vault.")
          .cause(e);
    } catch (IOException e) {
      throw FileFaults.writing(folder, "the vault's folders", e);
    }
  }

  /// Takes back what [#create] made, for a vault whose making failed.
  public static void uncreate(Path folder, List<String> subfolders) {
    try {
      new NewFolder(folder, layout(subfolders)).unmake();
    } catch (IOException e) {
      throw FileFaults.writing(folder, "the vault's folders", e);
    }
  }

  private static List<String> layout(List<String> subfolders) {
    List<String> all = new ArrayList<>(subfolders);
    all.add(STAGING);
    return all;
  }

  @Override
  public void put(String name, byte[] bytes) {
    try (StagedObject staged = stage(name)) {
      staged.write(ByteBuffer.wrap(bytes), 0);
      staged.publish();
    }
  }

  /// Nothing is written into a folder that somebody else can write to, too.
  @Override
  public StagedObject stage(String name) {
    FolderSafety.requireNone(folder, FolderSafety.problems(folder, FolderSafety.FOLDERS));
    byte[] suffix = new byte[SUFFIX_BYTES];
    RANDOM.nextBytes(suffix);
    String staged = STAGING + "/" + name.replace('/', '.');
    try {
      Path file = PlainFiles.locate(folder, staged + "." + HexFormat.of().formatHex(suffix));
      return new StagedFile(name, file, open(file));
    } catch (IOException e) {
      throw FileFaults.writing(folder, name, e);
    }
  }

  /// Nothing is written into a folder that somebody else can write to, too.
  @Override
  public GrowingObject grow(String name) {
    FolderSafety.requireNone(folder, FolderSafety.problems(folder, FolderSafety.FOLDERS));
    return GrowingFile.create(folder, name);
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        PlainFiles.OBJECT_MODE);
  }

  private final class StagedFile implements StagedObject {
    private final String name;
    private final Path file;
    private final FileChannel channel;
    private boolean done;

    private StagedFile(String name, Path file, FileChannel channel) {
      this.name = name;
      this.file = file;
      this.channel = channel;
    }

    @Override
    public void write(ByteBuffer bytes, long offset) {
      long at = offset;
      int end = bytes.limit();
      try {
        while (bytes.position() < end) {
          at += channel.write(bytes.limit(Math.min(end, bytes.position() + PIECE_BYTES)), at);
        }
      } catch (IOException e) {
        throw FileFaults.writing(folder, name, e);
      }
    }

    @Override
    public void publish() {
      try {
        channel.force(true);
        Path target = PlainFiles.locate(folder, name);
        Files.createLink(target, file);
        sync(target.getParent());
        close();
      } catch (FileAlreadyExistsException e) {
        throw Fault.of(VaultError.OBJECT_EXISTS, "the object " + name + " exists already").cause(e);
      } catch (UnsupportedOperationException e) {
        throw Fault.of(VaultError.VAULT_NOT_WRITABLE, "cannot keep a vault at " + folder)
            .detail("its file system does not support hard links")
            .hint("Keep the vault on a file system such as ext4, XFS, ZFS or NFS.")
            .cause(e);
      } catch (IOException e) {
        throw FileFaults.writing(folder, name, e);
      }
    }

    @Override
    public void close() {
      if (done) {
        return;
      }
      done = true;
      try {
        channel.close();
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw FileFaults.writing(folder, name, e);
      }
    }
  }

  @Override
  public byte[] get(String name, long length) {
    ObjectPrefix object = begin(name, Math.toIntExact(length));
    if (object.bytes().length < length) {
      throw Damage.truncated(name, "it lost its end while it was read");
    }
    return object.bytes();
  }

  @Override
  public ObjectPrefix begin(String name, int bytes) {
    try {
      Path file = PlainFiles.locate(folder, name);
      long length = PlainFiles.length(file, name);
      try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
        return new ObjectPrefix(in.readNBytes((int) Math.min(bytes, length)), length);
      }
    } catch (NoSuchFileException e) {
      throw Damage.missing(name).cause(e);
    } catch (IOException e) {
      throw FileFaults.reading(folder, name, e);
    }
  }

  @Override
  public void read(String name, long offset, ByteBuffer into) {
    files.read(name, offset, into);
  }

  @Override
  public OptionalLong length(String name) {
    try {
      return OptionalLong.of(PlainFiles.length(PlainFiles.locate(folder, name), name));
    } catch (NoSuchFileException e) {
      return OptionalLong.empty();
    } catch (IOException e) {
      throw FileFaults.reading(folder, name, e);
    }
  }

  @Override
  public List<StoredObject> list(String subfolder) {
    return walk(subfolder, subfolder);
  }

  private List<StoredObject> walk(String subfolder, String prefix) {
    List<StoredObject> found = new ArrayList<>();
    try {
      Path directory = folder.resolve(subfolder);
      PlainFiles.requireFolder(directory);
      try (DirectoryStream<Path> content = Files.newDirectoryStream(directory)) {
        for (Path file : content) {
          lengthOf(file)
              .ifPresent(
                  length -> found.add(new StoredObject(prefix + file.getFileName(), length)));
          if (found.size() > MAX_LISTED) {
            throw Damage.damaged(subfolder, "it holds more than " + MAX_LISTED + " files");
          }
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      throw FileFaults.reading(folder, subfolder, e.getCause());
    } catch (IOException e) {
      throw FileFaults.reading(folder, subfolder, e);
    }
    found.sort(Comparator.comparing(StoredObject::name));
    return List.copyOf(found);
  }

  private static OptionalLong lengthOf(Path file) throws IOException {
    try {
      return OptionalLong.of(PlainFiles.look(file).size());
    } catch (NoSuchFileException gone) {
      return OptionalLong.empty();
    }
  }

  @Override
  public void remove(List<String> names) {
    Set<Path> changed = new LinkedHashSet<>();
    for (String name : names) {
      try {
        files.retire(name);
        Path file = PlainFiles.locate(folder, name);
        if (Files.deleteIfExists(file)) {
          changed.add(file.getParent());
        }
      } catch (IOException e) {
        throw FileFaults.writing(folder, name, e);
      }
    }
    for (Path parent : changed) {
      try {
        sync(parent);
      } catch (IOException e) {
        throw FileFaults.writing(folder, String.valueOf(parent.getFileName()), e);
      }
    }
  }

  @Override
  public List<StoredObject> staged() {
    return walk(STAGING + "/", "").stream()
        .map(file -> new StoredObject(intended(file.name()), file.length()))
        .toList();
  }

  /// The name that the file in `tmp/` was to get.
  private static String intended(String file) {
    String name = file.substring(0, Math.max(0, file.lastIndexOf('.')));
    return name.equals("vault.json") ? name : name.replaceFirst("\\.", "/");
  }

  @Override
  public void unstage(String name) {
    for (StoredObject file : walk(STAGING + "/", "")) {
      if (intended(file.name()).equals(name)) {
        remove(List.of(STAGING + "/" + file.name()));
      }
    }
  }

  static void sync(Path directory) throws IOException {
    try (FileChannel channel =
        FileChannel.open(directory, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      channel.force(true);
    }
  }

  @Override
  public void close() {
    files.close();
  }
}
