import dev.ballast.server.node.NodeAddress;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// How long the pages of a node take. See pages.sh.
final class ReadPages {
  private static final String PASSWORD = "a long sentence of a person";
  private static final double FIRST_MS = 100;
  private static final double WHOLE_MS = 300;

  /// How long a reader looks at a page before the next.
  private static final Duration LOOKS = Duration.ofMillis(500);

  private final URI node;
  private final long pid;
  private final List<String> watched;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private String cookie = "";

  private ReadPages(URI node, long pid, List<String> watched) {
    this.node = node;
    this.pid = pid;
    this.watched = watched;
  }

  public static void main(String[] args) throws Exception {
    ReadPages read = new ReadPages(NodeAddress.existing(Path.of(args[0])).url(), Long.parseLong(args[1]), Files.readAllLines(Path.of(args[3])));
    read.logIn(args[2]);
    int readers = Integer.parseInt(args[4]);
    int rounds = Integer.parseInt(args[5]);
    System.out.printf("The first who reads after the start, one page after the other:%n%n| page | first byte, ms | whole, ms |%n|---|---:|---:|%n");
    Random random = new Random(1);
    for (String kind : read.kinds().keySet()) {
      Took took = read.get(read.path(kind, random));
      System.out.printf(Locale.ROOT, "| %s | %.0f | %.0f |%n", kind, took.first(), took.whole());
    }
    Map<String, Double> cpu = read.cpu(random);
    Map<String, List<Took>> all = new ConcurrentHashMap<>();
    double before = read.cpuSeconds();
    long began = System.nanoTime();
    List<Throwable> failed = new CopyOnWriteArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < readers; i++) {
      Random own = new Random(i);
      threads.add(Thread.ofPlatform().start(() -> {
        try {
          for (int round = 0; round < rounds; round++) {
            List<String> kinds = new ArrayList<>(read.kinds().keySet());
            Collections.shuffle(kinds, own);
            for (String kind : kinds) {
              Took took = read.get(read.path(kind, own));
              all.computeIfAbsent(kind, k -> new CopyOnWriteArrayList<>()).add(took);
              Thread.sleep(LOOKS);
            }
          }
        } catch (IOException | InterruptedException | IllegalStateException e) {
          failed.add(e);
        }
      }));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    if (!failed.isEmpty()) {
      throw new IllegalStateException(failed.getFirst());
    }
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(Locale.ROOT, "%n%d readers at once, each %d times, half a second between two pages; %.0f s, %.1f s of CPU of the node and its store.%n%n", readers, rounds, seconds, read.cpuSeconds() - before);
    System.out.printf("| page | read | first byte, ms, median | 95 %% | whole, ms, median | 95 %% | kB sent | CPU ms | within the goal |%n|---|---:|---:|---:|---:|---:|---:|---:|---|%n");
    int missed = 0;
    for (String kind : read.kinds().keySet()) {
      List<Took> took = all.get(kind);
      double first = at(took.stream().map(Took::first), 0.95);
      double whole = at(took.stream().map(Took::whole), 0.95);
      boolean met = first < FIRST_MS && whole < WHOLE_MS;
      missed += met ? 0 : 1;
      System.out.printf(Locale.ROOT, "| %s | %d | %.0f | %.0f | %.0f | %.0f | %.0f | %.0f | %s |%n",
          kind, took.size(), at(took.stream().map(Took::first), 0.5), first, at(took.stream().map(Took::whole), 0.5), whole,
          took.stream().mapToLong(Took::bytes).max().orElse(0) / 1e3, cpu.get(kind), met ? "yes" : "no");
    }
    System.out.printf("%nGoal, at 95 %%: first byte within %.0f ms, whole page within %.0f ms. %d of %d kinds of pages meet it.%n", FIRST_MS, WHOLE_MS, all.size() - missed, all.size());
  }

