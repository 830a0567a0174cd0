package dev.ballast.sql.grammar;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// What the translated parser runs on: its memory, and the operations that are no instruction of
/// the JVM. Not safe for use by several threads.
///
/// The memory is an array of 32-bit words and not of bytes, since nearly all the parser reads and
/// writes are aligned words: those are one instruction of the JVM each, fast already before
/// anything is compiled. The methods here serve the rest. Addresses beyond the end, and with them
/// every access the parser should not make, end in an `ArrayIndexOutOfBoundsException`.
///
/// Most callers are written by the build from WebAssembly (module `wasm`); their names for these
/// methods are fixed there.
abstract class Machine {
  /// A page of WebAssembly, in bytes.
  static final int PAGE_BYTES = 65_536;

  private static final int PAGE_WORDS = PAGE_BYTES / Integer.BYTES;

  /// From so many bytes on words are filled at once.
  private static final int SHORT_FILL = 32;

  int[] memory;

  private int greatestPages;
  private boolean starved;

  /// A memory of `pages`, zero but for the image.
  Machine(int[] image, int imageAddress, int pages, int greatestPages) {
    this.memory = new int[pages * PAGE_WORDS];
    this.greatestPages = greatestPages;
    System.arraycopy(image, 0, memory, imageAddress >>> 2, image.length);
  }

  abstract void construct();

  /// Answers the address of so many bytes, 0 where the memory does not suffice.
  abstract int allocate(int bytes);

  abstract void release(int address);

  /// Takes and answers addresses: of a text that ends with a zero byte, of a `PgQueryParseResult`.
  abstract int parseRaw(int text);

  abstract void freeParseResult(int result);

  abstract int parsePlpgsql(int text);

  abstract int fingerprint(int text);

  abstract int normalize(int text);

  abstract void freeText(int text);

  abstract void setThrew(int threw, int value);

  abstract void restoreStack(int address);

  abstract int currentStack();

  abstract int callInt(int index);

  abstract int callInt(int a, int index);

  abstract int callInt(int a, int b, int index);

  abstract int callInt(int a, int b, int c, int index);

  abstract int callInt(int a, int b, int c, int d, int index);

  abstract long callLong(int a, int index);

  abstract void callVoid(int index);

  abstract void callVoid(int a, int index);

  abstract void callVoid(int a, int b, int index);

  abstract void callVoid(int a, int b, int c, int index);

  abstract void callVoid(int a, int b, int c, int d, int index);

  abstract void callVoid(int a, int b, int c, int d, int e, int index);

  @SuppressWarnings("TooManyParameters") // as many as the parser's own function has
  abstract void callVoid(
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
      int index);

  static IllegalStateException trap() {
    return new IllegalStateException("the parser reached what it holds for unreachable");
  }

  static int alignedIndex(int address) {
    if ((address & 3) != 0) {
      throw new IllegalStateException("an access to " + address + ", which is not aligned");
    }
    return address >>> 2;
  }

  static int load8Unsigned(int address, Machine machine) {
    return machine.memory[address >>> 2] >>> (address << 3) & 0xff;
  }

  static int load8(int address, Machine machine) {
    return (byte) (machine.memory[address >>> 2] >>> (address << 3));
  }

  static int load16(int address, Machine machine) {
    return (short) (machine.memory[address >>> 2] >>> (address << 3));
  }

  static int load16Unaligned(int address, Machine machine) {
    return load8(address + 1, machine) << 8 | load8Unsigned(address, machine);
  }

  static int load32(int address, Machine machine) {
    return machine.memory[address >>> 2];
  }

  static int load32Unaligned(int address, Machine machine) {
    int shift = (address & 3) << 3;
    int low = machine.memory[address >>> 2];
    return shift == 0
        ? low
        : low >>> shift | machine.memory[(address >>> 2) + 1] << (Integer.SIZE - shift);
  }

