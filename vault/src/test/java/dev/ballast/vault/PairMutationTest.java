package dev.ballast.vault;

import static dev.ballast.vault.VaultFixture.CHUNK;
import static dev.ballast.vault.VaultFixture.key;
import static dev.ballast.vault.VaultFixture.noise;
import static dev.ballast.vault.VaultFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.ExitCode;
import dev.ballast.evidence.Fault;
import dev.ballast.vault.format.ChunkRef;
import dev.ballast.vault.format.DepositId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every object of a vault, and every pair of objects, is removed, altered, cut and exchanged. Each
/// time, at most the deposits that own one of the two are lost: all others are listed, and every
/// byte of them is read again. The table goes to `target/vault-pair-mutations.txt`.
///
/// Who owns what is derived here from what was put in, not asked of the vault.
class PairMutationTest {
  @TempDir Path directory;
  private VaultSettings settings;

  /// What each deposit holds, by its id.
  private final Map<DepositId, List<byte[]>> contents = new LinkedHashMap<>();

  private final Map<DepositId, List<ChunkRef>> refs = new LinkedHashMap<>();
  private final Map<String, Set<DepositId>> owners = new TreeMap<>();
  private final Map<String, byte[]> sound = new TreeMap<>();
  private final Map<String, int[]> table = new TreeMap<>();
  private final List<String> wrong = new ArrayList<>();

  record Note(String text) {}

  private enum Harm {
    REMOVED,
    FLIPPED,
    CUT
  }

