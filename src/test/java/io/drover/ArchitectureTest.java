package io.drover;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethod;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import io.drover.failure.Failure;
import java.time.Instant;
import java.util.List;

/** What the packages may know of each other and of the outside. */
@AnalyzeClasses(packages = "io.drover", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String ROOT = "io.drover";
    private static final String CAMEL = "io.drover.camel..";
    private static final String ROUTE = "io.drover.route..";

    /** From top to bottom: a package may use only those after it. */
    private static final List<String> PACKAGES = List.of(
            "camel",
            "console",
            "doctor",
            "route",
            "stack",
            "provision",
            "deployment",
            "template",
            "project",
            "type",
            "github",
            "ledger",
            "event",
            "health",
            "finding",
            "failure");

    @ArchTest
    static final ArchRule arrowsBetweenPackagesPointDownwards = arrowsDownwards();

    @ArchTest
    static final ArchRule everyClassIsInAPackageWithAPlaceInThisOrder = classes()
            .should()
            .resideInAnyPackage(
                    PACKAGES.stream().map(name -> ROOT + "." + name + "..").toArray(String[]::new))
            .orShould()
            .resideInAPackage(ROOT)
            .because("a new package gets its place in ArchitectureTest.PACKAGES");

    @ArchTest
    static final ArchRule camelIsKnownOnlyAtTheEdge = onlyIn("org.apache.camel..", ROOT, CAMEL, ROUTE)
            .because("the rest is plain Java that is tested without a context");

    @ArchTest
    static final ArchRule theCheckOfRoutesKnowsOnlyCamelsCatalog = noClasses()
            .that()
            .resideInAPackage(ROUTE)
            .should()
            .dependOnClassesThat(
                    resideInAPackage("org.apache.camel..").and(resideOutsideOfPackage("org.apache.camel.catalog..")));

    /** The doctor asks AWS what no other part wants to know: who Drover is, and what it may do. */
    @ArchTest
    static final ArchRule awsIsKnownOnlyToItsAdaptersAndWhereClientsAreMade = onlyIn(
            "software.amazon.awssdk..",
            ROOT,
            "io.drover.console..",
            "io.drover.doctor..",
            "io.drover.project..",
            "io.drover.deployment..");

    @ArchTest
    static final ArchRule httpIsSpokenOnlyToGitHubAndInAnswersToStacks =
            onlyIn("java.net.http..", "io.drover.github..", "io.drover.stack..");

    @ArchTest
    static final ArchRule gitIsSpokenOnlyInTemplate = onlyIn("org.eclipse.jgit..", "io.drover.template..");

    @ArchTest
    static final ArchRule databasesAreKnownOnlyToTheLedger = noClasses()
            .that()
            .resideOutsideOfPackage("io.drover.ledger..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jdbi..", "java.sql..", "javax.sql..");

    @ArchTest
    static final ArchRule timeComesFromAClockAndNothingSleeps = noClasses()
            .should(callMethod(Instant.class, "now"))
            .orShould(callMethod(System.class, "currentTimeMillis"))
            .orShould(callMethod(Thread.class, "sleep", long.class))
            .orShould(callMethod(Thread.class, "sleep", long.class, int.class))
            .because("a java.time.Clock is injected, and tests set it");

    @ArchTest
    static final ArchRule namesSayWhatAClassDoes = noClasses()
            .should()
            .haveNameMatching(".*(Util|Utils|Helper|Manager|Impl)")
            .because("such a name fits any class");

    @ArchTest
    static final ArchRule onlyTheProcessWritesToTheTerminal = noClasses()
            .that()
            .doNotBelongToAnyOf(Drover.class)
            .should(ACCESS_STANDARD_STREAMS)
            .because("everything else uses SLF4J");

    @ArchTest
    static final ArchRule onlyFailureIsInherited = classes().should(extendNoClassOfDroverButFailure());

    private static ArchRule arrowsDownwards() {
        LayeredArchitecture order =
                layeredArchitecture().consideringOnlyDependenciesInLayers().withOptionalLayers(true);
        order = order.layer(ROOT).definedBy(ROOT);
        for (String name : PACKAGES) {
            order = order.layer(name).definedBy(ROOT + "." + name + "..");
        }
        for (int i = 0; i < PACKAGES.size(); i++) {
            String[] below = PACKAGES.subList(i + 1, PACKAGES.size()).toArray(String[]::new);
            var arrows = order.whereLayer(PACKAGES.get(i));
            order = below.length == 0 ? arrows.mayNotAccessAnyLayer() : arrows.mayOnlyAccessLayers(below);
        }
        return order;
    }

    private static ArchRule onlyIn(String library, String... users) {
        return noClasses()
                .that()
                .resideOutsideOfPackages(users)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library);
    }

    private static ArchCondition<JavaClass> extendNoClassOfDroverButFailure() {
        return new ArchCondition<>("extend no class of Drover but Failure") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                type.getRawSuperclass()
                        .filter(parent -> parent.getPackageName().startsWith(ROOT))
                        .filter(parent -> !parent.isEquivalentTo(Failure.class))
                        .ifPresent(parent -> events.add(SimpleConditionEvent.violated(
                                type,
                                "%s extends %s: hold one instead of being one"
                                        .formatted(type.getName(), parent.getName()))));
            }
        };
    }
}
