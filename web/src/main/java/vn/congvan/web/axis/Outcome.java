package vn.congvan.web.axis;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

import vn.congvan.document.Refusal;
import vn.congvan.document.Sha256;
import vn.congvan.intake.IntakeAnswer.RecipientRefusal;

/** What an operation has to say, before it is written. */
sealed interface Outcome {

    /** Writes the payload fields behind the common ones. */
    @FunctionalInterface
    interface Payload {
        void write(JsonAnswer answer) throws IOException;
    }

    /**
     * Done.
     *
     * @param words what a person should read in the client's log
     * @param list true where the answer may be large and shrinks well: it is compressed for clients that take it
     */
    record Done(Payload payload, String words, boolean list) implements Outcome {

        static Done plain() {
            return saying(AxisError.NONE_TEXT);
        }

        static Done saying(String words) {
            return new Done(answer -> {
            }, words, false);
        }

        static Done with(Payload payload) {
            return new Done(payload, AxisError.NONE_TEXT, false);
        }

        static Done list(Payload payload) {
            return new Done(payload, AxisError.NONE_TEXT, true);
        }
    }

    /** Done, and the answer is a kept file and nothing else. */
    record File(Sha256 sha256, long size) implements Outcome {}

    /**
     * Not done.
     *
     * @param recipients each bad recipient with its own reason, where that is why
     * @param documentId the identity of the document that was refused, for the log
     */
    record Refused(Refusal refusal, List<RecipientRefusal> recipients, Optional<String> documentId)
            implements
                Outcome {

        static Refused because(Refusal refusal) {
            return new Refused(refusal, List.of(), Optional.empty());
        }
    }
}
