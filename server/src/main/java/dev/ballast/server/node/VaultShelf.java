package dev.ballast.server.node;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.protect.backup.BackupListing;
import dev.ballast.server.page.VaultBook;
import dev.ballast.targets.config.Target;
import dev.ballast.targets.config.VaultDeclaration;
import dev.ballast.vault.Vault;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Reads the vaults again and again while somebody looks at pages, so that only the first one waits
/// for them. Runs until its
/// thread is interrupted. Safe for any number of threads.
final class VaultShelf implements Runnable {
  private static final Duration LOOK = Duration.ofSeconds(30);

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
    boolean known = demand.isThere();
    demand.ask();
    return inForce.get().vaults().stream().map(vault -> known ? book(vault) : look(vault)).toList();
  }

  private VaultBook book(VaultDeclaration vault) {
    VaultBook book = books.get(vault.name());
    return book == null ? look(vault) : book;
  }

  private VaultBook look(VaultDeclaration vault) {
    VaultBook book = read(vault);
    books.put(vault.name(), book);
    return book;
  }

  @Override
  public void run() {
    while (!Thread.currentThread().isInterrupted()) {
      if (demand.isThere()) {
        inForce.get().vaults().forEach(this::look);
      }
      clock.pause(LOOK);
    }
  }

  private VaultBook unread(VaultDeclaration vault) {
    return new VaultBook(
        vault.name(), targets(vault), Optional.empty(), Optional.empty(), List.of(), List.of());
  }

  private VaultBook read(VaultDeclaration declared) {
    try (Vault vault = duties.open(declared)) {
      return new VaultBook(
          declared.name(),
          targets(declared),
          Optional.of(clock.now()),
          Optional.empty(),
          vault.evidence().list(),
          BackupListing.of(vault).backups());
    } catch (Fault fault) {
      CommonError.keepInterrupt(fault);
      VaultBook before = books.getOrDefault(declared.name(), unread(declared));
      return new VaultBook(
          declared.name(),
          targets(declared),
          before.readAt(),
          Optional.of(fault.getMessage()),
          before.entries(),
          before.backups());
    }
  }

  private List<String> targets(VaultDeclaration vault) {
    return inForce.get().targets().stream()
        .filter(target -> duties.vault(target).filter(vault::equals).isPresent())
        .map(Target::name)
        .toList();
  }
}
