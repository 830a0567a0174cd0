package dev.ballast.wasm;

import java.lang.classfile.CodeBuilder;
import java.util.ArrayList;
import java.util.List;

/// Where a method keeps its variables and the instance it works on. Immutable.
final class Locals {
  private final List<ValueKind> kinds;
  private final List<Integer> slots;
  private final int machine;
  private final int free;

  private Locals(List<ValueKind> kinds, List<Integer> slots, int machine, int free) {
    this.kinds = kinds;
    this.slots = slots;
    this.machine = machine;
    this.free = free;
  }

  /// Of a method with the function's own parameters, the instance after them.
  static Locals ofFunction(FlowGraph graph) {
    List<Integer> slots = new ArrayList<>();
    int next = 0;
    int machine = -1;
    for (int i = 0; i < graph.variables().size(); i++) {
      if (i == graph.type().parameters().size()) {
        machine = next++;
      }
      slots.add(next);
      next += graph.variables().get(i).typeKind().slotSize();
    }
    if (machine < 0) {
      machine = next++;
    }
    return new Locals(graph.variables(), slots, machine, next);
  }

  /// Of a method that is a part: `taken` slots and the instance first.
  static Locals ofPart(FlowGraph graph, int taken) {
    List<Integer> slots = new ArrayList<>();
    int next = taken + 1;
    for (ValueKind kind : graph.variables()) {
      slots.add(next);
      next += kind.typeKind().slotSize();
    }
    return new Locals(graph.variables(), slots, taken, next);
  }

  int machine() {
    return machine;
  }

  /// The first slot nobody uses.
  int free() {
    return free;
  }

  ValueKind kind(int variable) {
    return kinds.get(variable);
  }

  void load(CodeBuilder code, int variable) {
    code.loadLocal(kinds.get(variable).typeKind(), slots.get(variable));
  }

  void store(CodeBuilder code, int variable) {
    code.storeLocal(kinds.get(variable).typeKind(), slots.get(variable));
  }
}
