package io.sluice.domain.schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What was seen in the fields of objects at one place of the events, in first-seen order. */
public final class ObservedFields {
  private final Map<String, ObservedType> byName = new LinkedHashMap<>();

  /** The place to tell what the field's values are. */
  public ObservedType field(String name) {
    return byName.computeIfAbsent(name, unseen -> new ObservedType());
  }

  /**
   * The fields that have a type, all nullable. Left out are names that a table cannot have, and of
   * names that differ only in case all but the first.
   */
  public List<Field> typed() {
    List<Field> fields = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    byName.forEach(
        (name, observed) ->
            observed
                .type()
                .filter(type -> FieldNames.isLegal(name) && taken.add(FieldNames.canonical(name)))
                .ifPresent(type -> fields.add(Field.nullable(name, type))));
    return fields;
  }

  /**
   * The first field, at any depth, that {@link #typed()} leaves out for its name, as a path; empty
   * when every name is usable.
   */
  public Optional<String> unusableName() {
    Set<String> taken = new HashSet<>();
    for (Map.Entry<String, ObservedType> field : byName.entrySet()) {
      String name = field.getKey();
      Optional<String> inside = field.getValue().unusableName();
      if (inside.isPresent()) {
        return Optional.of(name + "." + inside.get());
      }
      if (field.getValue().type().isPresent()
          && !(FieldNames.isLegal(name) && taken.add(FieldNames.canonical(name)))) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  Optional<FieldType> struct() {
    List<Field> fields = typed();
    return fields.isEmpty() ? Optional.empty() : Optional.of(new StructType(fields));
  }
}
