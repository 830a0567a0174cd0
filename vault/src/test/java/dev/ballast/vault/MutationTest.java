package dev.ballast.vault;

import static dev.ballast.vault.VaultFixture.CHUNK;
import static dev.ballast.vault.VaultFixture.key;
import static dev.ballast.vault.VaultFixture.noise;
import static dev.ballast.vault.VaultFixture.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Severity;
import dev.ballast.vault.format.DepositId;
import dev.ballast.vault.format.Sealer;
import dev.ballast.vault.format.VaultError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every stored object of a vault is altered, cut, removed, swapped and replaced, and each time
/// the check must name just that object. The score goes to `target/vault-mutations.txt`.
class MutationTest {
  private static final int RANDOM_PLACES = 60;

  record Note(String text) {}

  @TempDir Path directory;
  private VaultSettings settings;
  private DepositId first;
  private DepositId second;
  private final List<String> survived = new ArrayList<>();
  private int mutations;

  @BeforeEach
  void vaultWithAllKindsOfObject() {
    settings = settings(directory);
    fill(settings);
  }

  /// Two packs in the first deposit, one in the second, which shares a chunk of each of the
  /// first's.
  private void fill(VaultSettings where) {
    try (Vault vault = Vault.init(where, key(), CHUNK)) {
      byte[][] chunks = new byte[18][];
      for (int i = 0; i < chunks.length; i++) {
        chunks[i] = i % 2 == 0 ? noise(i, CHUNK) : Arrays.copyOf(noise(i, 90), CHUNK);
      }
      for (int i = 1; i < chunks.length; i += 2) {
        Arrays.fill(chunks[i], 45, CHUNK - 45, (byte) i);
      }
      byte[][] many = new byte[34][];
      System.arraycopy(chunks, 0, many, 0, 18);
      for (int i = 18; i < 34; i++) {
        many[i] = noise(i, CHUNK);
      }
      first = VaultFixture.deposit(vault, many).id();
      vault.evidence().append("note", new Note("one"));
      second = VaultFixture.deposit(vault, chunks[0], many[33], noise(99, CHUNK)).id();
      vault.evidence().append("note", new Note("two"));
      vault.evidence().append("note", new Note("three"));
    }
  }

  private List<String> objects() throws IOException {
    try (Stream<Path> walk = Files.walk(settings.folder())) {
      return walk.filter(Files::isRegularFile)
          .map(file -> settings.folder().relativize(file).toString())
          .filter(name -> !name.startsWith("locks/"))
          .sorted()
          .toList();
    }
  }

  private byte[] bytes(String name) throws IOException {
    return Files.readAllBytes(settings.folder().resolve(name));
  }

  private void replace(String name, byte[] content) throws IOException {
    Path file = settings.folder().resolve(name);
    Files.deleteIfExists(file);
    Files.write(file, content);
  }

  /// The names of the objects that are found to be wrong.
  private Set<String> detected() {
    try (Vault vault = Vault.open(settings, key())) {
      Set<String> names = new TreeSet<>();
      for (ObjectFinding finding : vault.check(CheckDepth.CONTENT, 1).findings()) {
        // a second keyring that is missing is a warning: old vaults have none
        if (finding.severity() == Severity.ERROR || finding.object().endsWith("-copy")) {
          names.add(finding.object());
        }
      }
      return names;
    } catch (Fault fault) {
      // opening failed: the fault's text is what names the object
      String text = fault.getMessage();
      return Set.of(text.replaceFirst("^the stored object (\\S+) is .*$", "$1"));
    }
  }

  private void judge(String mutation, Set<String> expected) {
    mutations++;
    Set<String> found = detected();
    if (!found.equals(expected)) {
      survived.add(mutation + ": found " + found);
    }
  }

  @Test
  void anUntouchedVaultIsClean() {
    assertThat(detected()).isEmpty();
  }

  @Test
  void everyMutationIsDetectedAndNamed() throws IOException {
    List<String> names = objects();
    assertThat(names).hasSize(15);
    for (String name : names) {
      byte[] sound = bytes(name);
      if (name.equals("vault.json") || name.startsWith("keys/")) {
        flipAllBits(name, sound);
      } else {
        flip(name, sound);
      }
      cut(name, sound);
      replace(name, Arrays.copyOf(sound, sound.length + 1));
      judge(name + " lengthened", Set.of(name));
      Files.delete(settings.folder().resolve(name));
      judge(name + " removed", Set.of(name));
      replace(name, sound);
    }
    swap(names);
    exchangeWithAnotherVault(names);
    assertThat(detected()).isEmpty();
    Files.writeString(
        Path.of("target", "vault-mutations.txt"),
        "mutations " + mutations + ", detected and named " + (mutations - survived.size()) + "\n");
    assertThat(survived).isEmpty();
    assertPageHas(mutations);
  }

