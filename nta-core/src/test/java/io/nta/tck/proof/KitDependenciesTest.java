package io.nta.tck.proof;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The kits are published without the tests of this module, so they may not lean on them. */
class KitDependenciesTest {
    @Test
    void theKitsNeedTheLibraryAndJunitAlone() {
        Set<String> library = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.nta").stream()
                        .map(JavaClass::getName)
                        .collect(Collectors.toSet());
        classes()
                .that()
                .resideInAPackage("io.nta.tck")
                .should()
                .onlyDependOnClassesThat(resideInAPackage("io.nta.tck")
                        .or(resideInAnyPackage(
                                "java..", "org.junit.jupiter.api..", "org.opentest4j..", "org.jspecify.."))
                        .or(DescribedPredicate.describe(
                                "are the library's",
                                type -> library.contains(
                                        type.getBaseComponentType().getName()))))
                .check(new ClassFileImporter().importPackages("io.nta.tck"));
    }
}
