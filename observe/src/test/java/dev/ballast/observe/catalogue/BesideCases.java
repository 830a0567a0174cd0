package dev.ballast.observe.catalogue;

import static dev.ballast.store.alert.Urgency.NOTE;
import static dev.ballast.store.alert.Urgency.PAGE;
import static dev.ballast.store.alert.Urgency.TICKET;

import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Severity;
import dev.ballast.observe.check.NodeCondition;
import dev.ballast.observe.check.NodeCondition.Certificate;
import dev.ballast.observe.check.NodeCondition.Journal;
import dev.ballast.observe.check.Past;
import dev.ballast.observe.check.Protection;
import dev.ballast.observe.check.Protection.Aim;
import dev.ballast.observe.check.Protection.Duty;
import dev.ballast.observe.check.Protection.FailingJob;
import dev.ballast.observe.log.event.LogClass;
import dev.ballast.postgres.PostgresError;
import dev.ballast.store.alert.Urgency;
import dev.ballast.store.event.EventSource;
import dev.ballast.store.sample.Labels;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// What is known beside the server's answers: its log, its backups, its past, and the node.
final class BesideCases {
  private static final double GB = 1L << 30;
  private static final double DAY = Duration.ofDays(1).toSeconds();
  private static final Labels DATA = Labels.of("place", "data");
  private static final Labels SHOP = Labels.of("database", "shop");

  private BesideCases() {}

  static List<Case> list() {
    List<Case> cases = new ArrayList<>();
    cases.addAll(logs());
    cases.addAll(space());
    cases.addAll(backups());
    cases.addAll(received());
    cases.addAll(node());
    return cases;
  }

  private static Case of(
      String check, Urgency urgency, UnaryOperator<Situation> sick, UnaryOperator<Situation> well) {
    return new Case(check, urgency, sick.apply(Situation.empty()), well.apply(Situation.empty()));
  }

  private static Case log(String check, Urgency urgency, LogClass type, int enough) {
    return of(
        check,
        urgency,
        s -> s.logged(type, enough),
        s -> s.logged(type, enough / 2).logged(LogClass.CHECKPOINT, 1));
  }

  private static List<Case> logs() {
    return List.of(
        log("log-panic", PAGE, LogClass.PANIC, 1),
        log("log-process-crashed", PAGE, LogClass.BACKEND_CRASH, 1),
        log("log-crash-recovery", TICKET, LogClass.CRASH_RECOVERY, 1),
        log("log-corruption", PAGE, LogClass.CORRUPTION, 1),
        log("log-disk-full", PAGE, LogClass.DISK_FULL, 1),
        log("log-io-error", PAGE, LogClass.IO_ERROR, 1),
        log("log-out-of-memory", TICKET, LogClass.OUT_OF_MEMORY, 1),
        log("log-connections-refused", TICKET, LogClass.CONNECTION_LIMIT, 1),
        log("log-authentication-failing", TICKET, LogClass.AUTHENTICATION_FAILED, 20),
        log("log-fatal-many", TICKET, LogClass.FATAL, 20),
        log("log-autovacuum-cancelled", TICKET, LogClass.AUTOVACUUM_CANCELLED, 5),
        log("log-replication-ended", TICKET, LogClass.REPLICATION_ENDED, 3),
        log("log-wal-removed", TICKET, LogClass.WAL_REMOVED, 1),
        log("log-slot-invalidated", TICKET, LogClass.SLOT_INVALIDATED, 1),
        log("log-setting-invalid", TICKET, LogClass.SETTING_INVALID, 1));
  }

  private static Past trend(String family, Labels subject, double aDay) {
    return new Past(
        List.of(new Past.Trend(family, subject, aDay / DAY, Duration.ofDays(2))), List.of());
  }

  private static List<Case> space() {
    return List.of(
        // 70 GB that lose 11 GB a day last for 6.4 days, and with 6 GB a day for 11.7.
        of(
            "disk-full-soon",
            TICKET,
            s ->
                s.figure("host_disk", DATA, "free_bytes", 70 * GB)
                    .with(trend("host_disk", DATA, -11 * GB)),
            s ->
                s.figure("host_disk", DATA, "free_bytes", 70 * GB)
                    .with(trend("host_disk", DATA, -6 * GB))),
        // 11 GB of 100 are more than a tenth; 11 GB of 130 are not.
        of(
            "database-growing-fast",
            TICKET,
            s ->
                s.figure("database_size", SHOP, "bytes", 100 * GB)
                    .with(trend("database_size", SHOP, 11 * GB)),
            s ->
                s.figure("database_size", SHOP, "bytes", 130 * GB)
                    .with(trend("database_size", SHOP, 11 * GB))),
        of(
            "temporary-space-large",
            TICKET,
            s -> s.figure("temporary", Labels.of("tablespace", "pg_default"), "bytes", 20 * GB),
            s -> s.figure("temporary", Labels.of("tablespace", "pg_default"), "bytes", 17 * GB)));
  }

  private static Protection protection(
      List<String> copies, List<Duty> duties, Optional<String> unreadable, List<FailingJob> jobs) {
    return new Protection(
        Optional.of("main"), copies, duties, unreadable, jobs, Optional.empty(), List.of());
  }

  private static Protection duty(Aim aim, Duration measured) {
    return protection(
        List.of("away"),
        List.of(new Duty(aim, Duration.ofHours(1), Optional.of(measured), "")),
        Optional.empty(),
        List.of());
  }

