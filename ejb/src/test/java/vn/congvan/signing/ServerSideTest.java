package vn.congvan.signing;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import org.junit.jupiter.api.Test;

/** The server has none of the libraries: what it loads of this room must do without them. */
class ServerSideTest {

    @Test
    void whatRunsInTheServerLoadsWithoutTheLibraries() {
        JavaClasses room = new ClassFileImporter().importClasses(SigningKeys.class, SigningKeys.Keeper.class,
                SigningKeys.Reference.class, SigningKeys.SignatureAnswer.class, SignedReceipt.class, Receipt.class,
                ReceiptCheck.class, CanonicalJson.class, SignerCertificates.class, SigningState.class,
                SigningRequest.class, SigningAppearance.class, SigningAppearance.Seal.class,
                SigningAppearance.Handwritten.class, SigningAppearance.OnCopy.class,
                SigningAppearance.OnAttachment.class, SigningPurpose.class, PagePlace.class, Numbering.class,
                PreparationResult.class, CompletionResult.class, NumberingResult.class, TimeStampSource.class,
                FileSigning.class, FileSigning.Asking.class, SigningRequestText.class);

        ArchRuleDefinition.classes().should()
                .onlyDependOnClassesThat(DescribedPredicate.describe("come with the JDK and the server or are of these",
                        type -> type.getPackageName().startsWith("java") || type.isPrimitive() || type.isArray()
                                || type.getPackageName().equals("vn.congvan.document")
                                || type.getPackageName().equals("org.jboss.logging")
                                || room.contain(type.getName().replaceAll("\\$.*", ""))))
                .check(room);
    }
}
