package dev.ballast.vault.store;

import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.Damage;
import dev.ballast.vault.format.VaultError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
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
  static final String STAGING = "tmp";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SUFFIX_BYTES = 8;

  /// Objects that are read as one array (records, indexes, evidence) are far below this.
  private static final long MAX_WHOLE_BYTES = 1L << 30;

  private final Path folder;
  private final OpenFiles files;

  public FolderStore(Path folder) {
    this.folder = folder;
    this.files = new OpenFiles(folder);
  }

  /// Makes the folder, which must be new or empty, with its sub-folders. What an earlier making
  /// left that was killed is removed first.
  public static FolderStore create(Path folder, List<String> subfolders) {
    try {
      new NewFolder(folder, layout(subfolders)).make();
      sync(folder);
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
    try (Staged staged = stage(name)) {
      staged.write(ByteBuffer.wrap(bytes), 0);
      staged.publish();
    }
  }

  @Override
  public Staged stage(String name) {
    byte[] suffix = new byte[SUFFIX_BYTES];
    RANDOM.nextBytes(suffix);
    Path file =
        folder
            .resolve(STAGING)
            .resolve(name.replace('/', '.') + "." + HexFormat.of().formatHex(suffix));
    try {
      return new StagedFile(name, file, open(file));
    } catch (IOException e) {
      throw FileFaults.writing(folder, name, e);
    }
  }

  /// Read-only from the start: the mode binds later openings, not this one.
  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r--r-----")));
  }

  private final class StagedFile implements Staged {
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
      try {
        while (bytes.hasRemaining()) {
          at += channel.write(bytes, at);
        }
      } catch (IOException e) {
        throw FileFaults.writing(folder, name, e);
      }
    }

    @Override
    public void publish() {
      Path target = folder.resolve(name);
      try {
        channel.force(true);
        Files.createLink(target, file);
        sync(target.getParent());
        close();
      } catch (FileAlreadyExistsException e) {
        throw Fault.of(VaultError.OBJECT_EXISTS, "the object " + name + " exists already").cause(e);
      } catch (UnsupportedOperationException e) {
        throw Fault.of(VaultError.VAULT_NOT_WRITABLE, "cannot keep a vault at " + folder)
            .detail("its file system knows no hard links")
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
  public byte[] get(String name) {
    Path file = folder.resolve(name);
    try {
      long length = Files.size(file);
      if (length > MAX_WHOLE_BYTES) {
        throw Damage.damaged(name, "it has " + length + " bytes, far too many");
      }
      return Files.readAllBytes(file);
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
      return lengthOf(folder.resolve(name));
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
    try (DirectoryStream<Path> content = Files.newDirectoryStream(folder.resolve(subfolder))) {
      for (Path file : content) {
        lengthOf(file)
            .ifPresent(length -> found.add(new StoredObject(prefix + file.getFileName(), length)));
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
      return OptionalLong.of(Files.size(file));
    } catch (NoSuchFileException gone) {
      return OptionalLong.empty();
    }
  }

  @Override
  public void remove(List<String> names) {
    Set<Path> changed = new LinkedHashSet<>();
    for (String name : names) {
      Path file = folder.resolve(name);
      try {
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

  private static void sync(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public void close() {
    files.close();
  }
}
