package dev.ballast.sql.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrammarTest {
  private final Grammar grammar = Grammar.postgres18();

  @Test
  void answersTheTreeOfAStatement() {
    assertThat(grammar.parse("SELECT 1").toString())
        .startsWith("{\"version\":180")
        .contains("\"stmts\":[{\"stmt\":{\"SelectStmt\":{");
  }

  @Test
  void placesASyntaxErrorInBytes() {
    assertThat(grammar.parse("SELECT 'ü€😀' FORM t"))
        .isEqualTo(
            new Rejected(
                new SyntaxError(
                    SyntaxError.Kind.SYNTAX, "syntax error at or near \"t\"", 7 + 11 + 1 + 5)));
  }

  @Test
  void parsesTheBodyOfABlock() {
    assertThat(grammar.parsePlpgsql("DO $$ BEGIN PERFORM 1; END $$").toString())
        .contains("PLpgSQL_stmt_perform");
  }

  @Test
  void refusesABrokenBody() {
    assertThat(grammar.parsePlpgsql("DO $$ BEGIN IF; END $$")).isInstanceOf(Rejected.class);
  }

  @Test
  void takesTheSameFingerprintWhateverTheConstants() {
    assertThat(grammar.fingerprint("SELECT 1"))
        .isEqualTo(grammar.fingerprint("select\n 42"))
        .isInstanceOf(Fingerprint.class);
  }

  @Test
  void replacesConstants() {
    assertThat(grammar.normalize("SELECT a FROM t WHERE b = 'x' AND c = 4"))
        .isEqualTo(new NormalizedText("SELECT a FROM t WHERE b = $1 AND c = $2"));
  }

  @Test
  void refusesANulCharacter() {
    assertThat(grammar.parse("ü\0"))
        .isEqualTo(
            new Rejected(
                new SyntaxError(SyntaxError.Kind.NOT_TEXT, "a NUL character is in the text", 2)));
  }

  @Test
  void acceptsAllThatTheManualDocuments() {
    List<String> corpus = Corpus.accepted();
    assertThat(corpus).hasSizeGreaterThan(900);
    for (String sql : corpus) {
      assertThat(grammar.parse(sql)).as(sql).isInstanceOf(Parsed.class);
    }
  }

  @Test
  void acceptsSeveralStatementsAtOnce() {
    String text = String.join(";\n", Corpus.accepted().subList(0, 100));
    assertThat(grammar.parse(text).toString().split("\"stmt_location\":", -1)).hasSize(100);
  }

  @Test
  void acceptsATextWithoutStatements() {
    assertThat(grammar.parse("").toString()).isEqualTo("{\"version\":180004,\"stmts\":[]}");
    assertThat(grammar.parse(" -- nothing\n;;")).isInstanceOf(Parsed.class);
  }

  @Test
  void rejectsWhatTheServerRejects() {
    for (String sql : Corpus.rejected()) {
      assertThat(grammar.parse(sql)).as(sql).isInstanceOf(Rejected.class);
    }
  }

  @Test
  void parsesTheBodiesOfPlpgsql() {
    for (String sql : Corpus.plpgsql()) {
      assertThat(grammar.parsePlpgsql(sql)).as(sql).isInstanceOf(Parsed.class);
    }
    for (String sql : Corpus.plpgsqlRejected()) {
      assertThat(grammar.parsePlpgsql(sql)).as(sql).isInstanceOf(Rejected.class);
    }
  }

  @Test
  void placesAnErrorAtTheEndOfTheTextBehindItsLastByte() {
    assertThat(grammar.parse("SELECT 'ü' FROM"))
        .isEqualTo(rejected(SyntaxError.Kind.SYNTAX, "syntax error at end of input", 16));
  }

  @Test
  void refusesHalfASurrogatePair() {
    Rejected half = rejected(SyntaxError.Kind.NOT_TEXT, "half a surrogate pair is in the text", 8);
    assertThat(grammar.parse("SELECT '\ud83d'")).isEqualTo(half);
    assertThat(grammar.parse("SELECT '\ude00\ud83d'")).isEqualTo(half);
    assertThat(grammar.fingerprint("SELECT '\ude00'")).isEqualTo(half);
    assertThat(grammar.normalize("SELECT '\ude00'")).isEqualTo(half);
    assertThat(grammar.parsePlpgsql("SELECT '\ude00'")).isEqualTo(half);
  }

  @Test
  void refusesATextOf50MegabytesWithoutParsingIt() {
    assertThat(grammar.parse("SELECT 1;".repeat(50_000_000 / 9)))
        .isEqualTo(
            rejected(
                SyntaxError.Kind.TOO_LARGE, "the text is longer than 16 MiB", Grammar.MAX_BYTES));
  }

  @Test
  void countsTheBytesOfALongTextNotItsCharacters() {
    String within = "'" + "€".repeat(Grammar.MAX_BYTES / 3 - 3) + "'";
    assertThat(grammar.parse("SELECT " + within)).isInstanceOf(Parsed.class);
    assertThat(grammar.parse("SELECT   " + within)).isInstanceOf(Rejected.class);
  }

  @Test
  void refusesWhatServersRefuseForItsNesting() {
    assertThat(grammar.parse("SELECT " + "(".repeat(20_000) + "1" + ")".repeat(20_000)))
        .isEqualTo(rejected(SyntaxError.Kind.SYNTAX, "memory exhausted at or near \"(\"", 10_003));
  }

  @Test
  void parsesDeepTreesOnAThreadWithASmallStack() throws InterruptedException {
    AtomicReference<ParseOutcome> outcome = new AtomicReference<>();
    Thread thread =
        Thread.ofPlatform()
            .stackSize(256 * 1024)
            .start(() -> outcome.set(grammar.parse("SELECT 1" + "+1".repeat(10_000))));
    thread.join();
    assertThat(outcome.get()).isInstanceOf(Parsed.class);
  }

  @Test
  void refusesATreeTooDeepForTheStackAndGoesOn() {
    for (String link : List.of("+1", "::int", "||2", " UNION SELECT 1")) {
      assertThat(grammar.parse("SELECT 1" + link.repeat(150_000)))
          .as(link)
          .isEqualTo(
              rejected(
                  SyntaxError.Kind.TOO_DEEP,
                  "the text is nested too deeply for the parser's stack",
                  -1));
      assertThat(grammar.parse("SELECT 1")).isInstanceOf(Parsed.class);
    }
  }

  @Test
  void refusesATreeTooLargeForTheMemoryAndGoesOn() {
    Grammar small = new Grammar(new Engines(200));
    String sql = "INSERT INTO t VALUES (1)" + ", (1)".repeat(100_000);
    assertThat(small.parse(sql))
        .isEqualTo(
            rejected(
                SyntaxError.Kind.TOO_LARGE,
                "the tree of the text does not fit the parser's memory",
                -1));
    assertThat(small.parse("SELECT 1")).isInstanceOf(Parsed.class);
    assertThat(grammar.parse(sql)).isInstanceOf(Parsed.class);
  }

  @Test
  void serves32ThreadsAtOnce() {
    List<String> corpus = Corpus.accepted();
    List<String> expected = corpus.stream().map(sql -> grammar.parse(sql).toString()).toList();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<String>>> answers =
          IntStream.range(0, 32)
              .mapToObj(
                  thread ->
                      threads.submit(
                          () -> corpus.stream().map(sql -> grammar.parse(sql).toString()).toList()))
              .toList();
      assertThat(answers).allSatisfy(answer -> assertThat(answer.get()).isEqualTo(expected));
    }
  }

  private static Rejected rejected(SyntaxError.Kind kind, String message, int bytePosition) {
    return new Rejected(new SyntaxError(kind, message, bytePosition));
  }

  @Test
  void onlyOneVariableHoldsTheEndOfTheHeap() {
    Machine machine = new LibpgQuery(Engine.image(), Engine.START_PAGES);
    int begin = machine.currentStack();

    assertThat(IntStream.of(machine.memory).filter(word -> word == begin).count()).isEqualTo(1);
  }
}
