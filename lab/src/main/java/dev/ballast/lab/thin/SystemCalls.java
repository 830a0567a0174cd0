package dev.ballast.lab.thin;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandleProxies;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/// The system calls of Linux that Java has no name for: to clone a file, to find the holes in one,
/// to mount and unmount. Thread-safe.
final class SystemCalls {
  /// Of `linux/fs.h`: `_IOW(0x94, 9, int)`, the same on both architectures.
  private static final long FICLONE = 0x40049409L;

  private static final int O_RDONLY_CLOEXEC = 0x80000;
  private static final int O_RDWR_CLOEXEC = 0x80002;
  private static final int SEEK_DATA = 3;
  private static final int SEEK_HOLE = 4;
  private static final long MS_NOSUID_NODEV = 2 | 4;
  private static final int MNT_DETACH = 2;
  private static final int UMOUNT_NOFOLLOW = 8;
  private static final int ENXIO = 6;
  private static final int EBUSY = 16;

  /// No message of the C library is longer.
  private static final long MAX_TEXT_BYTES = 1024;

  /// Where a function takes as many arguments as it is given, from the third on.
  private static final int AFTER_TWO = 2;

  private static final int FIXED = -1;

  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle NUMBER = STATE.varHandle(PathElement.groupElement("errno"));
  private static final Optional<SystemCalls> HERE = load();

  private final ToLongFunction<Object[]> open;
  private final ToLongFunction<Object[]> close;
  private final ToLongFunction<Object[]> ioctl;
  private final ToLongFunction<Object[]> lseek;
  private final ToLongFunction<Object[]> mount;
  private final ToLongFunction<Object[]> umount;
  private final ToLongFunction<Object[]> strerror;

  private SystemCalls() {
    open = bound("open", AFTER_TWO, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    close = bound("close", FIXED, JAVA_INT, JAVA_INT);
    ioctl = bound("ioctl", AFTER_TWO, JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_INT);
    lseek = bound("lseek", FIXED, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT);
    mount = bound("mount", FIXED, JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
    umount = bound("umount2", FIXED, JAVA_INT, ADDRESS, JAVA_INT);
    strerror = bound("strerror", FIXED, JAVA_LONG, JAVA_INT);
  }

  /// Those of this machine; empty where it is no Linux of 64 bits.
  static Optional<SystemCalls> here() {
    return HERE;
  }

  private static Optional<SystemCalls> load() {
    boolean known =
        System.getProperty("os.name").equals("Linux")
            && Set.of("amd64", "aarch64").contains(System.getProperty("os.arch"));
    return known ? Optional.of(new SystemCalls()) : Optional.empty();
  }

  /// A function of the C library. Its first argument takes the number of the error.
  ///
  /// @param variadicFrom the first argument of those that it takes any number of
  @SuppressWarnings("restricted")
  private static ToLongFunction<Object[]> bound(
      String name, int variadicFrom, MemoryLayout result, MemoryLayout... arguments) {
    List<Linker.Option> options = new ArrayList<>();
    options.add(Linker.Option.captureCallState("errno"));
    if (variadicFrom != FIXED) {
      options.add(Linker.Option.firstVariadicArg(variadicFrom));
    }
    Linker linker = Linker.nativeLinker();
    MethodHandle handle =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow(name),
            FunctionDescriptor.of(result, arguments),
            options.toArray(Linker.Option[]::new));
    return function(handle.asSpreader(Object[].class, arguments.length + 1));
  }

  @SuppressWarnings("unchecked")
  private static ToLongFunction<Object[]> function(MethodHandle handle) {
    return MethodHandleProxies.asInterfaceInstance(ToLongFunction.class, handle);
  }

  private static long call(ToLongFunction<Object[]> function, Object... arguments) {
    return function.applyAsLong(arguments);
  }

  /// What the operating system said: nothing, or why not.
  ///
  /// @param number of the error; 0 for none
  record Outcome(int number, String text) {
    boolean succeeded() {
      return number == 0;
    }

    boolean isBusy() {
      return number == EBUSY;
    }
  }

  /// A stretch of a file that was written; what is between two reads as zeros.
  record Stretch(long from, long to) {}

  /// Makes a file, which is there and empty, share the blocks of another.
  Outcome cloneFile(Path from, Path to) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(STATE);
      int in = open(arena, errno, from, O_RDONLY_CLOEXEC);
      if (in < 0) {
        return failed(errno);
      }
      try {
        int out = open(arena, errno, to, O_RDWR_CLOEXEC);
        if (out < 0) {
          return failed(errno);
        }
        try {
          return outcome(call(ioctl, errno, out, FICLONE, in), errno);
        } finally {
          call(close, errno, out);
        }
      } finally {
        call(close, errno, in);
      }
    }
  }

  /// What of a file was written, in order. The whole of it where its file system does not say.
  List<Stretch> written(Path file, long size) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(STATE);
      int in = open(arena, errno, file, O_RDONLY_CLOEXEC);
      if (in < 0) {
        return List.of(new Stretch(0, size));
      }
      try {
        return written(in, size, errno);
      } finally {
        call(close, errno, in);
      }
    }
  }

  private List<Stretch> written(int in, long size, MemorySegment errno) {
    List<Stretch> found = new ArrayList<>();
    for (long at = 0; at < size; ) {
      long data = call(lseek, errno, in, at, SEEK_DATA);
      if (data < 0) {
        // Either nothing but a hole from here on, or the file system knows nothing of holes.
        return number(errno) == ENXIO ? List.copyOf(found) : List.of(new Stretch(0, size));
      }
      long hole = call(lseek, errno, in, data, SEEK_HOLE);
      long end = hole < 0 ? size : Math.min(hole, size);
      if (data < end) {
        found.add(new Stretch(data, end));
      }
      at = Math.max(end, data + 1);
    }
    return List.copyOf(found);
  }

  /// Mounts an overlay.
  ///
  /// @param options as `mount(8)` takes them
  Outcome mountOverlay(Path point, String options) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(STATE);
      MemorySegment type = arena.allocateFrom("overlay");
      MemorySegment target = arena.allocateFrom(point.toString());
      MemorySegment data = arena.allocateFrom(options);
      return outcome(call(mount, errno, type, target, type, MS_NOSUID_NODEV, data), errno);
    }
  }

  /// Unmounts what is mounted on a folder, and follows no link to it.
  ///
  /// @param detach also where something still uses it: it is out of reach at once, and gone when
  ///     nothing does any more
  Outcome unmount(Path point, boolean detach) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment errno = arena.allocate(STATE);
      int flags = UMOUNT_NOFOLLOW | (detach ? MNT_DETACH : 0);
      return outcome(call(umount, errno, arena.allocateFrom(point.toString()), flags), errno);
    }
  }

  private int open(Arena arena, MemorySegment errno, Path path, int flags) {
    return (int) call(open, errno, arena.allocateFrom(path.toString()), flags, 0);
  }

  private Outcome outcome(long result, MemorySegment errno) {
    return result < 0 ? failed(errno) : new Outcome(0, "");
  }

  @SuppressWarnings("restricted")
  private Outcome failed(MemorySegment errno) {
    int number = number(errno);
    MemorySegment text =
        MemorySegment.ofAddress(call(strerror, errno, number)).reinterpret(MAX_TEXT_BYTES);
    return new Outcome(number, text.getString(0));
  }

  private static int number(MemorySegment errno) {
    return (int) NUMBER.get(errno, 0L);
  }
}
