package dev.ballast.observe.catalogue;

import static dev.ballast.observe.catalogue.Fixture.Place.PAIR;
import static dev.ballast.observe.catalogue.Fixture.Place.STANDBY;

import dev.ballast.evidence.CommonError;
import dev.ballast.evidence.Fault;
import dev.ballast.observe.catalogue.Fixture.OnServer;
import dev.ballast.observe.catalogue.Fixture.Undo;
import dev.ballast.postgres.jdbc.Access;
import dev.ballast.postgres.jdbc.IsolationLevel;
import dev.ballast.postgres.jdbc.Session;
import dev.ballast.postgres.server.StopMode;
import dev.ballast.postgres.server.StoppedProcess;
import dev.ballast.postgres.server.TemporaryCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Faults between a primary and its standby.
final class PairFixtures {
  /// The checks that are tried here.
  static final List<String> CHECKS =
      List.of(
          "standby-behind",
          "replay-behind",
          "standby-late",
          "standby-conflicts",
          "receiver-silent",
          "standby-not-receiving",
          "standby-gone",
          "synchronous-standby-missing",
          "server-promoted");

  private PairFixtures() {}

  /// @param standby of the primary that the scene is about
  static List<Fixture> list(TemporaryCluster standby) {
    return List.of(
        OnServer.of("standby-behind", PAIR, s -> paused(s, standby)).lowered(1 << 20),
        OnServer.of("replay-behind", STANDBY, s -> paused(s, standby)).lowered(1),
        OnServer.of("standby-late", PAIR, s -> late(s, standby)).lowered(1),
        OnServer.of("standby-conflicts", STANDBY, s -> conflict(s, standby)).lowered(1),
        OnServer.of("receiver-silent", STANDBY, PairFixtures::silent).lowered(4),
        OnServer.of("standby-not-receiving", STANDBY, PairFixtures::refused),
        OnServer.of("standby-gone", PAIR, s -> stopped(standby)),
        OnServer.of("synchronous-standby-missing", PAIR, s -> stopped(standby)),
        OnServer.of("server-promoted", STANDBY, s -> promoted(standby)));
  }

  private static Undo paused(Scene scene, TemporaryCluster standby) {
    // Before it has replayed a commit a standby does not know how old what it replays is.
    scene.owner().execute("INSERT INTO items VALUES (0)");
    try (Session session = standby.session()) {
      scene.eventually(
          () ->
              session
                  .text(
                      "SELECT (pg_last_xact_replay_timestamp() IS NOT NULL"
                          + " AND pg_last_wal_replay_lsn() = pg_last_wal_receive_lsn())::text")
                  .equals("true"));
    }
    tell(standby, "SELECT pg_wal_replay_pause()::text");
    try (Session session = standby.session()) {
      scene.eventually(
          () -> session.text("SELECT pg_get_wal_replay_pause_state()").equals("paused"));
    }
    scene.owner().execute("INSERT INTO items SELECT generate_series(1, 30000)");
    return () -> tell(standby, "SELECT pg_wal_replay_resume()::text");
  }

  /// What was held up for two seconds is replayed then.
  private static Undo late(Scene scene, TemporaryCluster standby) {
    paused(scene, standby);
    scene.owner().text("SELECT pg_sleep(2.5)::text");
    tell(standby, "SELECT pg_wal_replay_resume()::text");
    return Undo.NOTHING;
  }

  private static void tell(TemporaryCluster standby, String sql) {
    try (Session session = standby.session()) {
      session.text(sql);
    }
  }

  private static Undo conflict(Scene scene, TemporaryCluster standby) {
    Session reader = standby.session();
    reader.begin(IsolationLevel.REPEATABLE_READ, Access.READ_ONLY);
    reader.text("SELECT count(*)::text FROM items");
    scene.owner().execute("DELETE FROM items");
    scene.owner().execute("VACUUM items");
    return () -> {
      try {
        reader.rollback();
      } catch (Fault fault) {
        // The conflict may have ended the session too.
        CommonError.keepInterrupt(fault);
      }
      reader.close();
    };
  }

  private static Undo silent(Scene scene) {
    StoppedProcess stopped =
        StoppedProcess.of(List.of(scene.owner().number("SELECT pid FROM pg_stat_replication")));
    return stopped::close;
  }

  private static Undo refused(Scene scene) throws IOException {
    scene.eventually(() -> scene.owner().number("SELECT count(*) FROM pg_stat_replication") == 1);
    Path hba = scene.server().hbaFile();
    List<String> before = Files.readAllLines(hba);
    List<String> refusing = new ArrayList<>(before);
    refusing.addFirst("host replication all 127.0.0.1/32 reject");
    Files.write(hba, refusing);
    scene.owner().text("SELECT pg_reload_conf()::text");
    scene.owner().text("SELECT pg_terminate_backend(pid)::text FROM pg_stat_replication");
    return () -> {
      Files.write(hba, before);
      scene.owner().text("SELECT pg_reload_conf()::text");
    };
  }

  private static Undo stopped(TemporaryCluster standby) {
    standby.stop(StopMode.FAST);
    return standby::start;
  }

  private static Undo promoted(TemporaryCluster standby) {
    standby.promote();
    return Undo.NOTHING;
  }
}
