package dev.ballast.observe.log.record;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordReaderTest {
  private static final String AT = "2026-11-29 22:59:42.123 UTC";

  private static final String STDERR =
      AT
          + " [17] app@shop ERROR:  division by zero at character 8\n"
          + AT
          + " [17] app@shop DETAIL:  one\n\ttwo\n"
          + AT
          + " [17] app@shop STATEMENT:  SELECT 1/0\n\tFROM t\n"
          + AT
          + " [9] LOG:  checkpoint starting: time\n";

  private static final String CSV =
      AT
          + ",\"app\",\"shop\",17,\"10.0.0.7:4711\",s,1,\"SELECT\",t,3/4,0,ERROR,22012,"
          + "\"division by zero\",\"one\ntwo\",,,,\"a \"\"b\"\"\",\"SELECT 1/0\nFROM t\",8,,\"psql\","
          + "\"client backend\",,0\n"
          + AT
          + ",,,9,,s,1,,t,,0,LOG,00000,\"checkpoint starting: time\",,,,,,,,,\"\",\"checkpointer\",,0\n";

  private static final String JSON =
      "{\"timestamp\":\""
          + AT
          + "\",\"user\":\"app\",\"dbname\":\"shop\",\"pid\":17,\"remote_host\":\"10.0.0.7\","
          + "\"error_severity\":\"ERROR\",\"state_code\":\"22012\",\"message\":\"division by zero\","
          + "\"detail\":\"one\\ntwo\",\"statement\":\"SELECT 1/0\\nFROM \\u0074\","
          + "\"application_name\":\"psql\",\"query_id\":-7}\n"
          + "{\"timestamp\":\""
          + AT
          + "\",\"pid\":9,\"error_severity\":\"LOG\",\"message\":\"checkpoint starting: time\"}\n";

  private static LogForm stderr(String prefix) {
    return new LogForm(LogFormat.STDERR, List.of(new LinePrefix(prefix)), Optional.empty());
  }

  private static List<LogRecord> read(LogForm form, byte[] bytes, int pieces) {
    List<LogRecord> records = new ArrayList<>();
    RecordReader reader = RecordReader.of(form, records::add);
    for (int at = 0; at < bytes.length; at += pieces) {
      byte[] piece = Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + pieces));
      reader.feed(piece, piece.length);
    }
    reader.end();
    assertThat(reader.unfinished()).isZero();
    return records;
  }

  private static List<LogRecord> read(LogForm form, String text) {
    return read(form, text.getBytes(UTF_8), 1 << 16);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 64, 100_000})
  void allFormsGiveTheSameInPiecesOfAnySize(int pieces) {
    List<LogRecord> stderr = read(stderr("%m [%p] %q%u@%d "), STDERR.getBytes(UTF_8), pieces);
    List<LogRecord> csv = read(LogForm.of(LogFormat.CSVLOG), CSV.getBytes(UTF_8), pieces);
    List<LogRecord> json = read(LogForm.of(LogFormat.JSONLOG), JSON.getBytes(UTF_8), pieces);
    for (List<LogRecord> records : List.of(stderr, csv, json)) {
      assertThat(records).hasSize(2);
      LogRecord first = records.getFirst();
      assertThat(first.at()).contains(Instant.parse("2026-11-29T22:59:42.123Z"));
      assertThat(first.level()).isEqualTo(Level.ERROR);
      assertThat(first.session().pid()).isEqualTo(OptionalLong.of(17));
      assertThat(first.session().user()).contains("app");
      assertThat(first.session().database()).contains("shop");
      assertThat(first.texts().message()).isEqualTo("division by zero");
      assertThat(first.texts().detail()).contains("one\ntwo");
      assertThat(first.texts().statement()).contains("SELECT 1/0\nFROM t");
      assertThat(first.cut()).isFalse();
      assertThat(records.getLast().session().user()).isEmpty();
      assertThat(records.getLast().sqlState()).isEmpty();
    }
    assertThat(csv.getFirst().sqlState()).contains("22012");
    assertThat(csv.getFirst().session().client()).contains("10.0.0.7");
    assertThat(csv.getFirst().texts().context()).contains("a \"b\"");
    assertThat(json.getFirst().session().application()).contains("psql");
  }

  @Test
  void whatIsHalfWrittenIsWaitedFor() {
    for (LogForm form :
        List.of(
            stderr("%m [%p] %q%u@%d "),
            LogForm.of(LogFormat.CSVLOG),
            LogForm.of(LogFormat.JSONLOG))) {
      byte[] whole =
          switch (form.format()) {
            case STDERR -> STDERR.getBytes(UTF_8);
            case CSVLOG -> CSV.getBytes(UTF_8);
            case JSONLOG -> JSON.getBytes(UTF_8);
          };
      List<LogRecord> records = new ArrayList<>();
      for (int cut = 0; cut < whole.length; cut++) {
        records.clear();
        RecordReader reader = RecordReader.of(form, records::add);
        reader.feed(whole, cut);
        int resume = (int) (cut - reader.unfinished());
        // Another reader continues there, and together they have every message once.
        RecordReader next = RecordReader.of(form, records::add);
        byte[] rest = Arrays.copyOfRange(whole, resume, whole.length);
        next.feed(rest, rest.length);
        next.end();
        assertThat(records).as(form.format() + " at " + cut).hasSize(2);
        assertThat(reader.unreadable() + next.unreadable()).isZero();
      }
    }
  }

  @Test
  void aMessageOfAnyLengthTakesBoundedMemoryAndSaysThatItWasCut() {
    String longText = "x".repeat(3 << 20);
    String stderr = AT + " [17] ERROR:  " + longText + "\n" + AT + " [17] LOG:  after\n";
    String csv =
        AT + ",,,17,,s,1,,t,,0,ERROR,22012,\"" + longText + "\n\",,,,,,,,,\"\",\"b\",,0\n" + CSV;
    String json = JSON.replace("division by zero", longText);
    assertThat(read(stderr("%m [%p] "), stderr))
        .extracting(LogRecord::cut)
        .containsExactly(true, false);
    assertThat(read(LogForm.of(LogFormat.CSVLOG), csv))
        .extracting(LogRecord::cut)
        .containsExactly(true, false, false);
    List<LogRecord> fromJson = read(LogForm.of(LogFormat.JSONLOG), json.getBytes(UTF_8), 8192);
    assertThat(fromJson).extracting(LogRecord::cut).containsExactly(true, false);
    assertThat(fromJson.getFirst().sqlState()).contains("22012");
    assertThat(fromJson.getFirst().texts().message()).startsWith("xxxx");
  }

  @Test
  void manyLinesOfOneMessageAreBoundedToo() {
    StringBuilder log = new StringBuilder(AT + " [17] ERROR:  begin\n");
    for (int i = 0; i < 3000; i++) {
      log.append('\t').append("y".repeat(1000)).append('\n');
    }
    LogRecord only = read(stderr("%m [%p] "), log.toString()).getFirst();
    assertThat(only.cut()).isTrue();
    assertThat(only.texts().message().length()).isBetween(1_000_000, 1 << 20);
  }

  @Test
  void bytesOfAnotherEncodingSurviveVisibly() {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    log.writeBytes((AT + " [17] ERROR:  Stra").getBytes(UTF_8));
    log.write(0xDF);
    log.writeBytes("e \u00e4 ".getBytes(UTF_8));
    log.write(0);
    log.write('\n');
    assertThat(read(stderr("%m [%p] "), log.toByteArray(), 5))
        .extracting(r -> r.texts().message())
        .containsExactly("Stra\\xDFe \u00e4 \\x00");
  }

  @Test
  void quotesThatDoNotMatchCostTheLinesAroundThem() {
    // The rest of a record whose first part a crash of the machine has taken.
    List<LogRecord> records = read(LogForm.of(LogFormat.CSVLOG), "half a text\",,,,,,,\n" + CSV);
    assertThat(records).hasSize(2);
  }

  @Test
  void otherLanguagesHaveTheSameLevelsAndParts() {
    String german =
        AT
            + " [17] 40P01 FEHLER:  Verklemmung entdeckt\n"
            + AT
            + " [17] 40P01 TIPP:  Einzelheiten\n"
            + AT
            + " [17] 40P01 ANWEISUNG:  SELECT 1\n";
    LogRecord only = read(stderr("%m [%p] %e "), german).getFirst();
    assertThat(only.level()).isEqualTo(Level.ERROR);
    assertThat(only.sqlState()).contains("40P01");
    assertThat(only.texts().hint()).contains("Einzelheiten");
    assertThat(only.texts().statement()).contains("SELECT 1");
    String french = AT + " [17] ERREUR:  interblocage\n" + AT + " [17] D\u00c9TAIL : a\n";
    assertThat(read(stderr("%m [%p] "), french).getFirst().texts().detail()).contains("a");
    String russian = AT + " [17] \u041e\u0428\u0418\u0411\u041a\u0410:  x\n";
    assertThat(read(stderr("%m [%p] "), russian).getFirst().level()).isEqualTo(Level.ERROR);
  }

  @Test
  void verboseLogsHaveTheirSqlStateInFrontOfTheText() {
    LogRecord only =
        read(
                stderr("%m [%p] "),
                AT + " [17] ERROR:  22012: division by zero\n" + AT + " [17] LOCATION:  x, y:1\n")
            .getFirst();
    assertThat(only.sqlState()).contains("22012");
    assertThat(only.texts().message()).isEqualTo("division by zero");
  }

  @Test
  void linesOfOtherProgramsAreCounted() {
    List<LogRecord> records = new ArrayList<>();
    RecordReader reader = RecordReader.of(stderr("%m [%p] "), records::add);
    byte[] log = ("cp: no space\n" + AT + " [17] LOG:  a\nrsync: b\n").getBytes(UTF_8);
    reader.feed(log, log.length);
    reader.end();
    assertThat(records).hasSize(1);
    assertThat(reader.unreadable()).isEqualTo(2);
  }

  @Test
  void timesOfAnAbbreviatedZoneAreUnknownWithoutTheServersOwn() {
    String log = "2026-07-01 12:00:00 CEST [17] LOG:  a\n";
    assertThat(read(stderr("%t [%p] "), log).getFirst().at()).isEmpty();
    LogForm known =
        new LogForm(
            LogFormat.STDERR,
            List.of(new LinePrefix("%t [%p] ")),
            Optional.of(ZoneId.of("Europe/Berlin")));
    assertThat(read(known, log).getFirst().at()).contains(Instant.parse("2026-07-01T10:00:00Z"));
    assertThat(read(stderr("%t [%p] "), log.replace("CEST", "+0530")).getFirst().at())
        .contains(Instant.parse("2026-07-01T06:30:00Z"));
  }

  @Test
  void everyEscapeOfAPrefixIsReadWithAndWithoutPadding() {
    String prefix = "%n|%-12u|%10d|%a|%h|%b|%p|%P|%i|%c|%l|%s|%v|%x|%e|%Q|100%%|%t ";
    String line =
        "1796000000.123|app         |      shop|a b|10.0.0.7|client backend|17||SELECT|6a.1b|3|"
            + "2026-11-29 22:59:42 UTC|3/4|0|22012|-77|100%|2026-11-29 22:59:42 UTC ERROR:  x\n";
    LogRecord only = read(stderr(prefix), line).getFirst();
    assertThat(only.session().user()).contains("app");
    assertThat(only.session().database()).contains("shop");
    assertThat(only.session().application()).contains("a b");
    assertThat(only.session().client()).contains("10.0.0.7");
    assertThat(only.session().backendType()).contains("client backend");
    assertThat(only.sqlState()).contains("22012");
    assertThatThrownBy(() -> new LinePrefix("%z")).isInstanceOf(IllegalArgumentException.class);
  }

  /// A role that is named so that the prefix seems to end in its name.
  @Test
  void aNameThatLooksLikeAPrefixIsAName() {
    String line = AT + " [17] evil@shop ERROR:  fake@shop ERROR:  real\n";
    LogRecord only = read(stderr("%m [%p] %q%u@%d "), line).getFirst();
    assertThat(only.level()).isEqualTo(Level.ERROR);
    assertThat(only.session().user()).contains("evil");
  }
}
