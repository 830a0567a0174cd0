package dev.ballast.vault.anchor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Verdict;
import dev.ballast.vault.Vault;
import dev.ballast.vault.VaultSettings;
import dev.ballast.vault.anchor.OutsideHeads.Kept;
import dev.ballast.vault.format.MasterKey;
import dev.ballast.vault.format.VaultError;
import dev.ballast.vault.log.ChainReport;
import dev.ballast.vault.log.Head;
import dev.ballast.vault.log.VaultEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutsideHeadsTest {
  /// RFC 8410, section 10.3, and its public half from 10.1.
  private static final String PRIVATE =
      """
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VwBCIEINTuctv5E1hK1bbY8fdp+K06/nwoy/HU++CXqI9EdVhC
      -----END PRIVATE KEY-----
      """;

  private static final String PUBLIC =
      """
      -----BEGIN PUBLIC KEY-----
      MCowBQYDK2VwAyEAGb9ECWmEzf6FQbrBZ9w7lshQhqowtrbLDFw4rXAxZuE=
      -----END PUBLIC KEY-----
      """;

  @TempDir Path directory;
  private Vault vault;
  private Vault other;

  @BeforeEach
  void makeTwoVaultsWithALog() {
    vault = made("one");
    other = made("other");
    entry(vault);
    entry(vault);
  }

  @AfterEach
  void closeBoth() {
    vault.close();
    other.close();
  }

  private VaultSettings settings(String name) {
    return new VaultSettings(
        directory.resolve(name), directory.resolve(name + "-heads"), Clock.system());
  }

  private Vault made(String name) {
    return Vault.init(settings(name), key(), Vault.MIN_CHUNK_SIZE);
  }

  private static MasterKey key() {
    return MasterKey.parse("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=");
  }

  private void entry(Vault into) {
    into.evidence().append(new VaultEvent.HeadKept(into.id(), 1, "ab".repeat(32)));
  }

  private static void assertFails(VaultError code, ThrowingCallable call) {
    assertThatExceptionOfType(Fault.class)
        .isThrownBy(call)
        .satisfies(fault -> assertThat(fault.code()).isEqualTo(code));
  }

  private Verdict verdict(Kept... kept) {
    return OutsideHeads.verify(vault, List.of(kept)).verdict();
  }

  @Test
  void theNewestHeadIsTheLastEntrysAndTheVaultsOwn() {
    SignedHead head = OutsideHeads.newest(vault);

    assertThat(head.vault()).isEqualTo(vault.id());
    assertThat(head.seq()).isEqualTo(2);
    assertFails(VaultError.LOG_EMPTY, () -> OutsideHeads.newest(other));
  }

  @Test
  void aLogThatHoldsTheNotedHeadIsProved() {
    Head noted = OutsideHeads.newest(vault).head();
    entry(vault);

    ChainReport report = OutsideHeads.verify(vault, List.of(new Kept.Noted(noted)));

    assertThat(report.verdict()).isEqualTo(Verdict.proved());
    assertThat(report.entries()).isEqualTo(3);
  }

  @Test
  void aLogWithoutTheNotedHeadIsRefuted() {
    assertThat(verdict(new Kept.Noted(new Head(2, "cd".repeat(32)))))
        .isInstanceOf(Verdict.Refuted.class);
  }

  @Test
  void aSignatureIsCheckedWithTheKeyAndUndecidedWithout() throws IOException {
    Path privateKey = Files.writeString(directory.resolve("head.key"), PRIVATE);
    Path publicKey = Files.writeString(directory.resolve("head.pub"), PUBLIC);
    SignedHead unsigned = OutsideHeads.newest(vault);
    SignedHead signed = HeadKeys.sign(unsigned, privateKey);

    assertThat(verdict(new Kept.InFile(signed, Optional.of(publicKey), Optional.empty())))
        .isEqualTo(Verdict.proved());
    assertThat(verdict(new Kept.InFile(signed, Optional.empty(), Optional.empty())))
        .isInstanceOf(Verdict.Undecided.class);
    assertFails(
        VaultError.HEAD_FORGED,
        () -> verdict(new Kept.InFile(unsigned, Optional.of(publicKey), Optional.empty())));
  }

  @Test
  void aTimeStampThatNobodyChecksLeavesItUndecided() {
    SignedHead stamped = OutsideHeads.newest(vault).stamped(new byte[] {1});

    assertThat(verdict(new Kept.InFile(stamped, Optional.empty(), Optional.empty())))
        .isInstanceOf(Verdict.Undecided.class);
  }

  @Test
  void aHeadOfAnotherVaultIsRefused() {
    entry(other);
    SignedHead foreign = OutsideHeads.newest(other);

    assertFails(
        VaultError.HEAD_OF_ANOTHER_VAULT,
        () -> verdict(new Kept.InFile(foreign, Optional.empty(), Optional.empty())));
  }

  @Test
  void theHeadThatAnotherVaultKeepsMustBeThere() {
    assertFails(VaultError.HEAD_NOT_ANCHORED, () -> verdict(new Kept.InVault(other)));

    OutsideHeads.Anchored anchored = OutsideHeads.anchor(vault, other);

    assertThat(anchored.head()).isEqualTo(OutsideHeads.newest(vault));
    assertThat(anchored.entry()).isEqualTo(1);
    assertThat(verdict(new Kept.InVault(other))).isEqualTo(Verdict.proved());
  }

  @Test
  void everyHeadThatAnotherVaultKeepsMustBeThere() {
    OutsideHeads.anchor(vault, other);
    other.evidence().append(new VaultEvent.HeadKept(vault.id(), 9, "ef".repeat(32)));

    assertThat(verdict(new Kept.InVault(other))).isInstanceOf(Verdict.Refuted.class);
  }

  @Test
  void headsOfAKeeperWhoseOwnLogIsNotAsItWasLeftProveNothing() throws IOException {
    OutsideHeads.anchor(vault, other);
    entry(other);
    try (Stream<Path> entries = Files.list(directory.resolve("other/evidence"))) {
      Files.delete(entries.max(Comparator.naturalOrder()).orElseThrow());
    }

    assertThat(verdict(new Kept.InVault(other)))
        .isInstanceOfSatisfying(
            Verdict.Refuted.class,
            refuted -> assertThat(refuted.reason()).startsWith("the log of vault " + other.id()));
  }

  @Test
  void aVaultDoesNotKeepItsOwnHead() {
    assertThatIllegalArgumentException().isThrownBy(() -> OutsideHeads.anchor(vault, vault));
  }
}
