package dev.ballast.sql.grammar;

/// What the translated parser asks of the world around it: a way out of nested calls, more memory,
/// and little else. The names are bound to the module's in `libpg-query.names`.
///
/// C's `longjmp`, PostgreSQL's way out of an error, is an exception here. A function that is called
/// where one may end is called through `invoke...`: it puts the parser's stack back and tells it
/// that the call was cut short.
@SuppressWarnings("DoNotCallSuggester") // who calls is no source that could be warned
final class Imports {
  /// It grows by at least a quarter, so that growing costs no more than filling.
  private static final int GROWTH = 4;

  private Imports() {}

  static int invokeInt(int index, Machine machine) {
    int stack = machine.currentStack();
    try {
      return machine.callInt(index);
    } catch (LongJump jump) {
      return landed(stack, machine);
    }
  }

  static int invokeInt(int index, int a, Machine machine) {
    int stack = machine.currentStack();
    try {
      return machine.callInt(a, index);
    } catch (LongJump jump) {
      return landed(stack, machine);
    }
  }

  static int invokeInt(int index, int a, int b, Machine machine) {
    int stack = machine.currentStack();
    try {
      return machine.callInt(a, b, index);
    } catch (LongJump jump) {
      return landed(stack, machine);
    }
  }

  static int invokeInt(int index, int a, int b, int c, Machine machine) {
    int stack = machine.currentStack();
    try {
      return machine.callInt(a, b, c, index);
    } catch (LongJump jump) {
      return landed(stack, machine);
    }
  }

  static int invokeInt(int index, int a, int b, int c, int d, Machine machine) {
    int stack = machine.currentStack();
    try {
      return machine.callInt(a, b, c, d, index);
    } catch (LongJump jump) {
      return landed(stack, machine);
    }
  }

  static long invokeLong(int index, int a, Machine machine) {
    int stack = machine.currentStack();
    try {
      return machine.callLong(a, index);
    } catch (LongJump jump) {
      return landed(stack, machine);
    }
  }

  static void invokeVoid(int index, Machine machine) {
    int stack = machine.currentStack();
    try {
      machine.callVoid(index);
    } catch (LongJump jump) {
      landed(stack, machine);
    }
  }

  static void invokeVoid(int index, int a, Machine machine) {
    int stack = machine.currentStack();
    try {
      machine.callVoid(a, index);
    } catch (LongJump jump) {
      landed(stack, machine);
    }
  }

  static void invokeVoid(int index, int a, int b, Machine machine) {
    int stack = machine.currentStack();
    try {
      machine.callVoid(a, b, index);
    } catch (LongJump jump) {
      landed(stack, machine);
    }
  }

  static void invokeVoid(int index, int a, int b, int c, Machine machine) {
    int stack = machine.currentStack();
    try {
      machine.callVoid(a, b, c, index);
    } catch (LongJump jump) {
      landed(stack, machine);
    }
  }

  static void invokeVoid(int index, int a, int b, int c, int d, Machine machine) {
    int stack = machine.currentStack();
    try {
      machine.callVoid(a, b, c, d, index);
    } catch (LongJump jump) {
      landed(stack, machine);
    }
  }

  static void invokeVoid(int index, int a, int b, int c, int d, int e, Machine machine) {
    int stack = machine.currentStack();
    try {
      machine.callVoid(a, b, c, d, e, index);
    } catch (LongJump jump) {
      landed(stack, machine);
    }
  }

  static void invokeVoid(
      int index,
      int a,
      int b,
      int c,
      int d,
      int e,
      int f,
      int g,
      int h,
      int i,
      int j,
      int k,
      int l,
      int m,
      Machine machine) {
    int stack = machine.currentStack();
    try {
      machine.callVoid(a, b, c, d, e, f, g, h, i, j, k, l, m, index);
    } catch (LongJump jump) {
      landed(stack, machine);
    }
  }

  /// Answers 0, which the parser does not look at where a call was cut short.
  private static int landed(int stack, Machine machine) {
    machine.restoreStack(stack);
    machine.setThrew(1, 0);
    return 0;
  }

  static void throwLongJump(Machine machine) {
    throw new LongJump();
  }

  /// Answers 1 where the memory has now at least so many bytes, 0 where it has not.
  static int resizeHeap(int bytes, Machine machine) {
    long asked = (Integer.toUnsignedLong(bytes) + Machine.PAGE_BYTES - 1) / Machine.PAGE_BYTES;
    int pages = Machine.pages(machine);
    int generous = pages + pages / GROWTH;
    if ((asked <= generous && machine.growTo(generous)) || machine.growTo((int) asked)) {
      return 1;
    }
    machine.starve();
    return 0;
  }

  /// What the parser writes to a stream of C is left out: its errors come as results.
  static int writeFile(int file, int vectors, int count, int written, Machine machine) {
    int bytes = 0;
    for (int i = 0; i < count; i++) {
      bytes += Machine.load32(vectors + i * 8 + 4, machine);
    }
    Machine.store32(written, bytes, machine);
    return 0;
  }

  static int readFile(int file, int vectors, int count, int read, Machine machine) {
    throw unexpected("read a file");
  }

  static int seekFile(int file, long offset, int whence, int position, Machine machine) {
    throw unexpected("seek in a file");
  }

  static int closeFile(int file, Machine machine) {
    throw unexpected("close a file");
  }

  static int setTimer(int which, double milliseconds, Machine machine) {
    throw unexpected("set a timer");
  }

  static void clearKeepAlive(Machine machine) {
    throw unexpected("prepare its end");
  }

  static void exit(int status, Machine machine) {
    throw unexpected("exit with status " + status);
  }

  static void exitProcess(int status, Machine machine) {
    throw unexpected("end the process with status " + status);
  }

  static void abort(Machine machine) {
    throw unexpected("abort");
  }

  static void assertionFailed(int condition, int file, int line, int function, Machine machine) {
    throw unexpected("fail an assertion, line " + line);
  }

  private static IllegalStateException unexpected(String deed) {
    return new IllegalStateException("the parser wants to " + deed);
  }

  /// A `longjmp` under way. It passes through the parser's frames only, and nobody asks which.
  static final class LongJump extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LongJump() {
      super("longjmp", null, false, false);
    }
  }
}
