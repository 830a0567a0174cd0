package dev.ballast.vault.log;

import dev.ballast.vault.format.Boundary;
import dev.ballast.vault.format.Keyring;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// Decides which entries of a log are authentic. What was sealed with the keys in use is; what was
/// sealed with older ones could be by anyone who still has them, so it counts only where the chain
/// leads to it from the boundary at which these keys were retired, which the keyring holds.
final class SealedPast {
  private SealedPast() {}

  /// @param entries those that open and say that they are what they are, by number
  static NavigableMap<Long, EvidenceEntry> authentic(
      Keyring keyring, Map<Long, EvidenceEntry> entries) {
    NavigableMap<Long, EvidenceEntry> authentic = new TreeMap<>();
    long last = keyring.lastBoundary().map(Boundary::seq).orElse(0L);
    entries.forEach(
        (seq, entry) -> {
          if (seq > last) {
            authentic.put(seq, entry);
          }
        });
    for (Boundary boundary : keyring.boundaries()) {
      long seq = boundary.seq();
      String expected = boundary.hash();
      EvidenceEntry entry = entries.get(seq);
      while (entry != null && entry.hash().equals(expected) && !authentic.containsKey(seq)) {
        authentic.put(seq, entry);
        expected = entry.previous();
        seq--;
        entry = entries.get(seq);
      }
    }
    return authentic;
  }
}
