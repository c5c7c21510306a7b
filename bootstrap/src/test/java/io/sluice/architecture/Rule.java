package io.sluice.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.sluice.architecture.Layers.below;
import static io.sluice.architecture.Layers.in;
import static io.sluice.architecture.Layers.inFilesNamed;
import static io.sluice.architecture.Layers.oneOf;
import static io.sluice.architecture.Layers.ours;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Locale;
import java.util.Set;

/** One rule of the design each. The same object judges the product and the rule's fixtures. */
// ArchUnit does not say that its rules are immutable; those without a store of known faults are.
@SuppressWarnings("ImmutableEnumChecker")
enum Rule {
  DOMAIN_KNOWS_ONLY_JAVA(
      classes().that(in("domain")).should().onlyDependOnClassesThat(in("domain").or(pureJava()))),
  DOMAIN_ASKS_NOBODY(noClasses().that(in("domain")).should().accessTargetWhere(worldAsked())),
  PORTS_KNOW_ONLY_JAVA_AND_DOMAIN(
      classes()
          .that(in("ports"))
          .should()
          .onlyDependOnClassesThat(in("ports").or(in("domain")).or(java()))),
  KAFKA_ADAPTER_SEES_ONLY_PORTS(adapterSeesOnlyPorts("kafka")),
  DELTA_ADAPTER_SEES_ONLY_PORTS(adapterSeesOnlyPorts("delta")),
  STORAGE_ADAPTER_SEES_ONLY_PORTS(adapterSeesOnlyPorts("storage")),
  KAFKA_IN_ITS_ADAPTER_AND_THE_DEMO(
      only(in("kafka").or(in("bootstrap.demo")), below("org.apache.kafka", "kafka"))),
  PARQUET_IN_ITS_ADAPTER(only(in("delta"), below("org.apache.parquet"))),
  DELTA_ENGINE_IN_THREE_PACKAGES(
      only(in("delta.standalone").or(in("delta.log")).or(in("delta.schema")), below("io.delta"))),
  HADOOP_IN_STORAGE(
      only(
          in("storage"),
          below("org.apache.hadoop")
              .and(
                  not(
                      oneOf(
                          "org.apache.hadoop.conf.Configuration",
                          "org.apache.hadoop.fs.Path",
                          "org.apache.hadoop.fs.FileStatus"))))),
  HADOOP_VALUES_FOR_THE_DELTA_ENGINE(
      only(
          in("storage").or(in("delta.log")).or(in("delta.standalone")),
          below("org.apache.hadoop"))),
  CLOUD_SDKS_IN_STORAGE(
      only(
          in("storage"),
          below(
              "software.amazon",
              "com.amazonaws",
              "io.minio",
              "com.azure",
              "com.microsoft.azure",
              "com.google.cloud"))),
  SQL_IN_THE_HOT_STORE(only(in("bootstrap.hot"), below("java.sql", "javax.sql", "org.postgresql"))),
  GUICE_IN_MODULES(only(inFilesNamed("Module").or(in("bootstrap")), below("com.google.inject"))),
  CONFIG_LIBRARY_IN_CONFIGS(
      only(inFilesNamed("Config").or(in("bootstrap")), below("com.typesafe.config"))),
  NO_PACKAGE_CYCLES(slices().matching("io.sluice.(**)").should().beFreeOfCycles()),
  CONSOLE_ONLY_IN_THE_CLI(
      noClasses()
          .that(ours().and(not(in("bootstrap.cli"))))
          .should()
          .accessTargetWhere(consoleUsed())),
  NAMES_THAT_SAY_NOTHING(
      noClasses()
          .that(ours())
          .should()
          .haveNameMatching(".*(Impl|Util|Utils|Helper|Manager)(\\$.*)?"));

  private static final String SYSTEM = "java.lang.System.";

  private final ArchRule rule;

  Rule(ArchRule rule) {
    this.rule = rule;
  }

  ArchRule rule() {
    return rule;
  }

  /** The package with the violations that show that it bites. */
  String fixtures() {
    return Layers.FIXTURES + "." + name().toLowerCase(Locale.ROOT).replace("_", "");
  }

  private static ArchRule only(
      DescribedPredicate<JavaClass> these, DescribedPredicate<JavaClass> maySee) {
    return noClasses().that(ours().and(not(these))).should().dependOnClassesThat(maySee);
  }

  private static ArchRule adapterSeesOnlyPorts(String adapter) {
    DescribedPredicate<JavaClass> seen = in(adapter).or(in("ports")).or(in("domain"));
    return classes().that(in(adapter)).should().onlyDependOnClassesThat(seen.or(not(ours())));
  }

  /** Primitive types are in no package. */
  private static DescribedPredicate<JavaClass> java() {
    return below("java")
        .or(describe("primitive", type -> type.getBaseComponentType().isPrimitive()));
  }

  /** What values and functions are made of: nothing that reads, waits, runs beside or is random. */
  private static DescribedPredicate<JavaClass> pureJava() {
    Set<String> packages =
        Set.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.runtime",
            "java.math",
            "java.nio.charset",
            "java.time",
            "java.time.chrono",
            "java.time.format",
            "java.time.temporal",
            "java.util",
            "java.util.function",
            "java.util.regex",
            "java.util.stream");
    DescribedPredicate<JavaClass> values =
        oneOf(
            "java.net.URI",
            "java.net.URISyntaxException",
            "java.nio.ByteBuffer",
            "java.nio.file.Path");
    DescribedPredicate<JavaClass> impure =
        oneOf(
            "java.lang.Process",
            "java.lang.ProcessBuilder",
            "java.lang.Runtime",
            "java.lang.Thread",
            "java.lang.ThreadLocal",
            "java.time.Clock",
            "java.util.Random",
            "java.util.Scanner",
            "java.util.ServiceLoader",
            "java.util.Timer");
    DescribedPredicate<JavaClass> inPackages =
        describe(
            "of the packages for values",
            type -> packages.contains(type.getBaseComponentType().getPackageName()));
    return java().and(inPackages.or(values).or(primitive())).and(not(impure));
  }

  private static DescribedPredicate<JavaClass> primitive() {
    return describe("primitive", type -> type.getBaseComponentType().isPrimitive());
  }

  private static DescribedPredicate<JavaAccess<?>> worldAsked() {
    Set<String> asked =
        Set.of(
            SYSTEM + "currentTimeMillis",
            SYSTEM + "nanoTime",
            SYSTEM + "getenv",
            SYSTEM + "getProperty",
            SYSTEM + "getLogger",
            SYSTEM + "exit",
            SYSTEM + "in",
            SYSTEM + "out",
            SYSTEM + "err",
            "java.lang.Math.random",
            "java.util.UUID.randomUUID");
    return describe(
        "the clock, chance or the process",
        access -> {
          AccessTarget target = access.getTarget();
          boolean now =
              target.getOwner().getPackageName().equals("java.time")
                  && target.getName().equals("now");
          return now || asked.contains(name(target));
        });
  }

  private static DescribedPredicate<JavaAccess<?>> consoleUsed() {
    Set<String> console = Set.of(SYSTEM + "out", SYSTEM + "err");
    return describe(
        "the console",
        access ->
            console.contains(name(access.getTarget()))
                || access.getTarget().getName().equals("printStackTrace"));
  }

  private static String name(AccessTarget target) {
    return target.getOwner().getFullName() + "." + target.getName();
  }
}
