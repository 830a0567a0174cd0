package dev.ballast.wasm;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Writes the methods that stand for one function.
///
/// A short function is one method. A long one is a method for each part, and one under the
/// function's name that calls them: each part returns the number of the block to continue with, or
/// [#DONE]. Between parts the variables are in a frame, an array of longs; the function's result
/// is left in its first element.
final class FunctionWriter {
  private static final int DONE = -1;
  private static final int STATIC = ClassFile.ACC_STATIC;
  private static final ClassDesc FRAME = ConstantDescs.CD_long.arrayType();

  /// A block's number is that of its part, and below it that of the entry.
  private static final int PART_SHIFT = 16;

  private static final int ENTRY_MASK = (1 << PART_SHIFT) - 1;

  private static final int ENTRY_SLOT = 0;
  private static final int FRAME_SLOT = 1;
  private static final int SLOTS_OF_PART = 2;

  private final Context context;
  private final int function;
  private final FlowGraph graph;
  private final Liveness liveness;

  FunctionWriter(Context context, int function, FlowGraph graph) {
    this.context = context;
    this.function = function;
    this.graph = graph;
    this.liveness = Liveness.of(graph.blocks());
  }

  void write(ClassBuilder in) {
    if (graph.size() <= Part.GREATEST_SIZE) {
      method(in, this::whole);
      return;
    }
    List<Part> parts = Part.cut(graph, liveness);
    Map<Block, Integer> numbers = new HashMap<>();
    for (int part = 0; part < parts.size(); part++) {
      List<Block> entries = parts.get(part).entries();
      for (int entry = 0; entry < entries.size(); entry++) {
        numbers.put(entries.get(entry), part << PART_SHIFT | entry);
      }
    }
    method(in, code -> caller(code, parts.size()));
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      in.withMethodBody(
          Names.part(function, i), partType(), STATIC, code -> part(code, part, numbers));
    }
  }

  private void method(ClassBuilder in, java.util.function.Consumer<CodeBuilder> body) {
    in.withMethodBody(
        Names.function(function), graph.type().method(context.names().instance()), STATIC, body);
  }

  private MethodTypeDesc partType() {
    return MethodTypeDesc.of(
        ConstantDescs.CD_int, ConstantDescs.CD_int, FRAME, context.names().instance());
  }

  private void whole(CodeBuilder code) {
    Locals locals = Locals.ofFunction(graph);
    int parameters = graph.type().parameters().size();
    liveness.at(graph.blocks().getFirst()).stream()
        .filter(variable -> variable >= parameters)
        .forEach(
            variable -> {
              zero(code, locals.kind(variable));
              locals.store(code, variable);
            });
    new BlockWriter(context, code, locals).write(graph.blocks(), () -> code.return_(returned()));
  }

  private TypeKind returned() {
    return graph.type().result().map(ValueKind::typeKind).orElse(TypeKind.VOID);
  }

  private static void zero(CodeBuilder code, ValueKind kind) {
    switch (kind) {
      case I32 -> code.iconst_0();
      case I64 -> code.lconst_0();
      case F32 -> code.fconst_0();
      case F64 -> code.dconst_0();
    }
  }

  /// The method under the function's name: calls one part after the other.
  private void caller(CodeBuilder code, int parts) {
    Locals locals = Locals.ofFunction(graph);
    int frame = locals.free();
    int next = frame + 1;
    code.loadConstant(graph.variables().size() + 1).newarray(TypeKind.LONG).astore(frame);
    for (int i = 0; i < graph.type().parameters().size(); i++) {
      toFrame(code, frame, i + 1, locals.kind(i), locals, i);
    }
    code.iconst_0().istore(next);
    Label again = code.newBoundLabel();
    List<SwitchCase> cases = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      cases.add(SwitchCase.of(part, code.newLabel()));
    }
    Label done = code.newLabel();
    code.iload(next).bipush(PART_SHIFT).ishr().tableswitch(0, parts - 1, done, cases);
    for (int part = 0; part < parts; part++) {
      code.labelBinding(cases.get(part).target());
      code.iload(next).loadConstant(ENTRY_MASK).iand().aload(frame).aload(locals.machine());
      code.invokestatic(context.homes().apply(function), Names.part(function, part), partType());
      code.istore(next).goto_(again);
    }
    code.labelBinding(done);
    graph.type().result().ifPresent(kind -> fromFrame(code, frame, 0, kind));
    code.return_(returned());
  }

  private void part(CodeBuilder code, Part part, Map<Block, Integer> numbers) {
    Locals locals = Locals.ofPart(graph, SLOTS_OF_PART);
    part.loaded().stream()
        .forEach(
            variable -> {
              fromFrame(code, FRAME_SLOT, variable + 1, locals.kind(variable));
              locals.store(code, variable);
            });
    BlockWriter blocks = new BlockWriter(context, code, locals);
    List<SwitchCase> cases = new ArrayList<>();
    for (int i = 0; i < part.entries().size(); i++) {
      cases.add(SwitchCase.of(i, blocks.label(part.entries().get(i))));
    }
    Label unknown = code.newLabel();
    code.iload(ENTRY_SLOT).tableswitch(0, cases.size() - 1, unknown, cases);
    code.labelBinding(unknown);
    BlockWriter.trap(code, context.names());
    blocks.write(part.blocks(), () -> leave(code, locals));
    Label out = code.newLabel();
    blocks
        .outside()
        .forEach(
            (block, label) ->
                code.labelBinding(label).loadConstant(number(numbers, block)).goto_(out));
    if (!blocks.outside().isEmpty()) {
      code.labelBinding(out);
      part.stored().stream()
          .forEach(
              variable ->
                  toFrame(code, FRAME_SLOT, variable + 1, locals.kind(variable), locals, variable));
      code.ireturn();
    }
  }

  private static int number(Map<Block, Integer> numbers, Block block) {
    Integer number = numbers.get(block);
    if (number == null) {
      throw new IllegalStateException("a block that is entered has no number");
    }
    return number;
  }

  /// Out of the function from within a part.
  private void leave(CodeBuilder code, Locals locals) {
    graph
        .type()
        .result()
        .ifPresent(
            kind -> {
              code.storeLocal(kind.typeKind(), locals.free());
              code.aload(FRAME_SLOT).iconst_0().loadLocal(kind.typeKind(), locals.free());
              toBits(code, kind);
              code.lastore();
            });
    code.loadConstant(DONE).ireturn();
  }

  private static void toFrame(
      CodeBuilder code, int frame, int index, ValueKind kind, Locals locals, int variable) {
    code.aload(frame).loadConstant(index);
    locals.load(code, variable);
    toBits(code, kind);
    code.lastore();
  }

  private static void fromFrame(CodeBuilder code, int frame, int index, ValueKind kind) {
    code.aload(frame).loadConstant(index).laload();
    switch (kind) {
      case I32 -> code.l2i();
      case I64 -> {}
      case F32 -> {
        code.l2i();
        bits(code, "java.lang.Float", "intBitsToFloat", kind.desc(), ConstantDescs.CD_int);
      }
      case F64 ->
          bits(code, "java.lang.Double", "longBitsToDouble", kind.desc(), ConstantDescs.CD_long);
    }
  }

  private static void toBits(CodeBuilder code, ValueKind kind) {
    switch (kind) {
      case I32 -> code.i2l();
      case I64 -> {}
      case F32 -> {
        bits(code, "java.lang.Float", "floatToRawIntBits", ConstantDescs.CD_int, kind.desc());
        code.i2l();
      }
      case F64 ->
          bits(code, "java.lang.Double", "doubleToRawLongBits", ConstantDescs.CD_long, kind.desc());
    }
  }

  private static void bits(
      CodeBuilder code, String owner, String method, ClassDesc to, ClassDesc from) {
    code.invokestatic(ClassDesc.of(owner), method, MethodTypeDesc.of(to, from));
  }
}
