package dev.ballast.server.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import dev.ballast.evidence.Clock;
import dev.ballast.evidence.Fault;
import dev.ballast.evidence.Level;
import dev.ballast.evidence.LevelResult;
import dev.ballast.evidence.Proof;
import dev.ballast.evidence.Verdict;
import dev.ballast.pages.report.Capacity;
import dev.ballast.pages.report.ExecutiveSheet;
import dev.ballast.pages.report.WeeklyReview;
import dev.ballast.pages.report.WeeklyReview.StatementChange;
import dev.ballast.postgres.ConnectionSettings;
import dev.ballast.postgres.server.TemporaryCluster;
import dev.ballast.postgres.server.TemporaryFolder;
import dev.ballast.server.http.NodeClient;
import dev.ballast.store.database.Store;
import dev.ballast.store.database.StoreLocation;
import dev.ballast.targets.config.Configuration;
import dev.ballast.targets.config.ListenSettings;
import dev.ballast.vault.Vault;
import dev.ballast.vault.VaultSettings;
import dev.ballast.vault.format.MasterKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Reports of a node whose store holds [SeededFigures] of a target that nobody can reach, so that
/// nothing is added to them.
class ReportsIT {
  private static final Clock CLOCK = Clock.system();
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final Instant END = CLOCK.now().truncatedTo(ChronoUnit.HOURS);
  private static final String WEEK = "from=%s&to=%s".formatted(END.minus(Duration.ofDays(7)), END);
  private static final double GIB = 0x1p30;
  private static final double NEARLY = 1e-6;

  private static TemporaryFolder folder;
  private static TemporaryCluster cluster;
  private static Node node;
  private static NodeClient client;

  @BeforeAll
  static void start() throws IOException {
    folder = TemporaryFolder.create("reports");
    cluster = TemporaryCluster.of(18, CLOCK).tcp().start();
    ConnectionSettings settings = cluster.settings();
    StoreLocation location = new StoreLocation.External(() -> settings);
    try (Store store = Store.open(location, CLOCK)) {
      SeededFigures.store(store, folder.path().resolve("seed"), END);
    }
    vault();
    NodeSettings serving =
        new NodeSettings(
            Configuration.read(configuration()),
            location,
            folder.path().resolve("state"),
            folder.path().resolve("heads"),
            ListenSettings.DEFAULTS.withPort(0));
    node = Node.start(serving, CLOCK);
    client = NodeAddress.existing(serving.state()).client(AccessToken.existing(serving.state()));
    // The vault is read in the background.
    eventually(
        () ->
            client.get("/api/v1/reports/executive", ExecutiveSheet.class).missing().stream()
                .noneMatch(each -> each.startsWith("Vault")));
  }

  private static Path configuration() throws IOException {
    return Files.writeString(
        folder.path().resolve("ballast.yaml"),
        """
        version: 1
        vaults:
          main: {folder: vault, key: 'file:master.key'}
        targets:
          shop:
            host: 127.0.0.1
            port: 9
            user: ballast
            auth: [none]
        tickets:
          owner: platform
        """);
  }

  /// One proof that holds, and one that does not.
  private static void vault() throws IOException {
    MasterKey key = MasterKey.generate();
    key.save(folder.path().resolve("master.key"));
    VaultSettings settings =
        new VaultSettings(folder.path().resolve("vault"), folder.path().resolve("heads"), CLOCK);
    try (Vault vault = Vault.init(settings, key, Vault.MIN_CHUNK_SIZE)) {
      vault.evidence().append(proof(Verdict.proved()));
      vault.evidence().append(proof(Verdict.refuted("an index lies")));
    }
  }

  private static Proof proof(Verdict verdict) {
    return new Proof(
        "it restores",
        "shop 20261130T000000Z",
        END,
        END,
        List.of(new LevelResult(Level.L6, verdict, Duration.ZERO, "compared", List.of())),
        List.of(),
        Duration.ZERO,
        List.of(),
        "none",
        "ballast prove");
  }

  @AfterAll
  static void stop() {
    client.close();
    node.close();
    cluster.close();
    folder.close();
  }

