package io.sluice.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;

/**
 * Where classes are. Each layer is found in the product and, under the same name, in every fixture:
 * {@code io.sluice.architecture.fixtures.FIXTURE.LAYER}.
 */
final class Layers {
  static final String FIXTURES = "io.sluice.architecture.fixtures";

  private Layers() {}

  /** The classes of a package below {@code io.sluice} and of those below it. */
  static DescribedPredicate<JavaClass> in(String layer) {
    return resideInAnyPackage("io.sluice." + layer + "..", FIXTURES + ".*." + layer + "..")
        .as("in " + layer);
  }

  /** All of ours: layers and fixtures. */
  static DescribedPredicate<JavaClass> ours() {
    return resideInAnyPackage("io.sluice..").as("of Sluice");
  }

  /** Classes of others below these packages; arrays count as what they are arrays of. */
  static DescribedPredicate<JavaClass> below(String... packages) {
    String[] all = new String[packages.length];
    for (int i = 0; i < packages.length; i++) {
      all[i] = packages[i] + "..";
    }
    DescribedPredicate<JavaClass> inside = resideInAnyPackage(all);
    return describe(
        "below " + String.join(", ", packages), type -> inside.test(type.getBaseComponentType()));
  }

  /** One of these classes, by full name. */
  static DescribedPredicate<JavaClass> oneOf(String... names) {
    return describe(
        "one of " + String.join(", ", names),
        type -> {
          String name = type.getBaseComponentType().getFullName();
          for (String candidate : names) {
            if (name.equals(candidate)) {
              return true;
            }
          }
          return false;
        });
  }

  /** Classes in a file whose name ends so: nested ones belong to the outermost. */
  static DescribedPredicate<JavaClass> inFilesNamed(String suffix) {
    return describe(
        "named *" + suffix,
        type -> {
          String name = type.getFullName();
          int nested = name.indexOf('$');
          return (nested < 0 ? name : name.substring(0, nested)).endsWith(suffix);
        });
  }
}
