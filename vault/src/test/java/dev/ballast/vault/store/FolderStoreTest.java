package dev.ballast.vault.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.VaultError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStoreTest {
  @TempDir Path directory;
  private Path folder;
  private FolderStore store;

  @BeforeEach
  void create() {
    folder = directory.resolve("store");
    store = FolderStore.create(folder, List.of("keys", "packs"));
  }

  @AfterEach
  void close() {
    store.close();
  }

  private byte[] get(String name) {
    return store.begin(name, 1 << 20).bytes();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void assertFault(VaultError code, Runnable call) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.code()).isEqualTo(code));
  }

  @Test
  void getsAndListsWhatWasPut() {
    store.put("packs/b", bytes("second"));
    store.put("packs/a", bytes("first"));
    assertThat(get("packs/a")).isEqualTo(bytes("first"));
    assertThat(store.length("packs/b")).hasValue(6);
    assertThat(store.length("packs/c")).isEmpty();
    assertThat(store.list("packs/"))
        .containsExactly(new StoredObject("packs/a", 5), new StoredObject("packs/b", 6));
  }

  @Test
  void aNameIsTakenOnce() {
    store.put("packs/a", bytes("first"));
    assertFault(VaultError.OBJECT_EXISTS, () -> store.put("packs/a", bytes("other")));
    assertThat(get("packs/a")).isEqualTo(bytes("first"));
    assertThat(store.staged()).isEmpty();
  }

  @Test
  void ofManyWritersOfOneNameOneWins() throws InterruptedException {
    int writers = 8;
    CyclicBarrier together = new CyclicBarrier(writers);
    List<Future<Boolean>> done = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(writers)) {
      for (int i = 0; i < writers; i++) {
        byte[] content = bytes("writer " + i);
        done.add(
            threads.submit(
                () -> {
                  together.await();
                  store.put("packs/a", content);
                  return true;
                }));
      }
    }
    int won = 0;
    for (Future<Boolean> each : done) {
      try {
        won += each.get() ? 1 : 0;
      } catch (ExecutionException e) {
        assertThat(((Fault) e.getCause()).code()).isEqualTo(VaultError.OBJECT_EXISTS);
      }
    }
    assertThat(won).isOne();
    assertThat(store.staged()).isEmpty();
  }

  @Test
  void aStagedObjectAppearsAtPublishAndNotBefore() {
    try (StagedObject staged = store.stage("packs/a")) {
      staged.write(ByteBuffer.wrap(bytes("world")), 6);
      staged.write(ByteBuffer.wrap(bytes("hello ")), 0);
      assertThat(store.length("packs/a")).isEmpty();
      assertThat(store.staged()).containsExactly(new StoredObject("packs/a", 11));
      staged.publish();
    }
    assertThat(get("packs/a")).isEqualTo(bytes("hello world"));
    assertThat(store.staged()).isEmpty();
  }

  @Test
  void aStagedObjectThatIsClosedIsGone() {
    store.stage("packs/a").close();
    assertThat(store.staged()).isEmpty();
    assertThat(store.length("packs/a")).isEmpty();
  }

  @Test
  void unstageRemovesWhatADeadWriterLeft() {
    StagedObject abandoned = store.stage("packs/a");
    store.stage("packs/b");
    store.unstage("packs/a");
    assertThat(store.staged()).extracting(StoredObject::name).containsExactly("packs/b");
    abandoned.close();
  }

  @Test
  void readsAtAnyPlaceAndTellsAnEndThatComesTooEarly() {
    store.put("packs/a", bytes("0123456789"));
    ByteBuffer three = ByteBuffer.allocate(3);
    store.read("packs/a", 4, three);
    assertThat(three.array()).isEqualTo(bytes("456"));
    assertFault(
        VaultError.OBJECT_TRUNCATED, () -> store.read("packs/a", 8, ByteBuffer.allocate(3)));
    assertFault(VaultError.OBJECT_MISSING, () -> store.read("packs/b", 0, ByteBuffer.allocate(1)));
    assertFault(VaultError.OBJECT_MISSING, () -> get("packs/b"));
  }

  @Test
  void keepsABoundedNumberOfFilesOpen() throws IOException {
    int objects = OpenFiles.LIMIT + 40;
    for (int i = 0; i < objects; i++) {
      store.put("packs/" + i, bytes("x"));
    }
    for (int i = 0; i < objects; i++) {
      store.read("packs/" + i, 0, ByteBuffer.allocate(1));
    }
    Path descriptors = Path.of("/proc/self/fd");
    org.junit.jupiter.api.Assumptions.assumeTrue(
        Files.isDirectory(descriptors), "the open files of a process are seen in /proc only");
    int open = 0;
    try (var entries = Files.newDirectoryStream(descriptors)) {
      for (Path descriptor : entries) {
        if (Files.isSymbolicLink(descriptor)
            && Files.readSymbolicLink(descriptor).startsWith(folder.toRealPath())) {
          open++;
        }
      }
    }
    assertThat(open).isLessThanOrEqualTo(OpenFiles.LIMIT);
  }

  @Test
  void anInterruptedReaderDoesNotDisturbTheOthers()
      throws InterruptedException, ExecutionException {
    store.put("packs/a", new byte[1 << 20]);
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Integer>> calm = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        calm.add(
            threads.submit(
                () -> {
                  for (int round = 0; round < 300; round++) {
                    store.read("packs/a", 0, ByteBuffer.allocate(1 << 20));
                  }
                  return 300;
                }));
      }
      Future<Integer> hasty =
          threads.submit(
              () -> {
                int interrupted = 0;
                for (int round = 0; round < 300; round++) {
                  Thread.currentThread().interrupt();
                  try {
                    store.read("packs/a", 0, ByteBuffer.allocate(1));
                  } catch (Fault fault) {
                    assertThat(fault.code().id()).isEqualTo("interrupted");
                    interrupted++;
                  }
                  assertThat(Thread.currentThread().isInterrupted()).isFalse();
                }
                return interrupted;
              });
      assertThat(hasty.get()).isEqualTo(300);
      for (Future<Integer> each : calm) {
        assertThat(each.get()).isEqualTo(300);
      }
    }
  }

  @Test
  void removalPassesOverWhatIsGone() {
    store.put("packs/a", bytes("x"));
    store.remove(List.of("packs/a", "packs/b"));
    assertThat(store.list("packs/")).isEmpty();
  }

  @Test
  void takesOverWhatAKilledMakingLeftAndNothingElse() throws IOException {
    Files.writeString(folder.resolve("keys/00000001"), "half a keyring");
    Files.writeString(folder.resolve("tmp/vault.json.0123456789abcdef"), "{");
    FolderStore.create(folder, List.of("keys", "packs")).close();
    assertThat(folder.resolve("keys/00000001")).doesNotExist();
    assertThat(folder.resolve("tmp")).isEmptyDirectory();
    for (String foreign : List.of("notes", "keys/id_rsa", "packs/x", "tmp/x")) {
      Files.writeString(folder.resolve(foreign), "somebody's");
      assertFault(
          VaultError.VAULT_EXISTS, () -> FolderStore.create(folder, List.of("keys", "packs")));
      assertThat(folder.resolve(foreign)).exists();
      Files.delete(folder.resolve(foreign));
    }
  }

  @Test
  void aFileInPlaceOfTheFolderIsRefused() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "x");
    assertFault(VaultError.VAULT_EXISTS, () -> FolderStore.create(file, List.of("keys")));
  }

  @Test
  void aFolderThatCannotBeWrittenToIsToldAsSuch() {
    FolderStore nowhere = new FolderStore(directory.resolve("missing"));
    assertFault(VaultError.VAULT_NOT_WRITABLE, () -> nowhere.put("packs/a", bytes("x")));
    assertThat(nowhere.list("packs/")).isEmpty();
  }
}
