package dev.ballast.sql.grammar;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ballast.wasm.Translate;
import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.MethodModel;
import java.lang.invoke.MethodHandles;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The translated parser returns what the same WebAssembly returns when interpreted, byte for byte.
class TranslationTest {
  private static final Path SOURCES = Path.of("src/main/wasm");

  private final Grammar grammar = Grammar.postgres18();

  @Test
  void answersTheSameTreesAndErrors() {
    Interpreter interpreter = new Interpreter();
    for (String sql : texts().toList()) {
      assertThat(answer(grammar.parse(sql), sql)).as(sql).isEqualTo(interpreter.parse(sql));
    }
  }

  @Test
  void answersTheSameFingerprintsAndNormalisedTexts() {
    Interpreter interpreter = new Interpreter();
    List<String> corpus = Corpus.accepted();
    for (int i = 0; i < corpus.size(); i += 4) { // the interpreter takes its time
      String sql = corpus.get(i);
      assertThat(grammar.fingerprint(sql))
          .as(sql)
          .isEqualTo(new Fingerprint(interpreter.fingerprint(sql)));
      assertThat(grammar.normalize(sql))
          .as(sql)
          .isEqualTo(new NormalizedText(interpreter.normalize(sql)));
    }
  }

  @Test
  void answersTheSameForBodies() {
    Interpreter interpreter = new Interpreter();
    for (String sql : bodies().toList()) {
      String answer =
          switch (grammar.parsePlpgsql(sql)) {
            case Parsed parsed -> parsed.toString();
            case Rejected rejected -> rejected.error().message();
          };
      assertThat(answer).as(sql).isEqualTo(interpreter.parsePlpgsql(sql));
    }
  }

  /// The shipped classes read and write words without a look at their alignment, which the
  /// compiler of the WebAssembly promised. Here each access checks that promise.
  @Test
  void touchesWordsOnlyWhereTheyAreAligned() throws IOException, ReflectiveOperationException {
    Engine checked = new Engine(checkedMachine(), Engine.GREATEST_PAGES);
    for (String sql : texts().toList()) {
      assertThat(answer(checked.parse(sql), sql)).isEqualTo(answer(grammar.parse(sql), sql));
    }
    for (String sql : Corpus.accepted()) {
      assertThat(checked.fingerprint(sql)).isEqualTo(grammar.fingerprint(sql));
      assertThat(checked.normalize(sql)).isEqualTo(grammar.normalize(sql));
    }
    for (String sql : bodies().toList()) {
      assertThat(checked.parsePlpgsql(sql).toString())
          .isEqualTo(grammar.parsePlpgsql(sql).toString());
    }
  }

