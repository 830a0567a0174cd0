package dev.ballast.observe.catalogue;

import static dev.ballast.observe.catalogue.Hand.row;

import dev.ballast.evidence.Fault;
import dev.ballast.observe.catalogue.Fixture.Made;
import dev.ballast.observe.catalogue.Hand.Readings;
import dev.ballast.observe.catalogue.Hand.Row;
import dev.ballast.observe.check.Observed;
import dev.ballast.observe.check.Surroundings;
import dev.ballast.observe.check.Unserved;
import dev.ballast.postgres.PostgresError;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What takes an hour, or a disk and a log that a test does not have.
final class MadeFixtures {
  private MadeFixtures() {}

  static List<Fixture> list() {
    return List.of(
        new Made(
            "connections-refused",
            "the log of a server under test is not followed",
            refused("connection-limit"),
            refused("fatal")),
        new Made(
            "clients-unserved",
            "a server under watch is not probed; StoppedPostmasterIT stops one",
            served(Optional.of(new Unserved(Hand.START, late()))),
            served(Optional.empty())),
        // 180,000 commits in an hour are 50 per second; 20 in ten seconds are 2, 100 are 10.
        new Made("commits-gone", "it compares with an hour", commits(20), commits(100)),
        // 100 calls of 0.1 s in the hour before; 40 of 0.4 s and of 0.15 s in the last minutes.
        new Made("statement-slower", "it compares with an hour", slower(16), slower(6)),
        // Six checkpoints that waited 90 s together, and 30 s.
        new Made("checkpoint-sync-long", "it takes a slow disk", synced(90), synced(30)),
        new Made(
            "vacuum-index-passes",
            "the moment between two passes of a small table is too short to be met",
            passes(2),
            passes(1)),
        new Made(
            "subscription-conflicts",
            "its fault is that of subscription-errors, and counted from 18 on only",
            conflicts(3),
            conflicts(2)),
        new Made(
            "pooler-wait-long",
            "clients under test give up before a pooler calls their wait long",
            waited(6),
            waited(4)),
        new Made(
            "pooler-database-paused",
            "the console of a pooler is only read here",
            paused(1),
            paused(0)));
  }

  private static Observed refused(String type) {
    return new Hand()
        .remember(0, Readings.of("log", row(Map.of("messages", 4.0), "class", type)))
        .observed(60, 10, Readings.of("log", row(Map.of("messages", 7.0), "class", type)));
  }

  private static Fault late() {
    return Fault.of(PostgresError.SERVER_UNRESPONSIVE, "the server does not answer");
  }

  private static Observed served(Optional<Unserved> unserved) {
    Observed plain = new Hand().observed(10, 10);
    return new Observed(
        plain.target(),
        plain.state(),
        plain.inventories(),
        plain.events(),
        plain.now(),
        plain.history(),
        unserved.map(Surroundings.NONE::with).orElse(Surroundings.NONE));
  }

  private static Observed commits(double lately) {
    return new Hand()
        .remember(0, Readings.of("database", done(0)))
        .observed(3600, 10, Readings.of("database", done(180_000 + lately)).after(done(180_000)));
  }

  private static Row done(double commits) {
    return row(Map.of("commits", commits, "reset_timestamp_seconds", 1.0), "database", "shop");
  }

  private static Observed slower(double seconds) {
    return new Hand()
        .remember(0, Readings.of("statement", spent(0, 0)))
        .remember(3000, Readings.of("statement", spent(100, 10)))
        .observed(3600, 60, Readings.of("statement", spent(140, 10 + seconds)));
  }

  private static Row spent(double calls, double seconds) {
    return row(
        Map.of("calls", calls, "execution_seconds", seconds, "reset_timestamp_seconds", 1.0),
        "database",
        "shop",
        "queryid",
        "17");
  }

  private static Observed synced(double seconds) {
    return new Hand()
        .remember(0, Readings.of("checkpoint", checkpoint(4, 1, 3)))
        .observed(1800, 30, Readings.of("checkpoint", checkpoint(9, 2, 3 + seconds)));
  }

  private static Row checkpoint(double timed, double requested, double sync) {
    return row(
        Map.of(
            "timed", timed,
            "requested", requested,
            "sync_seconds", sync,
            "reset_timestamp_seconds", 1.0));
  }

  private static Observed passes(double count) {
    return new Hand()
        .observed(
            10,
            10,
            Readings.of(
                "vacuum",
                row(
                    Map.of("index_passes", count, "running", 1.0),
                    "database",
                    "shop",
                    "relation",
                    "16400",
                    "phase",
                    "scanning heap")));
  }

  /// Two before.
  private static Observed conflicts(double now) {
    return new Hand()
        .remember(0, Readings.of("subscription", met(2)))
        .observed(60, 10, Readings.of("subscription", met(now)));
  }

  private static Row met(double conflicts) {
    return row(
        Map.of("conflicts", conflicts, "enabled", 1.0), "database", "shop", "subscription", "s");
  }

  private static Observed waited(double seconds) {
    return new Hand()
        .observed(
            10,
            10,
            Readings.of(
                "pooler_pool",
                row(Map.of("longest_wait_seconds", seconds), "database", "shop", "user", "app")));
  }

  private static Observed paused(double paused) {
    return new Hand()
        .observed(
            10,
            10,
            Readings.of(
                "pooler_limit",
                row(Map.of("paused", paused, "disabled", 0.0), "database", "shop")));
  }
}
