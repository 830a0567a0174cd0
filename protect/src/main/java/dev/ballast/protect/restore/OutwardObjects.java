package dev.ballast.protect.restore;

import java.util.ArrayList;
import java.util.List;

/// What a restored cluster holds that acts by itself or reaches other servers once it is started as
/// a server of its own.
///
/// @param subscriptions those that are enabled: they would take changes from the publisher that the
///     source still waits for
/// @param cronJobs active jobs of pg_cron
/// @param preloadLibraries libraries that are loaded without being asked
/// @param eventTriggers those that are enabled
/// @param unread what could not be looked at, and why
public record OutwardObjects(
    List<Subscription> subscriptions,
    List<CronJob> cronJobs,
    List<ForeignServer> foreignServers,
    List<PreloadLibraries> preloadLibraries,
    List<EventTrigger> eventTriggers,
    List<String> unread) {
  public OutwardObjects {
    subscriptions = List.copyOf(subscriptions);
    cronJobs = List.copyOf(cronJobs);
    foreignServers = List.copyOf(foreignServers);
    preloadLibraries = List.copyOf(preloadLibraries);
    eventTriggers = List.copyOf(eventTriggers);
    unread = List.copyOf(unread);
  }

  /// An enabled subscription.
  ///
  /// @param slot the publisher's slot that it reads; empty for none
  public record Subscription(String database, String name, String slot) {}

  /// An active job of pg_cron.
  ///
  /// @param database where pg_cron is installed
  public record CronJob(String database, long id, String schedule, String runsIn, String user) {}

  public record ForeignServer(String database, String name, String wrapper) {}

  /// Libraries that sessions or the server load by themselves.
  ///
  /// @param parameter `shared_preload_libraries`, or `session_` or `local_`
  /// @param setBy where it is configured: the server, a file, a role or a database
  public record PreloadLibraries(String parameter, String setBy, String libraries) {}

  public record EventTrigger(String database, String name, String event) {}

  /// One line each, for people.
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    subscriptions.forEach(
        s ->
            lines.add(
                "subscription %s in %s, slot %s".formatted(s.name(), s.database(), s.slot())));
    cronJobs.forEach(
        j ->
            lines.add(
                "cron job %d (%s) in %s as %s"
                    .formatted(j.id(), j.schedule(), j.runsIn(), j.user())));
    foreignServers.forEach(
        f ->
            lines.add(
                "foreign server %s in %s, %s".formatted(f.name(), f.database(), f.wrapper())));
    preloadLibraries.forEach(
        p -> lines.add("%s = %s, set by %s".formatted(p.parameter(), p.libraries(), p.setBy())));
    eventTriggers.forEach(
        t ->
            lines.add("event trigger %s in %s on %s".formatted(t.name(), t.database(), t.event())));
    unread.forEach(u -> lines.add("not looked at: " + u));
    return lines;
  }
}
