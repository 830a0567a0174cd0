import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Random;

/// Writes a log as a busy server does, in the form of stderr with the prefix `%t [%p]:
/// user=%u,db=%d,app=%a,client=%h `: slow statements, errors, lock waits, checkpoints, autovacuum,
/// connections, temporary files. The same arguments give the same bytes.
///
/// java MakeLog.java FILE MEGABYTES
public final class MakeLog {
  private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);
  private static final String[] TABLES = {"orders", "items", "customers", "payments", "shipments", "events", "carts", "prices"};

  private final Random random = new Random(4711);
  private long millis = Instant.parse("2026-11-01T00:00:00Z").toEpochMilli();

  public static void main(String[] arguments) throws IOException {
    MakeLog log = new MakeLog();
    long bytes = Long.parseLong(arguments[1]) << 20;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(Path.of(arguments[0])), 1 << 20)) {
      for (long written = 0; written < bytes; ) {
        byte[] next = log.message().getBytes(StandardCharsets.UTF_8);
        out.write(next);
        written += next.length;
      }
    }
  }

  private String message() {
    millis += random.nextInt(40);
    String at = AT.format(Instant.ofEpochMilli(millis));
    int process = 1000 + random.nextInt(400);
    String session = at + " [" + process + "]: user=app,db=shop,app=shop-" + random.nextInt(9) + ",client=10.0.0." + random.nextInt(250) + " ";
    String server = at + " [" + (900 + random.nextInt(5)) + "]: user=,db=,app=,client= ";
    String table = TABLES[random.nextInt(TABLES.length)];
    int kind = random.nextInt(1000);
    if (kind < 600) {
      return session + "LOG:  duration: " + random.nextInt(5000) + "." + (100 + random.nextInt(899)) + " ms  statement: SELECT t.id, t.code, t.total, c.name FROM "
          + table + " AS t JOIN customers AS c ON c.id = t.customer_id WHERE t.state = '" + Integer.toHexString(random.nextInt())
          + "' AND t.total > " + random.nextInt(100_000) + " ORDER BY t.created_at DESC LIMIT " + random.nextInt(500) + "\n";
    }
    if (kind < 750) {
      return session + "LOG:  duration: " + random.nextInt(500) + "." + (100 + random.nextInt(899)) + " ms  statement: UPDATE " + table + "\n\tSET state = '"
          + Integer.toHexString(random.nextInt()) + "', changed_at = '" + at + "'\n\tWHERE id = " + random.nextInt() + "\n";
    }
    if (kind < 850) {
      return at + " [" + process + "]: user=[unknown],db=[unknown],app=[unknown],client=10.0.0.7 LOG:  connection received: host=10.0.0.7 port=" + (30000 + random.nextInt(9999)) + "\n";
    }
    if (kind < 900) {
      return session + "LOG:  disconnection: session time: 0:00:0" + random.nextInt(9) + ".123 user=app database=shop host=10.0.0.7 port=40000\n";
    }
    if (kind < 940) {
      return session + "ERROR:  duplicate key value violates unique constraint \"" + table + "_pkey\"\n" + session + "DETAIL:  Key (id)=(" + random.nextInt() + ") already exists.\n"
          + session + "STATEMENT:  INSERT INTO " + table + " (id, code) VALUES (" + random.nextInt() + ", 'x" + random.nextInt() + "')\n";
    }
    if (kind < 960) {
      return server + "LOG:  automatic vacuum of table \"shop.public." + table + "\": index scans: 1\n\tpages: 0 removed, " + random.nextInt(9999)
          + " remain, 0 skipped due to pins, 0 skipped frozen\n\ttuples: " + random.nextInt(9999) + " removed, 100 remain, 0 are dead but not yet removable, oldest xmin: 1234\n"
          + "\tbuffer usage: 120 hits, 3 misses, 7 dirtied\n\tsystem usage: CPU: user: 0.01 s, system: 0.00 s, elapsed: 0.20 s\n";
    }
    if (kind < 980) {
      return session + "LOG:  temporary file: path \"base/pgsql_tmp/pgsql_tmp" + process + ".0\", size " + (1_000_000 + random.nextInt(99_000_000)) + "\n" + session + "STATEMENT:  SELECT * FROM " + table + " ORDER BY code\n";
    }
    if (kind < 992) {
      return session + "LOG:  process " + process + " still waiting for ShareLock on transaction " + random.nextInt(99999) + " after 1000.123 ms\n" + session
          + "DETAIL:  Process holding the lock: 1001. Wait queue: " + process + ".\n" + session + "STATEMENT:  DELETE FROM " + table + " WHERE id = " + random.nextInt(999) + "\n";
    }
    if (kind < 998) {
      return server + "LOG:  checkpoint complete: wrote " + random.nextInt(9999) + " buffers (1.3%); 0 WAL file(s) added, 0 removed, 1 recycled; write=4.315 s, sync=0.012 s, total=4.335 s; sync files=12, longest=0.005 s, average=0.001 s; distance=16384 kB, estimate=16384 kB\n";
    }
    return session + "ERROR:  deadlock detected\n" + session + "DETAIL:  Process " + process + " waits for ShareLock on transaction 5; blocked by process 1001.\n\tProcess 1001 waits for ShareLock on transaction 4; blocked by process "
        + process + ".\n\tProcess " + process + ": UPDATE orders SET state = 'a' WHERE id = 1\n\tProcess 1001: UPDATE orders SET state = 'b' WHERE id = 2\n" + session + "HINT:  See server log for query details.\n" + session
        + "STATEMENT:  UPDATE orders SET state = 'a' WHERE id = 1\n";
  }
}
