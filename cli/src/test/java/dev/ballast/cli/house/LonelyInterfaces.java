package dev.ballast.cli.house;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.instruction.InvokeDynamicInstruction;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Interfaces of the main sources with fewer than two implementations, test doubles counted.
///
/// Exempt are sealed interfaces, which name their alternatives; annotations, which have none; and
/// interfaces that are a lambda or a method reference anywhere in the house, since those are the
/// types of functions: every caller is an implementation.
final class LonelyInterfaces {
  private static final int ENOUGH = 2;

  private LonelyInterfaces() {}

  static List<String> in(House house) {
    Set<String> lambdas = new HashSet<>();
    Map<String, ClassModel> models = new HashMap<>();
    for (JavaClass type : house.classes()) {
      ClassModel model = parse(type);
      models.put(type.getName(), model);
      collectLambdas(model, lambdas);
    }
    return house.classes().stream()
        .filter(type -> type.isInterface() && !type.isAnnotation() && !House.isTest(type))
        .filter(type -> !type.getName().endsWith(".package-info"))
        .filter(type -> !isSealed(models.get(type.getName())))
        .filter(type -> implementations(type) < ENOUGH && !lambdas.contains(type.getName()))
        .map(JavaClass::getName)
        .toList();
  }

  private static boolean isSealed(ClassModel model) {
    return model.findAttribute(Attributes.permittedSubclasses()).isPresent();
  }

  private static long implementations(JavaClass type) {
    return type.getAllSubclasses().stream()
        .filter(sub -> !sub.isInterface() && !sub.getModifiers().contains(JavaModifier.ABSTRACT))
        .count();
  }

  private static ClassModel parse(JavaClass type) {
    try (InputStream bytes = type.getSource().orElseThrow().getUri().toURL().openStream()) {
      return ClassFile.of().parse(bytes.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// A lambda is an `invokedynamic` through `LambdaMetafactory` whose call site returns the
  /// interface.
  private static void collectLambdas(ClassModel model, Set<String> lambdas) {
    model.methods().stream()
        .flatMap(method -> method.code().stream())
        .flatMap(code -> code.elementStream())
        .filter(InvokeDynamicInstruction.class::isInstance)
        .map(InvokeDynamicInstruction.class::cast)
        .filter(call -> call.bootstrapMethod().owner().displayName().equals("LambdaMetafactory"))
        .forEach(
            call -> {
              String binary = call.typeSymbol().returnType().descriptorString();
              String name = binary.substring(1, binary.length() - 1).replace('/', '.');
              lambdas.add(name);
            });
  }
}