  /// The page on proof levels reports this score.
  private static void assertPageHas(int score) throws IOException {
    Path page = Path.of("..", "docs", "reference", "proof-levels.md");
    assertThat(Files.readAllLines(page))
        .filteredOn(line -> line.contains("| `MutationTest` in `vault` |"))
        .singleElement()
        .asString()
        .contains("| %d of %d,".formatted(score, score));
  }

  /// Every bit of the objects an opening needs.
  private void flipAllBits(String name, byte[] sound) throws IOException {
    for (int bit = 0; bit < sound.length * 8; bit++) {
      byte[] flipped = sound.clone();
      flipped[bit / 8] ^= (byte) (1 << (bit % 8));
      replace(name, flipped);
      judge(name + " flipped at bit " + bit, Set.of(name));
    }
  }

  /// Every byte of the header and the last bytes; random places in between, as many in every run.
  private void flip(String name, byte[] sound) throws IOException {
    Random random = new Random(name.hashCode());
    Set<Integer> places = new TreeSet<>();
    for (int i = 0; i < Math.min(Sealer.HEADER_BYTES, sound.length); i++) {
      places.add(i);
      places.add(sound.length - 1 - i % 24);
    }
    int wanted = Math.min(sound.length, places.size() + RANDOM_PLACES);
    while (places.size() < wanted) {
      places.add(random.nextInt(sound.length));
    }
    for (int place : places) {
      byte[] flipped = sound.clone();
      flipped[place] ^= (byte) (1 << random.nextInt(8));
      replace(name, flipped);
      judge(name + " flipped at " + place, Set.of(name));
    }
  }

  private void cut(String name, byte[] sound) throws IOException {
    for (int length :
        new int[] {0, 1, 75, 76, 77, sound.length / 2, sound.length - 5, sound.length - 1}) {
      if (length < sound.length) {
        replace(name, Arrays.copyOf(sound, length));
        judge(name + " cut to " + length, Set.of(name));
      }
    }
  }

  private static String folder(String name) {
    return name.substring(0, Math.max(0, name.indexOf('/')));
  }

  private void swap(List<String> names) throws IOException {
    for (String a : names) {
      for (String b : names) {
        if (a.compareTo(b) < 0 && folder(a).equals(folder(b))) {
          byte[] ofA = bytes(a);
          byte[] ofB = bytes(b);
          replace(a, ofB);
          replace(b, ofA);
          boolean same = Arrays.equals(ofA, ofB); // the two copies of the keyring
          judge(a + " swapped with " + b, same ? Set.of() : Set.of(a, b));
          replace(a, ofA);
          judge(b + " replaced by " + a, same ? Set.of() : Set.of(b));
          replace(b, ofB);
        }
      }
    }
  }

  /// The other vault has the same master key and the same content.
  private void exchangeWithAnotherVault(List<String> names) throws IOException {
    VaultSettings other = settings(directory.resolve("other"));
    DepositId firstHere = first;
    DepositId secondHere = second;
    fill(other);
    for (String name : names) {
      byte[] sound = bytes(name);
      String there =
          name.replace(firstHere.text(), first.text()).replace(secondHere.text(), second.text());
      replace(name, Files.readAllBytes(other.folder().resolve(there)));
      judge(name + " taken from another vault", Set.of(name));
      replace(name, sound);
    }
    first = firstHere;
    second = secondHere;
  }

  @Test
  void aFindingTellsWhatIsWrongAndWhoSuffers() throws IOException {
    String shared = "packs/" + first + "-000000";
    byte[] sound = bytes(shared);
    sound[Sealer.HEADER_BYTES + 5] ^= 1;
    replace(shared, sound);
    try (Vault vault = Vault.open(settings, key())) {
      ObjectFinding finding = vault.check(CheckDepth.CONTENT, 2).findings().getFirst();
      assertThat(finding.problem()).isEqualTo(VaultError.OBJECT_DAMAGED);
      assertThat(finding.detail()).contains("chunk 0 at byte 76");
      // chunk 0 is shared by both
      assertThat(finding.affected()).containsExactlyInAnyOrder(first, second);
      assertThat(vault.check(CheckDepth.CONTENT, 2, second).clean()).isFalse();
      assertThat(vault.check(CheckDepth.STRUCTURE, 2).clean()).isTrue();
    }
  }