  private static double at(Stream<Double> times, double share) {
    List<Double> sorted = times.sorted().toList();
    return sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size())));
  }

  /// @param first milliseconds until the first byte of the page
  private record Took(double first, double whole, long bytes) {}

  private Map<String, String> kinds() {
    Map<String, String> kinds = new LinkedHashMap<>();
    kinds.put("fleet", "/");
    kinds.put("fleet, a search", "/?q=ledger-eu");
    kinds.put("target, an hour", "/targets/%s");
    kinds.put("target, 24 hours", "/targets/%s?last=24h");
    kinds.put("target, 30 days", "/targets/%s?last=30d");
    kinds.put("statement, an hour", "/targets/%s/statements/7000000007");
    kinds.put("statement, 30 days", "/targets/%s/statements/7000000007?last=30d");
    kinds.put("alerts", "/alerts");
    kinds.put("tickets", "/tickets");
    kinds.put("incidents", "/incidents");
    kinds.put("proofs", "/proofs");
    kinds.put("changes", "/changes");
    kinds.put("admin", "/admin");
    kinds.put("executive, 30 days", "/reports/executive?last=30d");
    kinds.put("weekly", "/reports/weekly");
    return kinds;
  }

  private String path(String kind, Random random) {
    return kinds().get(kind).formatted(watched.get(random.nextInt(watched.size())));
  }

  private void logIn(String link) throws IOException, InterruptedException {
    if (link.isEmpty()) {
      form("/login", "user", "reader", "password", PASSWORD);
    } else {
      form("/setup", "link", link, "user", "reader", "password", PASSWORD);
    }
    if (get("/admin").bytes() == 0) {
      throw new IllegalStateException("not logged in");
    }
  }

  private void form(String path, String... fields) throws IOException, InterruptedException {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i < fields.length; i += 2) {
      body.append(i == 0 ? "" : "&").append(fields[i]).append('=').append(URLEncoder.encode(fields[i + 1], StandardCharsets.UTF_8));
    }
    HttpResponse<String> answer =
        client.send(
            HttpRequest.newBuilder(node.resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", node.toString())
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 303) {
      throw new IllegalStateException(path + ": " + answer.statusCode() + " " + answer.body());
    }
    cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
  }

  private Took get(String path) throws IOException, InterruptedException {
    long began = System.nanoTime();
    HttpResponse<InputStream> answer =
        client.send(
            HttpRequest.newBuilder(node.resolve(path)).header("Accept-Encoding", "gzip").header("Cookie", cookie).timeout(Duration.ofMinutes(5)).build(),
            HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream in = answer.body()) {
      int one = in.read();
      double first = (System.nanoTime() - began) / 1e6;
      long bytes = (one < 0 ? 0 : 1) + in.transferTo(java.io.OutputStream.nullOutputStream());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException(path + ": " + answer.statusCode());
      }
      return new Took(first, (System.nanoTime() - began) / 1e6, bytes);
    }
  }

  /// What one page of a kind takes of the processors, by itself, above what the node takes anyway.
  private Map<String, Double> cpu(Random random) throws IOException, InterruptedException {
    double idle = cpuSeconds();
    Thread.sleep(Duration.ofSeconds(10));
    idle = (cpuSeconds() - idle) / 10;
    System.out.printf(Locale.ROOT, "%nWhile nobody asks, the node and its store take %.2f of a processor.%n", idle);
    Map<String, Double> cpu = new LinkedHashMap<>();
    for (String kind : kinds().keySet()) {
      double before = cpuSeconds();
      long began = System.nanoTime();
      int times = 0;
      while (times < 5 && System.nanoTime() - began < 2e9) {
        get(path(kind, random));
        times++;
      }
      double spent = cpuSeconds() - before - idle * (System.nanoTime() - began) / 1e9;
      cpu.put(kind, Math.max(0, 1000 * spent / times));
    }
    return cpu;
  }

  private double cpuSeconds() {
    ProcessHandle handle = ProcessHandle.of(pid).orElseThrow();
    return Stream.concat(Stream.of(handle), handle.descendants())
        .flatMap(each -> each.info().totalCpuDuration().stream())
        .mapToDouble(d -> d.toNanos() / 1e9)
        .sum();
  }
}
