package dev.ballast.sql.grammar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.function.IntUnaryOperator;

/// One instance of the parser with its own memory. Not safe for use by several threads.
final class Engine {
  /// What the memory holds at the start, written by the build.
  private static final String IMAGE = "LibpgQuery.image";

  /// The stack of C that the file was linked for (`STACK_SIZE`): 32 MiB, which would cost more to
  /// clear than most texts cost to parse.
  private static final int LINKED_STACK_BYTES = 32 << 20;

  /// The stack's size here; a server gives half of it unless configured otherwise
  /// (`max_stack_depth`).
  private static final int STACK_BYTES = 4 << 20;

  /// The stack's far end: that it stays zero shows that the stack was not used up. Longer than any
  /// function's frame, so that none can reach across.
  private static final int[] STACK_GUARD = new int[4096];

  /// The memory at the start: constants and stack take 79, the rest is for the first texts.
  static final int START_PAGES = 112;

  /// An engine whose memory has grown beyond this is not kept: 64 MiB.
  private static final int KEPT_PAGES = 1024;

  /// The memory of an engine in production never grows beyond this: 512 MiB.
  static final int GREATEST_PAGES = 8192;

  /// Offsets in `PgQueryParseResult` and `PgQueryError` (pg_query.h), of 32-bit pointers.
  private static final int RESULT_TREE = 0;

  private static final int RESULT_ERROR = 8;
  private static final int ERROR_MESSAGE = 0;
  private static final int ERROR_CURSOR = 16;

  private final Machine machine;

  /// The least address of the stack, which grows down to it; constants are below.
  private final int stackEnd;

  /// @param image of the memory, from [#image()]
  Engine(int[] image, int greatestPages) {
    this(new LibpgQuery(image, START_PAGES), greatestPages);
  }

  Engine(Machine machine, int greatestPages) {
    this.machine = machine;
    machine.limit(greatestPages);
    int linked = machine.currentStack();
    stackEnd = linked - LINKED_STACK_BYTES;
    int stack = stackEnd + STACK_BYTES;
    if (stackEnd <= 0 || stack > START_PAGES * Machine.PAGE_BYTES) {
      throw new IllegalStateException("the parser's file was linked for a stack of another size");
    }
    int heapEnd = heapEnd(machine, linked, stackEnd);
    machine.construct();
    Machine.store32(heapEnd, stack, machine);
    machine.restoreStack(stack);
  }

  /// Where `sbrk` keeps the end of the heap: before anything has run, the one variable that holds
  /// the address at which the stack begins, since the heap is empty and begins there too.
  ///
  /// @param linked the stack's beginning as it was linked
  /// @param below the end of the variables
  private static int heapEnd(Machine machine, int linked, int below) {
    for (int address = below - Integer.BYTES; address > 0; address -= Integer.BYTES) {
      if (Machine.load32(address, machine) == linked) {
        return address;
      }
    }
    throw new IllegalStateException("no variable of the parser's file holds the end of its heap");
  }

  static int[] image() {
    try (InputStream in = Engine.class.getResourceAsStream(IMAGE)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + IMAGE);
      }
      ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
      int[] words = new int[bytes.remaining() / Integer.BYTES];
      bytes.asIntBuffer().get(words);
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isWorthKeeping() {
    return Machine.pages(machine) <= KEPT_PAGES;
  }

  /// Whether the last text asked for more memory than there may be: its answer may be cut short.
  boolean isStarved() {
    return machine.isStarved();
  }

  /// Whether the last text took more of the stack than there is. What lay below it may be
  /// overwritten then: neither answer nor engine is any good.
  boolean isOverrun() {
    return machine.differs(stackEnd, STACK_GUARD);
  }

  /// Parses statements.
  ParseOutcome parse(String sql) {
    int text = copyIn(sql);
    int result = machine.parseRaw(text);
    int error = Machine.load32(result + RESULT_ERROR, machine);
    ParseOutcome outcome =
        error == 0
            ? new Parsed(machine.text(Machine.load32(result + RESULT_TREE, machine)))
            : rejected(sql, error);
    machine.freeParseResult(result);
    machine.release(text);
    return outcome;
  }

  private Rejected rejected(String sql, int error) {
    String message = utf8(machine.text(Machine.load32(error + ERROR_MESSAGE, machine)));
    int cursor = Machine.load32(error + ERROR_CURSOR, machine);
    return new Rejected(
        new SyntaxError(
            SyntaxError.Kind.SYNTAX, message, TextPosition.ofCharacter(sql, cursor - 1)));
  }

  /// Parses the bodies of functions.
  ParseOutcome parsePlpgsql(String sql) {
    byte[] answer = textual(machine::parsePlpgsql, sql);
    if (answer.length > 0 && answer[0] == '{') {
      return new Parsed(answer);
    }
    return new Rejected(
        new SyntaxError(SyntaxError.Kind.SYNTAX, utf8(answer), SyntaxError.UNKNOWN));
  }

  /// The fingerprint of a text that parses.
  Fingerprint fingerprint(String sql) {
    return new Fingerprint(utf8(textual(machine::fingerprint, sql)));
  }

  /// The normalised form of a text that parses.
  NormalizedText normalize(String sql) {
    return new NormalizedText(utf8(textual(machine::normalize, sql)));
  }

  private byte[] textual(IntUnaryOperator function, String sql) {
    int text = copyIn(sql);
    int result = function.applyAsInt(text);
    byte[] answer = machine.text(result);
    machine.freeText(result);
    machine.release(text);
    return answer;
  }

  private int copyIn(String sql) {
    byte[] utf8 = sql.getBytes(StandardCharsets.UTF_8);
    int address = machine.allocate(utf8.length + Integer.BYTES);
    if (address == 0) {
      throw new IllegalStateException("the parser has no memory for the text");
    }
    machine.write(address, utf8);
    return address;
  }

  private static String utf8(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