  @Test
  void damageToAChunkThatOnlyOneNeedsAffectsOnlyThatOne() throws IOException {
    String pack = "packs/" + first + "-000000";
    byte[] sound = bytes(pack);
    sound[Sealer.HEADER_BYTES + CHUNK + 16 + 5] ^= 1;
    replace(pack, sound);
    try (Vault vault = Vault.open(settings, key())) {
      ObjectFinding finding = vault.check(CheckDepth.CONTENT, 2).findings().getFirst();
      assertThat(finding.detail()).contains("chunk 1 ");
      assertThat(finding.affected()).containsExactly(first);
      assertThat(vault.check(CheckDepth.CONTENT, 2, second).clean()).isTrue();
    }
  }

  @Test
  void aCutAMissingAndASwappedPackAreToldApart() throws IOException {
    String zero = "packs/" + first + "-000000";
    String one = "packs/" + first + "-000001";
    byte[] ofZero = bytes(zero);
    byte[] ofOne = bytes(one);
    replace(zero, Arrays.copyOf(ofZero, 1000));
    assertThat(onlyFinding().problem()).isEqualTo(VaultError.OBJECT_TRUNCATED);
    Files.delete(settings.folder().resolve(zero));
    assertThat(onlyFinding().problem()).isEqualTo(VaultError.OBJECT_MISSING);
    byte[] padded = Arrays.copyOf(ofOne, ofZero.length);
    replace(zero, padded);
    assertThat(onlyFinding().detail()).isEqualTo("it is " + one + " under this name");
    replace(zero, ofZero);
  }

  private ObjectFinding onlyFinding() {
    try (Vault vault = Vault.open(settings, key())) {
      List<ObjectFinding> findings = vault.check(CheckDepth.STRUCTURE, 1).findings();
      assertThat(findings).hasSize(1);
      return findings.getFirst();
    }
  }

  @Test
  void aLostIndexIsRebuiltFromThePacks() throws IOException {
    Files.delete(settings.folder().resolve("indexes/" + first));
    try (Vault vault = Vault.open(settings, key())) {
      ObjectFinding finding = vault.check(CheckDepth.CONTENT, 1).findings().getFirst();
      assertThat(finding.object()).isEqualTo("indexes/" + first);
      // the chunks that the second shares are found by the packs' own tables
      assertThat(finding.affected()).containsExactly(first);
      assertThat(vault.rebuildIndex(first)).isTrue();
      assertThat(vault.rebuildIndex(first)).isFalse();
      assertThat(vault.check(CheckDepth.CONTENT, 1).findings()).isEmpty();
    }
  }

  @Test
  void anIndexIsNotRebuiltFromWhatIsLeftOfThePacks() throws IOException {
    Files.delete(settings.folder().resolve("indexes/" + first));
    Files.delete(settings.folder().resolve("packs/" + first + "-000000"));
    try (Vault vault = Vault.open(settings, key())) {
      assertThat(
              org.assertj.core.api.Assertions.catchThrowableOfType(
                      Fault.class, () -> vault.rebuildIndex(first))
                  .code())
          .isEqualTo(VaultError.OBJECT_MISSING);
    }
  }

  @Test
  void aNewDepositDoesNotRelyOnAPackThatIsGone() throws IOException {
    Files.delete(settings.folder().resolve("packs/" + first + "-000000"));
    try (Vault vault = Vault.open(settings, key())) {
      try (Deposit deposit = vault.beginDeposit(DepositOptions.defaults())) {
        assertThat(deposit.findings())
            .singleElement()
            .satisfies(
                finding -> assertThat(finding.object()).isEqualTo("packs/" + first + "-000000"));
        var ref = deposit.put(noise(0, CHUNK), 0, CHUNK);
        assertThat(deposit.totals().newChunks()).isOne();
        deposit.commit(new byte[0]);
        assertThat(vault.read(ref)).isEqualTo(noise(0, CHUNK));
      }
    }
    try (Vault vault = Vault.open(settings, key())) {
      assertThat(vault.check(CheckDepth.CONTENT, 1).findings()).hasSize(1);
    }
  }
}
