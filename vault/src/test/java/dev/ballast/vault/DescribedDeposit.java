package dev.ballast.vault;

import static dev.ballast.vault.VaultFixture.noise;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.evidence.json.Json;
import dev.ballast.vault.format.ChunkId;
import dev.ballast.vault.format.ChunkRef;
import dev.ballast.vault.format.DepositId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// The record of a deposit that says what it refers to and what is to be read there, so that
/// another process can tell.
///
/// @param seeds of the noise in each chunk
record DescribedDeposit(List<ChunkRef> refs, List<Integer> seeds) {
  private static final int LENGTH = 3000;

  static DepositId make(Vault vault, int... seeds) {
    List<ChunkRef> refs = new ArrayList<>();
    List<Integer> of = new ArrayList<>();
    try (Deposit deposit = vault.beginDeposit(DepositOptions.defaults())) {
      for (int seed : seeds) {
        refs.add(deposit.put(noise(seed, LENGTH), 0, LENGTH));
        of.add(seed);
      }
      deposit.commit(Json.write(new DescribedDeposit(refs, of)));
      return deposit.id();
    }
  }

  private static DescribedDeposit read(Vault vault, DepositId deposit) {
    return Json.read(vault.record(deposit), DescribedDeposit.class);
  }

  static Set<ChunkId> needs(Vault vault, DepositId deposit) {
    return read(vault, deposit).refs().stream().map(ChunkRef::id).collect(Collectors.toSet());
  }

  static void assertWhole(Vault vault, DepositId id) {
    DescribedDeposit deposit = read(vault, id);
    for (int i = 0; i < deposit.refs().size(); i++) {
      assertThat(vault.read(deposit.refs().get(i)))
          .isEqualTo(noise(deposit.seeds().get(i), LENGTH));
    }
  }
}
