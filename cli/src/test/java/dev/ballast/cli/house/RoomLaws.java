package dev.ballast.cli.house;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/// Who may know whom, and which parts of Java are spoken in one room only.
final class RoomLaws {
  /// What libraries that run statements of their own are handed: a pool of sessions with bounds.
  private static final String SOURCE = "javax.sql.DataSource";

  private RoomLaws() {}

  static List<Law> all() {
    return List.of(arrows(), noPackageCycles(), sql(), sockets(), processes(), standardStreams());
  }

  private static Law arrows() {
    return new Law(
        "arrows",
        "a room that knows the rooms above it cannot be understood, tested or replaced alone",
        house -> {
          Set<String> found = new TreeSet<>();
          for (Dependency dependency : dependencies(house)) {
            Optional<String> from = Rooms.roomOf(dependency.getOriginClass().getPackageName());
            Optional<String> to = Rooms.roomOf(dependency.getTargetClass().getPackageName());
            if (from.isEmpty() || to.isEmpty() || from.equals(to)) {
              continue;
            }
            boolean drawn = Rooms.USES.getOrDefault(from.get(), Set.of()).contains(to.get());
            boolean ofTests =
                House.isTest(dependency.getOriginClass())
                    && Rooms.TESTS_USE.getOrDefault(from.get(), Set.of()).contains(to.get());
            if (!drawn && !ofTests) {
              found.add(from.get() + " -> " + to.get() + ": " + dependency.getDescription());
            }
          }
          return List.copyOf(found);
        },
        """
        == evidence/src/main/java/dev/ballast/evidence/Upstream.java
        package dev.ballast.evidence;
        record Upstream(dev.ballast.postgres.Lsn lsn) {}
        """,
        """
        == protect/src/main/java/dev/ballast/protect/Downstream.java
        package dev.ballast.protect;
        record Downstream(dev.ballast.postgres.Lsn lsn) {}
        """);
  }

  private static Law noPackageCycles() {
    return new Law(
        "no-package-cycles",
        "packages that need each other are one package under two names",
        PackageCycles::in,
        """
        == vault/src/main/java/dev/ballast/vault/near/Near.java
        package dev.ballast.vault.near;
        public record Near(dev.ballast.vault.far.Far far) {}
        == vault/src/main/java/dev/ballast/vault/far/Far.java
        package dev.ballast.vault.far;
        public record Far(dev.ballast.vault.near.Near near) {}
        """,
        """
        == vault/src/main/java/dev/ballast/vault/near/Near.java
        package dev.ballast.vault.near;
        public record Near(dev.ballast.vault.far.Far far) {}
        == vault/src/main/java/dev/ballast/vault/far/Far.java
        package dev.ballast.vault.far;
        public record Far(int distance) {}
        """);
  }

  private static Law sql() {
    return new Law(
        "java-sql-in-one-package",
        "every statement carries its timeouts and its application name because one package makes"
            + " them all",
        house ->
            uses(
                house,
                Set.of("dev.ballast.postgres.jdbc"),
                target ->
                    target.startsWith("java.sql.")
                        || (target.startsWith("javax.sql.") && !target.equals(SOURCE))
                        || target.startsWith("org.postgresql.")),
        """
        == vault/src/main/java/dev/ballast/vault/Direct.java
        package dev.ballast.vault;
        final class Direct { java.sql.Connection connection; }
        """,
        """
        == postgres/src/main/java/dev/ballast/postgres/jdbc/Plumbing.java
        package dev.ballast.postgres.jdbc;
        final class Plumbing { java.sql.Connection connection; }
        """);
  }

