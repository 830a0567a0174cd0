package dev.ballast.server.node;

import dev.ballast.server.api.ReloadView;
import dev.ballast.targets.config.CheckSettings;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.Pooler;
import dev.ballast.targets.config.RouteSettings;
import dev.ballast.targets.config.ServeSettings;
import dev.ballast.targets.config.Target;
import dev.ballast.targets.config.TicketSettings;
import dev.ballast.targets.config.VaultDeclaration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The configuration that is in force. Another one takes its place while the node runs, as a whole
/// or, where a part of it is faulty, not at all. Safe for any number of threads.
final class InForce implements Supplier<Configuration> {
  private final Supplier<Configuration> source;
  private final List<Consumer<Configuration>> parts = new CopyOnWriteArrayList<>();
  private final Configuration started;
  private volatile Configuration current;

  InForce(NodeSettings settings) {
    this.source = settings.reread();
    this.started = settings.configuration();
    this.current = started;
  }

  @Override
  public Configuration get() {
    return current;
  }

  /// Tells a part of each configuration that comes into force.
  void onChange(Consumer<Configuration> part) {
    parts.add(part);
  }

  /// Reads the file again. Throws its faults, and what was in force stays so.
  synchronized ReloadView reload() {
    Configuration old = current;
    Configuration next = source.get();
    Map<String, Object> before = named(old);
    Map<String, Object> after = named(next);
    List<String> added = new ArrayList<>();
    List<String> changed = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    TreeSet<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    for (String name : names) {
      if (!before.containsKey(name)) {
        added.add(name);
      } else if (!after.containsKey(name)) {
        removed.add(name);
      } else if (!before.get(name).equals(after.get(name))) {
        changed.add(name);
      }
    }
    ReloadView view = new ReloadView(added, changed, removed, restart(started, next));
    current = next;
    if (!view.changesNothing()) {
      parts.forEach(part -> part.accept(next));
    }
    return view;
  }

  /// What is declared, by what it is and its name.
  private static Map<String, Object> named(Configuration configuration) {
    Map<String, Object> named = new HashMap<>();
    for (Target target : configuration.targets()) {
      named.put("target " + target.name(), target);
    }
    for (Pooler pooler : configuration.poolers()) {
      named.put("pooler " + pooler.name(), pooler);
    }
    for (VaultDeclaration vault : configuration.vaults()) {
      named.put("vault " + vault.name(), vault);
    }
    for (RouteSettings route : configuration.alerts().routes()) {
      named.put("route " + route.name(), route);
    }
    for (CheckSettings check : configuration.alerts().checks()) {
      named.put("check " + check.check(), check);
    }
    if (!configuration.alerts().rules().isEmpty()) {
      named.put("what is sent where", configuration.alerts().rules());
    }
    TicketSettings tickets = configuration.tickets();
    named.put("the owners of tickets", List.of(tickets.owners(), tickets.owner()));
    named.put("when tickets are due", tickets.due());
    tickets.sync().ifPresent(to -> named.put("the tracker of tickets", to));
    named.put("the schedule of jobs", configuration.serve().schedule());
    return named;
  }

  private static Optional<VaultDeclaration> first(Configuration configuration) {
    return configuration.vaults().stream().findFirst();
  }

  /// What is read at the start only, and differs from what runs.
  private static List<String> restart(Configuration started, Configuration read) {
    ServeSettings old = started.serve();
    ServeSettings next = read.serve();
    List<String> restart = new ArrayList<>();
    if (!first(started).equals(first(read))) {
      restart.add("the vault of the audit trail");
    }
    if (!old.listen().equals(next.listen())) {
      restart.add("serve.listen");
    }
    if (!old.store().equals(next.store())) {
      restart.add("serve.store");
    }
    if (!old.otlp().equals(next.otlp())) {
      restart.add("serve.otlp");
    }
    if (!old.provider().equals(next.provider())) {
      restart.add("serve.provider");
    }
    if (!old.statements().equals(next.statements())) {
      restart.add("serve.statements");
    }
    return restart;
  }
}
