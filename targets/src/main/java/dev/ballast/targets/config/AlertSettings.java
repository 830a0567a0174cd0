package dev.ballast.targets.config;

import dev.ballast.targets.secret.SecretReference;
import dev.ballast.targets.yaml.ScalarType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// From which figures on checks raise alerts, and whom to notify of them: the section `alerts`.
///
/// @param routes in the order of the file
/// @param rules in the order of the file; an alert goes to every route of every rule that it fits
/// @param checks that differ from what they are by themselves
public record AlertSettings(
    List<RouteSettings> routes, List<SendRule> rules, List<CheckSettings> checks) {
  public static final AlertSettings DEFAULTS = new AlertSettings(List.of(), List.of(), List.of());

  /// For how long an alert may be muted.
  public static final ScalarType<Duration> MUTE = Values.duration("1min", "90d");

  public AlertSettings {
    routes = List.copyOf(routes);
    rules = List.copyOf(rules);
    checks = List.copyOf(checks);
  }

  /// The route of that name.
  public Optional<RouteSettings> route(String name) {
    return routes.stream().filter(route -> route.name().equals(name)).findFirst();
  }

  /// A secret by which somebody is known to a receiver.
  ///
  /// @param user as the receiver knows him
  public record Login(String user, SecretReference password) {}

  /// Which alerts go to which routes. What a set leaves empty does not matter.
  ///
  /// @param to names of routes
  /// @param urgencies in lower case; tickets and pages where there is none
  /// @param topics of checks, in lower case
  /// @param labels that the subject of an alert must have
  /// @param hours in which anything but a page is sent
  public record SendRule(
      List<String> to,
      Set<String> urgencies,
      Set<String> topics,
      Set<String> targets,
      Set<String> checks,
      List<SubjectLabel> labels,
      Optional<WorkHours> hours) {
    public SendRule {
      to = List.copyOf(to);
      urgencies = Set.copyOf(urgencies);
      topics = Set.copyOf(topics);
      targets = Set.copyOf(targets);
      checks = Set.copyOf(checks);
      labels = List.copyOf(labels);
    }
  }

  /// A label of what an alert is about, such as its database.
  public record SubjectLabel(String name, String value) {}
}