  private static Law sockets() {
    return new Law(
        "sockets-in-two-packages",
        "bytes on a wire need bounds, timeouts and fuzzing; two packages have them, one more sends a"
            + " hash to a time-stamping authority and believes nothing of its reply unsigned, one asks"
            + " a node of this machine and an OpenID provider, one notifies receivers of alerts and"
            + " believes only whether a message was taken, one compares tickets with a tracker, JSSE's certificates name sockets without"
            + " using them, and the fault tests cut wires and listen",
        house ->
            uses(
                house,
                Set.of(
                    "dev.ballast.postgres.wire",
                    "dev.ballast.postgres.server",
                    "dev.ballast.vault.anchor",
                    "dev.ballast.observe.medium",
                    "dev.ballast.observe.tracker",
                    "dev.ballast.server.http",
                    "dev.ballast.server.tls",
                    "dev.ballast.protect.faults",
                    "dev.ballast.change.faults"),
                target ->
                    target.matches("java\\.net\\.(Server|Datagram|Multicast)?Socket")
                        || target.matches("javax\\.net\\..*Factory|javax\\.net\\..*Socket")
                        || target.startsWith("java.net.http.")
                        || target.matches("java\\.nio\\.channels\\..*SocketChannel")),
        """
        == vault/src/main/java/dev/ballast/vault/Direct.java
        package dev.ballast.vault;
        final class Direct { java.net.Socket socket; }
        """,
        """
        == vault/src/main/java/dev/ballast/vault/Address.java
        package dev.ballast.vault;
        final class Address { java.net.InetAddress address; }
        """);
  }

  private static Law processes() {
    return new Law(
        "processes-in-two-packages",
        "a process that is started in one place is also stopped, bounded and unprivileged in one"
            + " place; servers are started beside it, and the launcher's own tests start the launcher",
        house ->
            uses(
                house,
                Set.of(
                    "dev.ballast.machine", "dev.ballast.postgres.server", "dev.ballast.cli.launch"),
                target -> target.equals("java.lang.ProcessBuilder"),
                call -> call.matches("java\\.lang\\.Runtime\\.exec\\(.*")),
        """
        == vault/src/main/java/dev/ballast/vault/Shell.java
        package dev.ballast.vault;
        final class Shell { Object run() throws java.io.IOException { return Runtime.getRuntime().exec(new String[] {"ls"}); } }
        """,
        """
        == vault/src/main/java/dev/ballast/vault/Cores.java
        package dev.ballast.vault;
        final class Cores { int count() { return Runtime.getRuntime().availableProcessors(); } }
        """);
  }

  private static Law standardStreams() {
    return new Law(
        "standard-streams-only-in-cli",
        "a room that prints or exits cannot serve a second front end",
        house ->
            ClassLaws.calls(
                house,
                origin -> !inPackage(origin, "dev.ballast.cli"),
                target ->
                    target.matches("java\\.lang\\.System\\.(out|err|in|exit\\(.*)")
                        || target.matches("java\\.lang\\.Runtime\\.(exit|halt)\\(.*")),
        """
        == vault/src/main/java/dev/ballast/vault/Chatty.java
        package dev.ballast.vault;
        final class Chatty { void tell() { System.out.println("stored"); } }
        """,
        """
        == cli/src/main/java/dev/ballast/cli/Chatty.java
        package dev.ballast.cli;
        final class Chatty { void tell() { System.out.println("stored"); } }
        """);
  }

  static List<Dependency> dependencies(House house) {
    List<Dependency> all = new ArrayList<>();
    house.classes().forEach(type -> all.addAll(type.getDirectDependenciesFromSelf()));
    return all;
  }

  static boolean inPackage(JavaClass type, String packageName) {
    return (type.getPackageName() + ".").startsWith(packageName + ".");
  }

  private static List<String> uses(House house, Set<String> homes, Predicate<String> type) {
    return uses(house, homes, type, call -> false);
  }

  private static List<String> uses(
      House house, Set<String> homes, Predicate<String> type, Predicate<String> call) {
    Predicate<JavaClass> outside =
        origin -> homes.stream().noneMatch(home -> inPackage(origin, home));
    List<String> found = new ArrayList<>();
    for (Dependency dependency : dependencies(house)) {
      if (outside.test(dependency.getOriginClass())
          && type.test(dependency.getTargetClass().getName())) {
        found.add(dependency.getDescription());
      }
    }
    found.addAll(ClassLaws.calls(house, outside, call));
    return found;
  }
}
