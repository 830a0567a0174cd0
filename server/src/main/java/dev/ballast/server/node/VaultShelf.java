package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.protect.backup.Backup;
import dev.ballast.protect.backup.BackupListing;
import dev.ballast.protect.restore.StoredSpan;
import dev.ballast.server.page.VaultBook;
import dev.ballast.targets.config.Target;
import dev.ballast.targets.config.VaultDeclaration;
import dev.ballast.vault.Vault;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/// Reads the vaults when the node starts, and again and again while somebody looks at pages, so
/// that nobody waits for them: who comes after a while is shown what was read before it, with its
/// age, and what is read now at the next look. Runs until its thread is interrupted. Safe for any
/// number of threads.
final class VaultShelf implements Runnable {
  private static final Duration LOOK = Duration.ofSeconds(30);
  private static final int MOST_SPANS = 30;

  /// How soon it is noticed that somebody looks.
  private static final Duration NOTICE = Duration.ofSeconds(2);

  private final InForce inForce;
  private final Duties duties;
  private final Demand demand;
  private final Clock clock;
  private final Map<String, VaultBook> books = new ConcurrentHashMap<>();

  VaultShelf(InForce inForce, Duties duties, Clock clock) {
    this.inForce = inForce;
    this.duties = duties;
    this.demand = new Demand(clock);
    this.clock = clock;
  }

  /// One for each declared vault, in their order.
  List<VaultBook> books() {
    demand.ask();
    return inForce.get().vaults().stream()
        .map(vault -> Optional.ofNullable(books.get(vault.name())).orElseGet(() -> unread(vault)))
        .toList();
  }

  @Override
  public void run() {
    look();
    long looked = clock.nanoTime();
    while (!Thread.currentThread().isInterrupted()) {
      clock.pause(NOTICE);
      if (demand.isThere() && clock.since(looked).compareTo(LOOK) >= 0) {
        look();
        looked = clock.nanoTime();
      }
    }
  }

  private void look() {
    inForce.get().vaults().forEach(vault -> books.put(vault.name(), read(vault)));
  }

  private VaultBook unread(VaultDeclaration vault) {
    return VaultBook.unread(vault.name(), targets(vault));
  }

  private VaultBook read(VaultDeclaration declared) {
    try (Vault vault = duties.open(declared)) {
      List<Backup> backups = BackupListing.of(vault).backups();
      return VaultBook.read(
          declared.name(),
          targets(declared),
          clock.now(),
          vault.evidence().list(),
          backups,
          StoredSpan.of(vault, newest(backups)));
    } catch (Fault fault) {
      CommonError.keepInterrupt(fault);
      return Optional.ofNullable(books.get(declared.name()))
          .orElseGet(() -> unread(declared))
          .unreadable(fault.getMessage());
    }
  }

  /// Of each target as many as fit on a page, without those in quarantine.
  private static List<Backup> newest(List<Backup> backups) {
    return backups.stream()
        .filter(backup -> backup.record().quarantine().isEmpty())
        .collect(Collectors.groupingBy(backup -> backup.record().target()))
        .values()
        .stream()
        .flatMap(
            of ->
                of.stream()
                    .sorted(
                        Comparator.comparing((Backup b) -> b.record().origin().endedAt())
                            .reversed())
                    .limit(MOST_SPANS))
        .toList();
  }

  private List<String> targets(VaultDeclaration vault) {
    return inForce.get().targets().stream()
        .filter(target -> duties.vault(target).filter(vault::equals).isPresent())
        .map(Target::name)
        .toList();
  }
}