  @BeforeEach
  void threeDepositsThatShare() throws IOException {
    settings = settings(directory);
    try (Vault vault = Vault.init(settings, key(), CHUNK)) {
      List<DepositId> ids = new ArrayList<>();
      ids.add(deposit(vault, 1, 2, 3, 4));
      vault.evidence().append("note", new Note("one"));
      ids.add(deposit(vault, 1, 5, 6));
      ids.add(deposit(vault, 2, 5, 7));
      own("packs/" + ids.get(0) + "-000000", ids.get(0), ids.get(1), ids.get(2));
      own("packs/" + ids.get(1) + "-000000", ids.get(1), ids.get(2));
      own("packs/" + ids.get(2) + "-000000", ids.get(2));
      for (DepositId id : ids) {
        own("backups/" + id, id);
        own("indexes/" + id);
      }
    }
    try (Stream<Path> walk = Files.walk(settings.folder())) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        String name = settings.folder().relativize(file).toString();
        if (!name.startsWith("locks/")) {
          sound.put(name, Files.readAllBytes(file));
          owners.putIfAbsent(name, Set.of());
        }
      }
    }
  }

  private void own(String object, DepositId... ids) {
    owners.put(object, new TreeSet<>(List.of(ids)));
  }

  private DepositId deposit(Vault vault, int... seeds) {
    List<byte[]> chunks = Arrays.stream(seeds).mapToObj(seed -> noise(seed, 300 + seed)).toList();
    VaultFixture.Stored stored = VaultFixture.deposit(vault, chunks.toArray(byte[][]::new));
    contents.put(stored.id(), chunks);
    refs.put(stored.id(), stored.refs());
    return stored.id();
  }

  private void put(String name, byte[] content) throws IOException {
    Path file = settings.folder().resolve(name);
    Files.deleteIfExists(file);
    Files.write(file, content);
  }

  private void harm(String name, Harm how) throws IOException {
    byte[] bytes = sound.get(name).clone();
    switch (how) {
      case REMOVED -> Files.delete(settings.folder().resolve(name));
      case FLIPPED -> {
        // in the header: the worst place, for nothing of the object opens
        bytes[40] ^= 1;
        put(name, bytes);
      }
      case CUT -> put(name, Arrays.copyOf(bytes, bytes.length / 2));
    }
  }

  /// The deposits that cannot be listed with their record and read in full, byte by byte.
  private Set<DepositId> lost() {
    try (Vault vault = Vault.open(settings, key())) {
      Set<DepositId> lost = new TreeSet<>(contents.keySet());
      for (DepositId id : vault.deposits()) {
        if (isWhole(vault, id)) {
          lost.remove(id);
        }
      }
      return lost;
    } catch (Fault fault) {
      assertThat(fault.code().exit()).isEqualTo(ExitCode.REFUTED);
      return contents.keySet();
    }
  }

  private boolean isWhole(Vault vault, DepositId id) {
    try {
      vault.record(id);
      for (int i = 0; i < refs.get(id).size(); i++) {
        if (!Arrays.equals(vault.read(refs.get(id).get(i)), contents.get(id).get(i))) {
          return false;
        }
      }
      return true;
    } catch (Fault fault) {
      assertThat(fault.code().exit()).isEqualTo(ExitCode.REFUTED);
      return false;
    }
  }

  /// Whether a check names each of them, or the backup that it is a part of as affected: where a
  /// record is gone, that is said of the backup and not of each of its objects.
  private boolean isNamed(Set<String> harmed) {
    try (Vault vault = Vault.open(settings, key())) {
      Set<String> named = new TreeSet<>();
      for (ObjectFinding finding : vault.check(CheckDepth.STRUCTURE, 1).findings()) {
        named.add(finding.object());
        for (DepositId affected : finding.affected()) {
          harmed.stream().filter(name -> name.contains(affected.text())).forEach(named::add);
        }
      }
      return named.containsAll(harmed);
    } catch (Fault fault) {
      return true; // it does not open, and that names it
    }
  }

  private static String kind(String name) {
    return name.endsWith("-copy") ? "keyring copy" : name.replaceFirst("/.*", "");
  }

  private void judge(String what, Set<String> harmed) {
    Set<DepositId> allowed = new TreeSet<>();
    harmed.forEach(name -> allowed.addAll(owners.get(name)));
    boolean noKeyring = harmed.containsAll(List.of("keys/00000001", "keys/00000001-copy"));
    Set<DepositId> lost = lost();
    String row = String.join(" + ", harmed.stream().map(PairMutationTest::kind).sorted().toList());
    int[] counts = table.computeIfAbsent(row, r -> new int[4]);
    counts[0]++;
    counts[1] = Math.max(counts[1], lost.size());
    counts[2] = Math.max(counts[2], noKeyring ? contents.size() : allowed.size());
    boolean named = isNamed(harmed);
    counts[3] += named ? 1 : 0;
    if (!noKeyring && !allowed.containsAll(lost)) {
      wrong.add(what + ": lost " + lost + ", owned by " + allowed);
    }
    if (!named) {
      wrong.add(what + ": not named");
    }
  }

  private void restore(String... names) throws IOException {
    for (String name : names) {
      put(name, sound.get(name));
    }
  }

  @Test
  void atMostTheOwnersOfTheTwoAreLost() throws IOException {
    assertThat(lost()).isEmpty();
    List<String> names = List.copyOf(sound.keySet());
    for (String a : names) {
      for (Harm ofA : Harm.values()) {
        harm(a, ofA);
        judge(a + " " + ofA, Set.of(a));
        for (String b : names.subList(names.indexOf(a) + 1, names.size())) {
          for (Harm ofB : Harm.values()) {
            harm(b, ofB);
            judge(a + " " + ofA + ", " + b + " " + ofB, Set.of(a, b));
          }
          restore(b);
        }
        restore(a);
      }
    }
    exchange(names);
    assertThat(lost()).isEmpty();
    write();
    assertThat(wrong).isEmpty();
  }

  private void exchange(List<String> names) throws IOException {
    for (String a : names) {
      for (String b : names.subList(names.indexOf(a) + 1, names.size())) {
        if (kind(a).equals(kind(b))) {
          put(a, sound.get(b));
          put(b, sound.get(a));
          judge(a + " exchanged for " + b, Set.of(a, b));
          restore(a, b);
        }
      }
    }
  }

  private void write() throws IOException {
    StringBuilder text = new StringBuilder();
    String form = "%-28s %9s %9s %9s %9s%n";
    text.append(form.formatted("objects", "mutations", "lost", "owners", "named"));
    table.forEach(
        (row, counts) ->
            text.append(
                form.formatted(row, counts[0], counts[1], counts[2], counts[3])
                    .toLowerCase(Locale.ROOT)));
    Files.writeString(Path.of("target", "vault-pair-mutations.txt"), text);
  }
}
