package dev.ballast.protect.wal;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Undo;
import dev.ballast.postgres.Lsn;
import dev.ballast.postgres.TimelineId;
import dev.ballast.postgres.wire.TimelineHistory;
import dev.ballast.vault.Vault;
import dev.ballast.vault.format.VaultError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The stores of one stream, a vault's each. A vault that fails is left out for a while, so that
/// the others do not wait for it: they take what comes, and nothing is confirmed until all vaults
/// take part again, so that the server keeps what the one that failed lacks. One thread at a time
/// uses it.
final class LogStores implements AutoCloseable {
  private final LogEvents events;
  private final Clock clock;
  private final Duration patience;
  private final List<LogStore> stores = new ArrayList<>();
  private final long opened;
  private boolean complete = true;

  /// @param patience how long vaults that failed are left alone
  private LogStores(LogEvents events, Clock clock, Duration patience) {
    this.events = events;
    this.clock = clock;
    this.patience = patience;
    this.opened = clock.nanoTime();
  }

  /// Opens a store in each vault, as far as they can be written to; throws where none can.
  static LogStores open(
      List<Vault> vaults, LogShape shape, DepositPolicy policy, Surroundings around) {
    LogStores opened = new LogStores(around.events(), around.clock(), around.patience());
    try (Undo<RuntimeException> undo = Undo.unlessKept(opened::close)) {
      Optional<Fault> last = Optional.empty();
      for (Vault vault : vaults) {
        try {
          opened.stores.add(LogStore.open(vault, shape, policy, around.reports()));
        } catch (Fault fault) {
          last = Optional.of(requirePassing(fault));
          opened.complete = false;
          if (vaults.size() > 1) {
            around.events().interrupted(fault);
          }
        }
      }
      if (opened.stores.isEmpty()) {
        throw last.orElseThrow();
      }
      return undo.keep(opened);
    }
  }

  /// What is around a stream.
  ///
  /// @param patience how long vaults that failed are left alone
  record Surroundings(LogEvents events, Clock clock, Duration patience) {
    LogStore.Reports reports() {
      return new LogStore.Reports(clock, events::notDeposited, events::damaged);
    }
  }

  private static Fault requirePassing(Fault fault) {
    if (!isPassing(fault)) {
      throw fault;
    }
    return fault;
  }

  /// Whether the same vault may take log again later.
  static boolean isPassing(Fault fault) {
    return switch (fault.code()) {
      case VaultError.VAULT_FULL,
          VaultError.VAULT_NOT_WRITABLE,
          VaultError.VAULT_UNREADABLE,
          VaultError.VAULT_BUSY,
          VaultError.OBJECT_MISSING ->
          true;
      default -> false;
    };
  }

  /// Whether all vaults take part.
  boolean complete() {
    return complete;
  }

  /// Whether it is time to try again with the vaults that do not take part.
  boolean due() {
    return !complete && clock.since(opened).compareTo(patience) >= 0;
  }

  /// Where the vault that has least of the cluster has it; a vault that has nothing begins with the
  /// others.
  Optional<WalArchive.Standing> standing() {
    return stores.stream()
        .flatMap(store -> store.standing().stream())
        .min(
            Comparator.comparingInt((WalArchive.Standing s) -> s.timeline().value())
                .thenComparing(WalArchive.Standing::lsn));
  }

  /// @param histories where the history of the timeline comes from, where a vault lacks it
  void begin(TimelineId timeline, Lsn start, Function<TimelineId, TimelineHistory> histories) {
    each(
        store -> {
          if (!store.knows(timeline)) {
            store.put(histories.apply(timeline), start);
          }
          store.begin(timeline, start);
        });
  }

  void append(Lsn start, byte[] bytes, int length) {
    each(store -> store.append(start, bytes, length));
  }

  /// Makes durable what was appended, and returns up to where all that take part have it.
  Lsn force() {
    List<Lsn> durable = new ArrayList<>();
    each(store -> durable.add(store.force()));
    return durable.stream().min(Comparator.naturalOrder()).orElseThrow();
  }

  /// What is done with a store.
  @FunctionalInterface
  private interface Act {
    void on(LogStore store);
  }

  /// One that fails is left out, unless it is the last.
  private void each(Act act) {
    for (LogStore store : List.copyOf(stores)) {
      try {
        act.on(store);
      } catch (Fault fault) {
        if (stores.size() == 1) {
          throw fault;
        }
        leaveOut(store, requirePassing(fault));
      }
    }
  }

  private void leaveOut(LogStore store, Fault why) {
    events.interrupted(why);
    stores.remove(store);
    complete = false;
    close(store);
  }

  private static Optional<Fault> close(LogStore store) {
    try {
      store.close();
      return Optional.empty();
    } catch (Fault fault) {
      CommonError.keepInterrupt(fault);
      return Optional.of(fault);
    }
  }

  @Override
  public void close() {
    Optional<Fault> first = Optional.empty();
    for (LogStore store : stores) {
      Optional<Fault> fault = close(store);
      first = first.isPresent() ? first : fault;
    }
    if (first.isPresent()) {
      throw first.get();
    }
  }
}