  static long load64(int address, Machine machine) {
    int index = address >>> 2;
    return (long) machine.memory[index + 1] << Integer.SIZE
        | Integer.toUnsignedLong(machine.memory[index]);
  }

  static long load64Unaligned(int address, Machine machine) {
    return (long) load32Unaligned(address + 4, machine) << Integer.SIZE
        | Integer.toUnsignedLong(load32Unaligned(address, machine));
  }

  static void store8(int address, int value, Machine machine) {
    int shift = address << 3;
    int index = address >>> 2;
    machine.memory[index] = (machine.memory[index] & ~(0xff << shift)) | ((value & 0xff) << shift);
  }

  static void store16(int address, int value, Machine machine) {
    int shift = address << 3;
    int index = address >>> 2;
    machine.memory[index] =
        (machine.memory[index] & ~(0xffff << shift)) | ((value & 0xffff) << shift);
  }

  static void store16Unaligned(int address, int value, Machine machine) {
    store8(address, value, machine);
    store8(address + 1, value >>> 8, machine);
  }

  static void store32(int address, int value, Machine machine) {
    machine.memory[address >>> 2] = value;
  }

  static void store32Unaligned(int address, int value, Machine machine) {
    if ((address & 3) == 0) {
      machine.memory[address >>> 2] = value;
    } else {
      store16Unaligned(address, value, machine);
      store16Unaligned(address + 2, value >>> 16, machine);
    }
  }

  static void store64(int address, long value, Machine machine) {
    int index = address >>> 2;
    machine.memory[index] = (int) value;
    machine.memory[index + 1] = (int) (value >>> Integer.SIZE);
  }

  static void store64Unaligned(int address, long value, Machine machine) {
    store32Unaligned(address, (int) value, machine);
    store32Unaligned(address + 4, (int) (value >>> Integer.SIZE), machine);
  }

  /// Copies `count` bytes as if by way of a third place, as `memory.copy` does.
  static void copy(int to, int from, int count, Machine machine) {
    int[] memory = machine.memory;
    if (((to | from | count) & 3) == 0) {
      System.arraycopy(memory, from >>> 2, memory, to >>> 2, count >>> 2);
    } else if (Integer.compareUnsigned(to - from, count) >= 0) {
      copyUpwards(to, from, count, memory);
    } else {
      for (int i = count - 1; i >= 0; i--) {
        store8(to + i, load8Unsigned(from + i, machine), machine);
      }
    }
  }

  /// Copies by words of the target. The parser writes its answer by millions of short copies, many
  /// of them before the JVM has compiled this.
  private static void copyUpwards(int to, int from, int count, int[] memory) {
    int target = to >>> 2;
    int source = from;
    int left = count;
    int before = (to & 3) << 3;
    if (before != 0) {
      int bits = Math.min(Integer.SIZE - before, left << 3);
      int mask = -1 >>> (Integer.SIZE - bits) << before;
      memory[target] = (memory[target] & ~mask) | ((bits(source, bits, memory) << before) & mask);
      target++;
      source += bits >> 3;
      left -= bits >> 3;
    }
    int shift = (source & 3) << 3;
    int index = source >>> 2;
    if (shift == 0) {
      for (; left >= Integer.BYTES; left -= Integer.BYTES) {
        memory[target++] = memory[index++];
      }
    } else {
      for (; left >= Integer.BYTES; left -= Integer.BYTES) {
        memory[target++] = memory[index] >>> shift | memory[++index] << -shift;
      }
    }
    if (left > 0) {
      int bits = left << 3;
      int mask = -1 >>> (Integer.SIZE - bits);
      int rest = bits(index << 2 | shift >> 3, bits, memory);
      memory[target] = (memory[target] & ~mask) | (rest & mask);
    }
  }

  /// The 8 to 32 lowest bits from an address on; what is above them is undefined.
  private static int bits(int address, int count, int[] memory) {
    int shift = (address & 3) << 3;
    int low = memory[address >>> 2] >>> shift;
    return count <= Integer.SIZE - shift ? low : low | memory[(address >>> 2) + 1] << -shift;
  }