  private static ExecutiveSheet sheet() {
    return client.get("/api/v1/reports/executive?" + WEEK, ExecutiveSheet.class);
  }

  @Test
  void datesFollowFromTheStoredFigures() {
    ExecutiveSheet sheet = sheet();

    // 70 GiB are left an hour before the end, and 2 GiB are lost a day.
    Instant full = END.minus(Duration.ofHours(1)).plus(Duration.ofDays(35));
    Capacity disk = sheet.capacity().getFirst();
    assertThat(disk.kind()).isEqualTo(Capacity.Kind.DISK);
    assertThat(disk.present()).isCloseTo(70 * GIB, within(1.0));
    assertThat(disk.perDay().orElseThrow()).isCloseTo(-2 * GIB, within(1.0));
    assertThat(Duration.between(disk.date().orElseThrow(), full).abs())
        .isLessThan(Duration.ofSeconds(1));
    Capacity databases = sheet.capacity().get(1);
    assertThat(databases.outlook()).isEqualTo(Capacity.Outlook.GROWS);
    assertThat(databases.present()).isCloseTo(55 * GIB, within(1.0));
    assertThat(databases.perDay().orElseThrow()).isCloseTo(GIB, within(1.0));
    assertThat(sheet.sentences().runsOut())
        .startsWith("The free space of data, wal at shop runs out first, on ")
        .contains(full.toString().substring(0, 10));
  }

  @Test
  void costAndHealthAreOfThePeriodAndTheOneBefore() {
    ExecutiveSheet sheet = sheet();

    // 36 s and 18 s for 1,800 transactions, in 168 hours.
    assertThat(sheet.cost().secondsPerThousand().orElseThrow()).isCloseTo(20, within(NEARLY));
    assertThat(sheet.cost().before().orElseThrow()).isCloseTo(10, within(NEARLY));
    assertThat(sheet.cost().transactions()).isEqualTo(168 * 1800);
    // Steps of 3 hours.
    assertThat(sheet.stepSeconds()).isEqualTo(3 * 3600);
    assertThat(sheet.courses().bad()).hasSize(56);
    assertThat(sheet.courses().bad()).allMatch(each -> Math.abs(each.value() - 0.1) < NEARLY);
    assertThat(sheet.courses().cost()).allMatch(each -> Math.abs(each.value() - 20) < NEARLY);
    assertThat(sheet.courses().bytes().getLast().value()).isCloseTo(55 * GIB, within(1.0));
    assertThat(sheet.targets().getFirst().target()).isEqualTo("shop");
  }

  @Test
  void whatWasDoneIsCounted() {
    ExecutiveSheet sheet = client.get("/api/v1/reports/executive?last=7d", ExecutiveSheet.class);

    assertThat(sheet.done()).extracting("proofs", "proved").containsExactly(2, 1);
    assertThat(sheet.sentences().done()).contains("2 backups restored and read, of which 1 proved");
  }

  @Test
  void pagePaperAndJsonSayTheSame() throws IOException {
    ExecutiveSheet sheet = sheet();
    for (String paper : List.of("a4", "letter")) {
      byte[] pdf = client.bytes("/reports/executive.pdf?" + WEEK + "&paper=" + paper);
      try (PDDocument document = Loader.loadPDF(pdf)) {
        assertThat(document.getNumberOfPages()).isEqualTo(1);
        String text = new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        // Lines of paper are broken, and cut where they are too long.
        assertThat(text).contains(sheet.sentences().runsOut(), sheet.sentences().met());
        assertThat(text).contains("shop, free space of data, wal");
      }
    }
    // Paper waits until the report is made, so that the page is there now.
    String page = client.text("/reports/executive?" + WEEK);
    for (String sentence : sheet.sentences().all()) {
      assertThat(page).contains(sentence.replace("'", "&#39;").replace("\"", "&#34;"));
    }
    byte[] picture = client.bytes("/reports/executive/storage.png?" + WEEK);
    assertThat(ImageIO.read(new ByteArrayInputStream(picture)).getWidth()).isEqualTo(960);
    assertThat(client.text("/reports")).contains("ballast report executive");
  }

