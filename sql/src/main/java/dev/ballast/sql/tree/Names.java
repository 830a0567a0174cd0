package dev.ballast.sql.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads names out of raw nodes: of relations, types, roles, objects of any kind.
final class Names {
  private Names() {}

  /// The texts of a list of `String` nodes.
  static List<String> strings(List<RawNode> nodes) {
    return nodes.stream().map(Names::string).toList();
  }

  /// What a node says as one text: of constants their value, of names the name.
  static String string(RawNode node) {
    return switch (node.kind()) {
      case "String" -> node.text("sval");
      case "Integer" -> Integer.toString(node.number("ival"));
      case "Float" -> node.text("fval");
      case "Boolean" -> Boolean.toString(node.flag("boolval"));
      case "BitString" -> node.text("bsval");
      case "A_Star" -> "*";
      case "A_Const" -> constant(node);
      case "TypeName" -> word(type(node));
      case "TypeCast" -> string(node.some("arg"));
      case "ColumnRef" -> String.join(".", strings(node.list("fields")));
      case "RangeVar" -> ofRange(node).toString();
      case "RoleSpec" -> role(node);
      case "DefElem" -> node.text("defname") + "=" + string(node.some("arg"));
      case "List" -> String.join(",", strings(node.list("items")));
      default -> node.kind();
    };
  }

  /// The text of an `A_Const`.
  static String constant(RawNode node) {
    if (node.has("ival")) {
      return Integer.toString(node.some("ival").number("ival"));
    } else if (node.has("fval")) {
      return node.some("fval").text("fval");
    } else if (node.has("boolval")) {
      return Boolean.toString(node.some("boolval").flag("boolval"));
    } else if (node.has("bsval")) {
      return node.some("bsval").text("bsval");
    } else if (node.flag("isnull")) {
      return "NULL";
    }
    return node.some("sval").text("sval");
  }

  /// The last two of a dotted name; a catalogue before them is dropped.
  static QualifiedName qualified(List<RawNode> names) {
    return dotted(strings(names));
  }

  private static QualifiedName dotted(List<String> words) {
    int last = words.size() - 1;
    if (last < 0) {
      return QualifiedName.of("");
    }
    return new QualifiedName(
        last > 0 ? Optional.of(words.get(last - 1)) : Optional.empty(), words.get(last));
  }

  static Optional<QualifiedName> someQualified(List<RawNode> names) {
    return names.isEmpty() ? Optional.empty() : Optional.of(qualified(names));
  }

  /// The name in a `RangeVar`.
  static QualifiedName ofRange(RawNode range) {
    return new QualifiedName(range.someText("schemaname"), range.text("relname"));
  }

  static List<QualifiedName> ofRanges(List<RawNode> ranges) {
    return ranges.stream().map(Names::ofRange).toList();
  }

  static RelationUse use(RawNode range) {
    return new RelationUse(
        range.location(),
        ofRange(range),
        range.node("alias").flatMap(alias -> alias.someText("aliasname")),
        strings(range.some("alias").list("colnames")),
        !range.flag("inh"));
  }

  static Persistence persistence(RawNode range) {
    return switch (range.text("relpersistence")) {
      case "u" -> Persistence.UNLOGGED;
      case "t" -> Persistence.TEMPORARY;
      default -> Persistence.PERMANENT;
    };
  }

  static TypeName type(RawNode type) {
    return new TypeName(
        qualified(type.list("names")),
        strings(type.list("typmods")),
        type.list("arrayBounds").size(),
        type.flag("setof"),
        type.flag("pct_type"));
  }

  static Optional<TypeName> someType(RawNode owner, String field) {
    return owner.node(field).map(Names::type);
  }

  /// A word that the grammar took for a type, as `auto` in `WITH (vacuum_index_cleanup = auto)`, is
  /// reported as it was written.
  private static String word(TypeName type) {
    return type.name().schema().isEmpty() && type.modifiers().isEmpty()
        ? type.name().name()
        : type.canonical();
  }

  /// A role's name; the keywords in lower case.
  static String role(RawNode role) {
    String kind = role.text("roletype");
    return "ROLESPEC_CSTRING".equals(kind) || kind.isEmpty()
        ? role.text("rolename")
        : kind.substring("ROLESPEC_".length()).toLowerCase(Locale.ROOT);
  }

  static List<String> roles(List<RawNode> roles) {
    return roles.stream().map(Names::string).toList();
  }

  static ObjectKind objectKind(RawNode owner, String field) {
    return ObjectKind.ofTag(owner.text(field));
  }

  /// The name of an object of that kind, in any of the forms the grammar has for them.
  static ObjectName object(ObjectKind kind, RawNode node) {
    return switch (node.kind()) {
      case "RangeVar" -> ObjectName.of(ofRange(node));
      case "TypeName" -> ObjectName.of(type(node).name());
      case "ObjectWithArgs" -> routine(node);
      case "List" -> listed(kind, node.list("items"));
      default -> ObjectName.of(QualifiedName.of(string(node)));
    };
  }

  /// An `ObjectWithArgs`.
  static ObjectName routine(RawNode node) {
    return new ObjectName(
        qualified(node.list("objname")),
        Optional.empty(),
        node.flag("args_unspecified")
            ? Optional.empty()
            : Optional.of(node.list("objargs").stream().map(Names::type).toList()));
  }

  private static ObjectName listed(ObjectKind kind, List<RawNode> items) {
    return switch (kind) {
      case TRIGGER, POLICY, RULE, COLUMN, CONSTRAINT, DOMAIN_CONSTRAINT -> owned(items);
      case CAST -> {
        List<TypeName> types = items.stream().map(Names::type).toList();
        yield new ObjectName(QualifiedName.of("cast"), Optional.empty(), Optional.of(types));
      }
      case TRANSFORM ->
          new ObjectName(
              QualifiedName.of(string(items.getLast())),
              Optional.empty(),
              Optional.of(List.of(type(items.getFirst()))));
      case OPERATOR_CLASS, OPERATOR_FAMILY ->
          ObjectName.of(qualified(items.subList(1, items.size())));
      default -> ObjectName.of(qualified(items));
    };
  }

  /// The owner's name comes first: `schema.table.trigger`, or a domain's type and a constraint.
  private static ObjectName owned(List<RawNode> items) {
    List<String> owner = new ArrayList<>();
    for (RawNode item : items.subList(0, items.size() - 1)) {
      if (item.is("TypeName")) {
        owner.addAll(strings(item.list("names")));
      } else {
        owner.add(string(item));
      }
    }
    return new ObjectName(
        QualifiedName.of(string(items.getLast())), Optional.of(dotted(owner)), Optional.empty());
  }

  /// The constant of an enumeration whose values the grammar prefixes.
  static <E extends Enum<E>> E constant(Class<E> type, String prefix, String tag) {
    return Enum.valueOf(type, tag.substring(prefix.length()));
  }
}
