package dev.ballast.wasm;

import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.classfile.instruction.SwitchCase;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Writes the class of an instance and the class that calls through the table.
final class InstanceWriter {
  private static final MethodTypeDesc CONSTRUCTOR =
      MethodTypeDesc.of(
          ConstantDescs.CD_void, ConstantDescs.CD_int.arrayType(), ConstantDescs.CD_int);
  private static final MethodTypeDesc MACHINE_CONSTRUCTOR =
      CONSTRUCTOR
          .insertParameterTypes(1, ConstantDescs.CD_int)
          .insertParameterTypes(3, ConstantDescs.CD_int);
  private static final int THIS = 0;
  private static final int IMAGE = 1;
  private static final int PAGES = 2;

  private final Context context;
  private final WasmModule module;
  private final Names names;

  InstanceWriter(Context context) {
    this.context = context;
    this.module = context.module();
    this.names = context.names();
  }

  /// An instance: the globals as fields, the exports that have a name as methods, calls through the
  /// table for the hand-written imports.
  byte[] instanceClass() {
    return ClassFile.of()
        .build(
            names.instance(),
            builder -> {
              builder
                  .withFlags(ClassFile.ACC_FINAL | ClassFile.ACC_SUPER)
                  .withSuperclass(names.machine());
              for (int i = 0; i < module.globals().size(); i++) {
                builder.withField(
                    Names.global(i),
                    module.globals().get(i).kind().desc(),
                    ClassFile.ACC_SYNTHETIC);
              }
              builder.withMethodBody(ConstantDescs.INIT_NAME, CONSTRUCTOR, 0, this::constructor);
              module.exports().forEach(export -> export(builder, export));
              indirectTypes().forEach(type -> indirect(builder, type));
            });
  }

  /// Takes the image of the memory and the pages to start with; hands on where the image begins and
  /// the most pages.
  private void constructor(CodeBuilder code) {
    code.aload(THIS)
        .aload(IMAGE)
        .loadConstant(MemoryImage.start(module))
        .iload(PAGES)
        .loadConstant(module.memory().greatest())
        .invokespecial(names.machine(), ConstantDescs.INIT_NAME, MACHINE_CONSTRUCTOR);
    for (int i = 0; i < module.globals().size(); i++) {
      WasmModule.Global global = module.globals().get(i);
      code.aload(THIS);
      switch (global.kind()) {
        case I32 -> code.loadConstant((int) global.bits());
        case I64 -> code.loadConstant(global.bits());
        case F32, F64 -> throw new UnsupportedWasm("a global of floating point");
      }
      code.putfield(names.instance(), Names.global(i), global.kind().desc());
    }
    code.return_();
  }

  private void export(ClassBuilder builder, WasmModule.Export export) {
    Optional<String> name = names.exported(export.name());
    if (name.isEmpty()) {
      return;
    }
    FunctionType type = module.typeOf(export.function());
    builder.withMethodBody(
        name.get(),
        type.plain(),
        0,
        code -> {
          parameters(code, type, 1);
          code.aload(THIS)
              .invokestatic(
                  context.homes().apply(export.function()),
                  Names.function(export.function()),
                  type.method(names.instance()))
              .return_(returned(type));
        });
  }

  private void indirect(ClassBuilder builder, FunctionType type) {
    MethodTypeDesc virtual = type.indirect();
    builder.withMethodBody(
        type.indirectName(),
        virtual,
        0,
        code -> {
          int index = parameters(code, type, 1);
          code.iload(index)
              .aload(THIS)
              .invokestatic(names.table(), type.indirectName(), BlockWriter.indirect(type, names))
              .return_(returned(type));
        });
  }

  byte[] tableClass() {
    return ClassFile.of()
        .build(
            names.table(),
            builder -> {
              builder.withFlags(
                  ClassFile.ACC_FINAL | ClassFile.ACC_SUPER | ClassFile.ACC_SYNTHETIC);
              for (FunctionType type : indirectTypes()) {
                builder.withMethodBody(
                    type.indirectName(),
                    BlockWriter.indirect(type, names),
                    ClassFile.ACC_STATIC,
                    dispatch(type));
              }
            });
  }

  /// Calls the function of that type with the index; any other index is a defect of the module.
  private Consumer<CodeBuilder> dispatch(FunctionType type) {
    return code -> {
      int index = 0;
      for (ValueKind kind : type.parameters()) {
        index += kind.typeKind().slotSize();
      }
      int machine = index + 1;
      List<SwitchCase> cases = new ArrayList<>();
      List<Integer> functions = module.table().functions();
      for (int i = 0; i < functions.size(); i++) {
        if (module.typeOf(functions.get(i)).equals(type)
            && functions.get(i) >= module.imports().size()) {
          cases.add(SwitchCase.of(i + module.table().offset(), code.newLabel()));
        }
      }
      Label unknown = code.newLabel();
      code.iload(index).lookupswitch(unknown, cases);
      for (SwitchCase entry : cases) {
        int function = functions.get(entry.caseValue() - module.table().offset());
        code.labelBinding(entry.target());
        parameters(code, type, 0);
        code.aload(machine)
            .invokestatic(
                context.homes().apply(function),
                Names.function(function),
                type.method(names.instance()))
            .return_(returned(type));
      }
      code.labelBinding(unknown);
      BlockWriter.trap(code, names);
    };
  }

  /// The types calls through the table have, and those of the functions in it.
  private Set<FunctionType> indirectTypes() {
    return Stream.concat(
            module.functions().stream()
                .flatMap(function -> function.body().stream())
                .filter(instruction -> instruction.op() == WasmOp.CALL_INDIRECT)
                .map(instruction -> module.types().get(instruction.index())),
            module.table().functions().stream().map(module::typeOf))
        .collect(
            Collectors.toCollection(
                () ->
                    new TreeSet<>(
                        Comparator.comparing(type -> type.indirect().descriptorString()))));
  }

  /// Loads the parameters, the first of them in `slot`; answers the slot after them.
  private static int parameters(CodeBuilder code, FunctionType type, int slot) {
    int next = slot;
    for (ValueKind kind : type.parameters()) {
      code.loadLocal(kind.typeKind(), next);
      next += kind.typeKind().slotSize();
    }
    return next;
  }

  private static TypeKind returned(FunctionType type) {
    return type.result().map(ValueKind::typeKind).orElse(TypeKind.VOID);
  }
}