  @Test
  void aWeekIsComparedWithTheOneBefore() throws IOException {
    WeeklyReview review = client.get("/api/v1/reports/weekly?to=" + END, WeeklyReview.class);

    assertThat(review.noBaseline()).isEmpty();
    assertThat(review.statements())
        .extracting(StatementChange::queryId, StatementChange::slower)
        .containsExactly(tuple("42", true), tuple("44", false));
    StatementChange slower = review.statements().getFirst();
    assertThat(slower.meanSeconds()).isCloseTo(0.012, within(NEARLY));
    assertThat(slower.meanBefore()).isCloseTo(0.004, within(NEARLY));
    assertThat(slower.calls()).isEqualTo(16_800);
    // 8 ms more for each call.
    assertThat(slower.extraSeconds()).isCloseTo(134.4, within(0.001));
    assertThat(review.objectives())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.good()).isCloseTo(0.9, within(NEARLY));
              assertThat(each.goodBefore()).isEqualTo(1);
            });
    assertThat(review.growth())
        .singleElement()
        .satisfies(
            each -> {
              assertThat(each.grown().orElseThrow()).isCloseTo(7 * GIB, within(1.0));
              assertThat(each.grownBefore().orElseThrow()).isCloseTo(7 * GIB, within(1.0));
            });
    assertThat(review.questions().getFirst().question())
        .isEqualTo("Why does it take 12 ms where it took 4 ms: statement 42");
    assertThat(review.questions().getFirst().owner()).isEqualTo(Optional.of("platform"));
    formsSayTheSame();
  }

  private static void formsSayTheSame() throws IOException {
    String markdown = client.text("/reports/weekly.md?to=" + END);
    assertThat(markdown).contains("# Weekly review", "## Questions for the meeting", "platform");
    byte[] pdf = client.bytes("/reports/weekly.pdf?to=" + END);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(new PDFTextStripper().getText(document).replaceAll("\\s+", " "))
          .contains("Why does it take 12 ms where it took 4 ms: statement 42")
          .contains("statement 42 shop 12 ms 4 ms 16.8k +2.24 min");
    }
    assertThat(client.text("/reports/weekly?to=" + END)).contains("statement 42", "+2.24 min");
  }

  @Test
  void theFirstWeekHasNoBaseline() {
    Instant first = END.minus(Duration.ofDays(10));

    WeeklyReview review = client.get("/api/v1/reports/weekly?to=" + first, WeeklyReview.class);

    assertThat(review.noBaseline()).isPresent();
    assertThat(review.statements()).isEmpty();
    assertThat(client.text("/reports/weekly?to=" + first)).contains("there is no baseline yet");
  }

  @Test
  void timesOnPaperAreOfTheZoneThatIsNamed() throws IOException {
    byte[] pdf = client.bytes("/api/v1/reports/executive.pdf?" + WEEK + "&zone=Asia%2FTokyo");
    try (PDDocument document = Loader.loadPDF(pdf)) {
      assertThat(new PDFTextStripper().getText(document))
          .contains("+09:00. Times are of Asia/Tokyo, UTC+09:00");
    }
    assertThat(client.text("/api/v1/reports/weekly.md?to=" + END + "&zone=Asia%2FTokyo"))
        .contains("Asia/Tokyo, UTC+09:00");
    assertThatThrownBy(() -> client.bytes("/api/v1/reports/weekly.pdf?zone=Europe%2FAtlantis"))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("there is no such zone");
  }

  @Test
  void aPeriodThatIsNoneIsRefused() {
    assertThatThrownBy(
            () ->
                client.get(
                    "/api/v1/reports/executive?from=%s&to=%s"
                        .formatted(END.minus(Duration.ofHours(1)), END),
                    ExecutiveSheet.class))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("the period is not from 1 to 180 days");
    assertThatThrownBy(() -> client.bytes("/api/v1/reports/executive.pdf?paper=a5"))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("there is no paper of that size");
  }

  private static void eventually(BooleanSupplier what) {
    long began = CLOCK.nanoTime();
    while (!what.getAsBoolean()) {
      if (CLOCK.since(began).compareTo(PATIENCE) > 0) {
        fail("it did not come about within " + PATIENCE);
      }
      CLOCK.pause(Duration.ofMillis(200));
    }
  }
}