  private static Protection job(String name, int failures) {
    return protection(
        List.of("away"),
        List.of(),
        Optional.empty(),
        List.of(new FailingJob(name, failures, Optional.empty(), "no room")));
  }

  private static Case duty(String check, Aim aim) {
    return of(
        check,
        TICKET,
        s -> s.with(duty(aim, Duration.ofMinutes(61))),
        s -> s.with(duty(aim, Duration.ofMinutes(59))));
  }

  private static List<Case> backups() {
    Protection sound = protection(List.of("away"), List.of(), Optional.empty(), List.of());
    return List.of(
        duty("proof-old", Aim.PROOF_AGE),
        duty("recovery-point-missed", Aim.RECOVERY_POINT),
        duty("recovery-time-missed", Aim.RECOVERY_TIME),
        of(
            "vault-missing",
            TICKET,
            s ->
                s.with(
                    new Protection(
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        List.of(),
                        Optional.empty(),
                        List.of())),
            s -> s.with(sound)),
        of(
            "copy-missing",
            NOTE,
            s -> s.with(protection(List.of(), List.of(), Optional.empty(), List.of())),
            s -> s.with(sound)),
        of(
            "vault-unreadable",
            TICKET,
            s -> s.with(protection(List.of(), List.of(), Optional.of("it is away"), List.of())),
            s -> s.with(sound)),
        of(
            "vault-check-failed",
            TICKET,
            s -> s.with(job("check vault main", 1)),
            s -> s.with(job("prove shop", 1))),
        of(
            "job-failing",
            TICKET,
            s -> s.with(job("prove shop", 2)),
            s -> s.with(job("check vault main", 2))));
  }

  private static List<Case> received() {
    return List.of(
        of(
            "log-not-received",
            TICKET,
            s ->
                s.receivesLog()
                    .readAt(Situation.NOW.minusSeconds(61))
                    .figure("recovery_point", Labels.NONE, "age_seconds", 1),
            s ->
                s.receivesLog()
                    .readAt(Situation.NOW.minusSeconds(59))
                    .figure("recovery_point", Labels.NONE, "age_seconds", 1)),
        of(
            "log-gap",
            TICKET,
            s -> s.event(EventSource.WAL, Severity.ERROR, "gap", "WAL was removed"),
            s -> s.event(EventSource.WAL, Severity.INFO, "streaming", "WAL is received")),
        of(
            "received-log-damaged",
            TICKET,
            s -> s.event(EventSource.WAL, Severity.ERROR, "damage", "WAL is damaged"),
            s -> s.event(EventSource.WAL, Severity.ERROR, "gap", "WAL was removed")),
        of(
            "reading-failing",
            TICKET,
            s -> s.missing("io", Fault.of(PostgresError.SERVER_ERROR, "it failed")),
            s -> s.missing("io", Fault.of(PostgresError.PRIVILEGE_MISSING, "not permitted"))),
        of(
            "privileges-missing",
            NOTE,
            s -> s.missing("io", Fault.of(PostgresError.PRIVILEGE_MISSING, "not permitted")),
            s -> s.missing("io", Fault.of(PostgresError.SERVER_ERROR, "it failed"))),
        of(
            "watch-slow",
            NOTE,
            s -> s.lastPass(Duration.ofSeconds(5)),
            s -> s.lastPass(Duration.ofMillis(4400))));
  }

  private static Situation node(
      Situation s, Optional<String> store, Journal journal, Instant until, Duration late) {
    return s.with(
        new NodeCondition(
            store, journal, Optional.of(new Certificate(until, Optional.empty())), late));
  }

  private static Situation journal(Situation s, Journal journal) {
    return node(s, Optional.empty(), journal, LATER, Duration.ZERO);
  }

  private static final Instant LATER = Situation.NOW.plus(Duration.ofDays(15));
  private static final Journal EMPTY = new Journal(0, 1000, 0, 0, Optional.empty());

  private static Situation well(Situation s) {
    return journal(s, EMPTY);
  }

  private static List<Case> node() {
    return List.of(
        of(
            "store-away",
            TICKET,
            s -> node(s, Optional.of("it is away"), EMPTY, LATER, Duration.ZERO),
            BesideCases::well),
        of(
            "journal-filling",
            TICKET,
            s -> journal(s, new Journal(500, 1000, 0, 0, Optional.empty())),
            s -> journal(s, new Journal(449, 1000, 0, 0, Optional.empty()))),
        of(
            "readings-dropped",
            TICKET,
            s -> journal(s, new Journal(0, 1000, 0, 1, Optional.empty())),
            BesideCases::well),
        of(
            "journal-broken",
            TICKET,
            s -> journal(s, new Journal(0, 1000, 0, 0, Optional.of("read-only"))),
            BesideCases::well),
        of(
            "evaluation-late",
            TICKET,
            s -> node(s, Optional.empty(), EMPTY, LATER, Duration.ofSeconds(31)),
            s -> node(s, Optional.empty(), EMPTY, LATER, Duration.ofSeconds(29))),
        of(
            "certificate-expiring",
            TICKET,
            s ->
                node(
                    s,
                    Optional.empty(),
                    EMPTY,
                    Situation.NOW.plus(Duration.ofDays(13)),
                    Duration.ZERO),
            BesideCases::well),
        of(
            "certificate-unusable",
            TICKET,
            s ->
                s.with(
                    new NodeCondition(
                        Optional.empty(),
                        EMPTY,
                        Optional.of(new Certificate(LATER, Optional.of("no key"))),
                        Duration.ZERO)),
            BesideCases::well));
  }
}
