package dev.ballast.observe.log.event;

import static dev.ballast.evidence.Severity.ERROR;
import static dev.ballast.evidence.Severity.INFO;
import static dev.ballast.evidence.Severity.WARNING;

import dev.ballast.evidence.Severity;
import java.util.Locale;
import java.util.Optional;

/// The kinds of events of a log.
public enum LogClass {
  BACKEND_CRASH(ERROR, Writer.SERVER, "a process of the server was ended by a signal"),
  CRASH_RECOVERY(
      ERROR, Writer.ANY, "the server ended all sessions after a crash, or recovers from one"),
  CORRUPTION(ERROR, Writer.ANY, "a page or an index does not hold what it should"),
  DISK_FULL(ERROR, Writer.ANY, "a file could not grow"),
  IO_ERROR(ERROR, Writer.ANY, "the operating system failed to read or write a file"),
  OUT_OF_MEMORY(ERROR, Writer.ANY, "the operating system refused memory, or a bound was reached"),
  CONNECTION_LIMIT(ERROR, Writer.ANY, "a connection was refused because too many are in use"),
  ARCHIVE_FAILED(ERROR, Writer.SERVER, "a WAL file was not archived; it is kept and tried again"),
  WRAPAROUND(ERROR, Writer.ANY, "transaction ids or multixact ids are nearly used up"),
  SLOT_INVALIDATED(ERROR, Writer.SERVER, "a replication slot lost WAL that it still needed"),
  WAL_REMOVED(ERROR, Writer.ANY, "WAL that a standby requested is not there any more"),
  PANIC(ERROR, Writer.ANY, "the server stopped itself because it could not continue safely"),
  DEADLOCK(WARNING, Writer.ANY, "a transaction was rolled back since sessions waited in a circle"),
  LOCK_WAIT(WARNING, Writer.ANY, "a session has waited for a lock longer than deadlock_timeout"),
  LOCK_TIMEOUT(WARNING, Writer.ANY, "a statement gave up waiting for a lock"),
  CHECKPOINTS_TOO_FREQUENT(
      WARNING, Writer.SERVER, "WAL reached max_wal_size sooner than checkpoint_warning"),
  LONG_CHECKPOINT(WARNING, Writer.SERVER, "a checkpoint waited 5 s or longer for the disk"),
  AUTOVACUUM_CANCELLED(
      WARNING, Writer.ANY, "autovacuum gave way to a session that wanted its lock"),
  AUTHENTICATION_FAILED(WARNING, Writer.ANY, "a client was not let in"),
  RECOVERY_CONFLICT(WARNING, Writer.ANY, "replay on a standby cancelled a query or waits for one"),
  REPLICATION_ENDED(WARNING, Writer.ANY, "a WAL sender or receiver ended or cannot connect"),
  SETTING_INVALID(WARNING, Writer.SERVER, "a setting of a configuration file is not in force"),
  IDLE_SESSION_ENDED(WARNING, Writer.ANY, "an idle session was ended by a timeout"),
  NOT_ACCEPTING(WARNING, Writer.ANY, "a connection was refused while the server starts or stops"),
  FATAL(WARNING, Writer.ANY, "a session or process ended with an error that has no class here"),
  STARTED(INFO, Writer.SERVER, "the server accepts connections"),
  SHUTDOWN(INFO, Writer.SERVER, "somebody requested that the server stops"),
  PROMOTED(INFO, Writer.SERVER, "a standby became a primary"),
  PROCESS_ENDED(INFO, Writer.SERVER, "a process of the server ended with an exit code"),
  SESSION_TERMINATED(INFO, Writer.ANY, "a session was ended by an administrator"),
  STATEMENT_CANCELLED(INFO, Writer.ANY, "a statement was cancelled by its user or a timeout"),
  STATEMENT_ERROR(INFO, Writer.ANY, "a statement failed"),
  LOCK_ACQUIRED(INFO, Writer.ANY, "a session got a lock that it had waited for"),
  CHECKPOINT(INFO, Writer.SERVER, "a checkpoint ended"),
  TEMPORARY_FILE(INFO, Writer.ANY, "a query wrote more than log_temp_files to a file"),
  SLOW_PLAN(INFO, Writer.ANY, "auto_explain reported a plan"),
  SLOW_STATEMENT(INFO, Writer.ANY, "a statement took longer than log_min_duration_statement"),
  SETTING_PENDING(INFO, Writer.SERVER, "a new value of a setting waits for a restart"),
  SETTING_CHANGED(INFO, Writer.SERVER, "a setting of a configuration file changed"),
  CONNECTION_LOST(INFO, Writer.ANY, "a client went away without saying so"),
  /// Counted and not reported one by one.
  ROUTINE(INFO, Writer.ANY, "what a server writes in the normal course of its work"),
  /// Counted and not reported one by one: nothing is guessed.
  UNCLASSIFIED(
      INFO, Writer.ANY, "a message of a text that is not known here, in another language perhaps");

  private final Severity severity;
  private final Writer writer;
  private final String meaning;

  LogClass(Severity severity, Writer writer, String meaning) {
    this.severity = severity;
    this.writer = writer;
    this.meaning = meaning;
  }

  /// Who can write such a message.
  private enum Writer {
    /// Processes of the server only: a client that writes such a text by `RAISE LOG` makes it up.
    SERVER,
    ANY
  }

  /// `lock-wait` for example.
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  public Severity severity() {
    return severity;
  }

  public String meaning() {
    return meaning;
  }

  /// Whether messages of the class are events, to be reported one by one.
  public boolean isEvent() {
    return this != ROUTINE && this != UNCLASSIFIED;
  }

  boolean isOfServerOnly() {
    return writer == Writer.SERVER;
  }

  /// The class of this key.
  public static Optional<LogClass> of(String key) {
    for (LogClass type : values()) {
      if (type.key().equals(key)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