  /// HotSpot never compiles a longer method: `HugeMethodLimit`, 8,000 bytes.
  @Test
  void hasNoMethodTooLongToBeCompiled() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : translatedClasses()) {
      ClassModel model = ClassFile.of().parse(file);
      for (MethodModel method : model.methods()) {
        int length = method.findAttribute(Attributes.code()).orElseThrow().codeLength();
        if (length > 8000) {
          tooLong.add(file.getFileName() + " " + method.methodName() + ": " + length);
        }
      }
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void isTheSameWheneverItIsMade() throws IOException {
    Map<String, byte[]> files =
        Translate.files(
            Files.readAllBytes(SOURCES.resolve("libpg-query.wasm")),
            Translate.names(SOURCES.resolve("libpg-query.names")),
            TranslationTest.class.getPackageName(),
            "LibpgQuery");
    for (Path file : translatedClasses()) {
      assertThat(file).hasBinaryContent(files.get(file.getFileName().toString()));
    }
  }

  private static List<Path> translatedClasses() throws IOException {
    Path folder = Path.of("target/parser", TranslationTest.class.getPackageName().split("\\."));
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> classes = files.filter(file -> file.toString().endsWith(".class")).toList();
      assertThat(classes).hasSizeGreaterThan(10);
      return classes;
    }
  }

  @Test
  void bindsTheNamesThatTheGlueCodeBinds() throws IOException {
    String glue = Files.readString(Path.of(folder(), "bindings.js"));
    Map<String, String> names = new TreeMap<>();
    Matcher imports = Pattern.compile("([a-zA-Z]):(\\w+)[,}]").matcher(glue);
    while (imports.find()) {
      names.put("import." + imports.group(1), JAVA_NAMES.getOrDefault(bare(imports), "?"));
    }
    Matcher exports = Pattern.compile("(\\w+)(?:\"\\])?=wasmExports\\[\"(\\w)\"\\]").matcher(glue);
    while (exports.find()) {
      String name = JAVA_NAMES.get(exports.group(1).replaceAll("^_+", ""));
      if (name != null) {
        names.put("export." + exports.group(2), name);
      }
    }
    names.put("export.A", "construct"); // called as wasmExports["A"]() and never named
    assertThat(Translate.names(SOURCES.resolve("libpg-query.names"))).isEqualTo(names);
    assertThat(glue).contains("wasmExports[\"A\"]()");
  }

  private static String bare(Matcher imports) {
    return imports.group(2).replaceAll("^_+", "").replaceAll("^(invoke_[a-z])[a-z]*$", "$1");
  }

  /// Emscripten's and libpg-query's names, and the methods that take their place.
  private static final Map<String, String> JAVA_NAMES =
      Map.ofEntries(
          Map.entry("invoke_i", "invokeInt"),
          Map.entry("invoke_j", "invokeLong"),
          Map.entry("invoke_v", "invokeVoid"),
          Map.entry("assert_fail", "assertionFailed"),
          Map.entry("abort_js", "abort"),
          Map.entry("emscripten_runtime_keepalive_clear", "clearKeepAlive"),
          Map.entry("emscripten_throw_longjmp", "throwLongJump"),
          Map.entry("setitimer_js", "setTimer"),
          Map.entry("emscripten_resize_heap", "resizeHeap"),
          Map.entry("exit", "exit"),
          Map.entry("proc_exit", "exitProcess"),
          Map.entry("fd_close", "closeFile"),
          Map.entry("fd_read", "readFile"),
          Map.entry("fd_seek", "seekFile"),
          Map.entry("fd_write", "writeFile"),
          Map.entry("malloc", "allocate"),
          Map.entry("free", "release"),
          Map.entry("wasm_parse_query_raw", "parseRaw"),
          Map.entry("wasm_free_parse_result", "freeParseResult"),
          Map.entry("wasm_parse_plpgsql", "parsePlpgsql"),
          Map.entry("wasm_fingerprint", "fingerprint"),
          Map.entry("wasm_normalize_query", "normalize"),
          Map.entry("wasm_free_string", "freeText"),
          Map.entry("setThrew", "setThrew"),
          Map.entry("emscripten_stack_restore", "restoreStack"),
          Map.entry("emscripten_stack_get_current", "currentStack"));

  private static String folder() {
    return "src/test/resources/dev/ballast/sql/grammar/TranslationTest";
  }

  private static Machine checkedMachine() throws IOException, ReflectiveOperationException {
    Map<String, byte[]> classes =
        Translate.checked(
            Files.readAllBytes(SOURCES.resolve("libpg-query.wasm")),
            Translate.names(SOURCES.resolve("libpg-query.names")),
            TranslationTest.class.getPackageName(),
            "Checked");
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    for (byte[] bytes : classes.values()) {
      lookup.defineClass(bytes);
    }
    return (Machine)
        lookup
            .findClass(TranslationTest.class.getPackageName() + ".Checked")
            .getDeclaredConstructor(int[].class, int.class)
            .newInstance(Engine.image(), Engine.START_PAGES);
  }

  /// All of the corpus, and each accepted statement cut off in its middle.
  private static Stream<String> texts() {
    List<String> accepted = Corpus.accepted();
    Stream<String> halves = accepted.stream().map(sql -> sql.substring(0, sql.length() / 2));
    return Stream.of(accepted.stream(), halves, Corpus.rejected().stream(), bodies())
        .flatMap(stream -> stream);
  }

  private static Stream<String> bodies() {
    return Stream.concat(Corpus.plpgsql().stream(), Corpus.plpgsqlRejected().stream());
  }

  private static String answer(ParseOutcome outcome, String sql) {
    return switch (outcome) {
      case Parsed parsed -> parsed.toString();
      case Rejected(SyntaxError error) ->
          error.message() + " at " + characters(sql, error.bytePosition());
    };
  }

  /// As the parser reports it: in characters, from 1.
  private static int characters(String sql, int bytePosition) {
    byte[] utf8 = sql.getBytes(StandardCharsets.UTF_8);
    String before = new String(utf8, 0, Math.max(bytePosition, 0), StandardCharsets.UTF_8);
    return before.codePointCount(0, before.length()) + 1;
  }
}