  static void fill(int to, int value, int count, Machine machine) {
    int done = 0;
    if (count >= SHORT_FILL) {
      for (; (to + done & 3) != 0; done++) {
        store8(to + done, value, machine);
      }
      int words = (count - done) >>> 2;
      int index = (to + done) >>> 2;
      Arrays.fill(machine.memory, index, index + words, (value & 0xff) * 0x01010101);
      done += words << 2;
    }
    for (; done < count; done++) {
      store8(to + done, value, machine);
    }
  }

  static int pages(Machine machine) {
    return machine.memory.length / PAGE_WORDS;
  }

  /// Answers the pages there were, or -1 where there may not be so many more.
  static int grow(int pages, Machine machine) {
    int before = pages(machine);
    return pages < 0 || !machine.growTo(before + pages) ? -1 : before;
  }

  /// From now on the memory grows to at most so many pages.
  void limit(int most) {
    greatestPages = Math.min(greatestPages, most);
  }

  /// Lets the memory grow to at least so many pages, if it may and the JVM has them.
  boolean growTo(int pages) {
    if (Integer.compareUnsigned(pages, greatestPages) > 0) {
      return false;
    }
    try {
      memory = Arrays.copyOf(memory, Math.max(pages, pages(this)) * PAGE_WORDS);
      return true;
    } catch (OutOfMemoryError e) {
      return false; // a smaller step may succeed, and at last the text is refused
    }
  }

  /// From now on this is an instance that did not get the memory it asked for.
  void starve() {
    starved = true;
  }

  boolean isStarved() {
    return starved;
  }

  static int divide(int a, int b) {
    if (a == Integer.MIN_VALUE && b == -1) {
      throw trap();
    }
    return a / b;
  }

  static long divide(long a, long b) {
    if (a == Long.MIN_VALUE && b == -1) {
      throw trap();
    }
    return a / b;
  }

  static double unsignedToDouble(long value) {
    if (value >= 0) {
      return value;
    }
    return (double) ((value >>> 1) | (value & 1)) * 2;
  }

  static int toUnsignedInt(double value) {
    long whole = (long) value;
    return whole < 0 ? 0 : (int) Math.min(whole, 0xffffffffL);
  }

  static long toUnsignedLong(double value) {
    double half = 0x1p63;
    if (value >= half) {
      double rest = value - half;
      return rest >= half ? -1 : (long) rest | Long.MIN_VALUE;
    }
    return Math.max((long) value, 0); // what is not a number becomes 0
  }

  /// Writes bytes to an address that is a multiple of four, with a zero byte after them.
  void write(int address, byte[] bytes) {
    int words = bytes.length / Integer.BYTES + 1;
    ByteBuffer padded =
        ByteBuffer.allocate(words * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).put(0, bytes);
    padded.asIntBuffer().get(memory, address >>> 2, words);
  }

  /// Whether the words from an address on, which is a multiple of four, are others than these.
  boolean differs(int address, int[] words) {
    int from = address >>> 2;
    return !Arrays.equals(memory, from, from + words.length, words, 0, words.length);
  }

  /// The bytes from the address on, up to before the first that is zero.
  byte[] text(int address) {
    int end = address;
    while ((end & 3) != 0 && load8Unsigned(end, this) != 0) {
      end++;
    }
    if ((end & 3) == 0) {
      int index = end >>> 2;
      while (((memory[index] - 0x01010101) & ~memory[index] & 0x80808080) == 0) {
        index++;
      }
      end = index << 2;
      while (load8Unsigned(end, this) != 0) {
        end++;
      }
    }
    int first = address >>> 2;
    int words = ((end + 3) >>> 2) - first;
    ByteBuffer copy = ByteBuffer.allocate(words * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    copy.asIntBuffer().put(memory, first, words);
    int skip = address & 3;
    return Arrays.copyOfRange(copy.array(), skip, skip + end - address);
  }
}
