package dev.ballast.wasm;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One step of a block as the JVM takes it. WebAssembly computes an address and then says what to
/// do there; the JVM wants the array before the index. So a load or store of 32 bits, by far the
/// most frequent, becomes several steps, some of them before its address is computed.
sealed interface Step {

  /// An instruction as it is.
  record Plain(Instruction instruction) implements Step {}

  /// The array that is the memory, onto the stack.
  record Memory() implements Step {}

  /// The address on top becomes one that lies so many bytes further.
  record Offset(int bytes) implements Step {}

  /// The address on top becomes an index of the memory's array.
  record Index() implements Step {}

  /// The element of the memory's array that array and index on top identify.
  record Fetch() implements Step {}

  /// The value on top becomes the element of the memory's array that is given below it.
  record Put() implements Step {}

  /// The steps of a block.
  static List<Step> of(Block block, WasmModule module) {
    return new Lowering(block.code(), module).steps();
  }

  /// Finds where the operands of memory accesses begin, and puts the steps there. Not safe for use
  /// by several threads.
  final class Lowering {
    private final List<Instruction> code;
    private final WasmModule module;
    private final Map<Integer, Deque<Step>> before = new HashMap<>();
    private final Map<Integer, Step> instead = new HashMap<>();

    /// Where the computation of each value on the stack begins.
    private final List<Integer> starts = new ArrayList<>();

    /// The last instruction that may let the memory grow, which gives it another array.
    private int lastCall = -1;

    private Lowering(List<Instruction> code, WasmModule module) {
      this.code = code;
      this.module = module;
    }

    private List<Step> steps() {
      for (int i = 0; i < code.size(); i++) {
        take(i, code.get(i));
      }
      List<Step> steps = new ArrayList<>();
      for (int i = 0; i < code.size(); i++) {
        steps.addAll(before.getOrDefault(i, new ArrayDeque<>()));
        steps.add(instead.getOrDefault(i, new Plain(code.get(i))));
      }
      return steps;
    }

    private void take(int at, Instruction instruction) {
      WasmOp op = instruction.op();
      if (op.isLoad()) {
        load(at, instruction);
      } else if (op.isStore()) {
        store(at, instruction);
      } else {
        int taken = taken(instruction);
        int start = taken == 0 ? at : starts.get(starts.size() - taken);
        for (int i = 0; i < taken; i++) {
          starts.removeLast();
        }
        if (leaves(instruction)) {
          starts.add(start);
        }
        if (op == WasmOp.CALL || op == WasmOp.CALL_INDIRECT || op == WasmOp.MEMORY_GROW) {
          lastCall = at;
        }
      }
    }

    private void load(int at, Instruction load) {
      int start = starts.removeLast();
      boolean direct = load.op() == WasmOp.I32_LOAD && isAligned(load) && lastCall < start;
      address(start, at, load, direct);
      if (direct) {
        first(start, new Memory());
        instead.put(at, new Fetch());
      }
      starts.add(start);
    }

    private void store(int at, Instruction store) {
      int value = starts.removeLast();
      int start = starts.removeLast();
      boolean direct = store.op() == WasmOp.I32_STORE && isAligned(store) && lastCall < start;
      address(start, value, store, direct);
      if (direct) {
        first(start, new Memory());
        instead.put(at, new Put());
      }
    }

    /// Adds the access's offset to the address that is computed from `start` up to before `end`,
    /// now if it is a constant, and makes an index of it where it is used as one.
    private void address(int start, int end, Instruction access, boolean direct) {
      @Nullable Instruction only = start == end - 1 ? code.get(start) : null;
      if (only != null && only.op() == WasmOp.I32_CONST) {
        int address = only.index() + access.index();
        instead.put(
            start, new Plain(Instruction.of(WasmOp.I32_CONST, direct ? address >>> 2 : address)));
        return;
      }
      if (direct) {
        first(end, new Index());
      }
      if (access.index() != 0) {
        first(end, new Offset(access.index()));
      }
    }

    private void first(int at, Step step) {
      before.computeIfAbsent(at, key -> new ArrayDeque<>()).addFirst(step);
    }

    private static boolean isAligned(Instruction access) {
      return access.align() >= 2;
    }

    private int taken(Instruction instruction) {
      return switch (instruction.op()) {
        case LOCAL_GET, GLOBAL_GET -> 0;
        case LOCAL_SET, LOCAL_TEE, GLOBAL_SET, DROP -> 1;
        case SELECT -> 3;
        case CALL -> module.typeOf(instruction.index()).parameters().size();
        case CALL_INDIRECT -> module.types().get(instruction.index()).parameters().size() + 1;
        default -> instruction.op().operands().size();
      };
    }

    private boolean leaves(Instruction instruction) {
      return switch (instruction.op()) {
        case LOCAL_GET, LOCAL_TEE, GLOBAL_GET, SELECT -> true;
        case LOCAL_SET, GLOBAL_SET, DROP -> false;
        case CALL -> module.typeOf(instruction.index()).result().isPresent();
        case CALL_INDIRECT -> module.types().get(instruction.index()).result().isPresent();
        default -> instruction.op().result().isPresent();
      };
    }
  }
}
