package vn.congvan.signing;

import java.util.Optional;

/**
 * What a signature looks like on the page, as NĐ 30/2020 (Phụ lục I) wants it. Texts are printed in the embedded font;
 * times are printed as {@code dd-MM-yyyy HH:mm:ss +07:00}.
 */
public sealed interface SigningAppearance {

    /** What a signature of this look is put on for. */
    SigningPurpose purpose();

    /** The name of who signs, for the signature dictionary. */
    String signer();

    /**
     * The organisation's seal over about a third of the leader's signature image, on its left, with the organisation's
     * name and the time beneath (Phụ lục I, box 8).
     *
     * @param image the seal: red, PNG with a transparent background
     * @param width the real width of the seal in millimetres
     * @param organization the name of the organisation
     * @param leader the full name of who signed before, as it stands on the page; without a place, and where the file holds
     *            no visible signature, the seal is placed by it
     * @param place where the image of the seal goes; left out, it goes where the regulation wants it
     */
    record Seal(byte[] image, double width, String organization, Optional<String> leader, Optional<PagePlace> place)
            implements
                SigningAppearance {

        @Override
        public SigningPurpose purpose() {
            return SigningPurpose.ORGANISATION_ON_DOCUMENT;
        }

        @Override
        public String signer() {
            return organization;
        }
    }

    /**
     * Number and notation of the main document and the time, without an image, at the top right of the first page of an
     * attachment.
     *
     * @param organization the name of the organisation; not printed
     * @param documentCode number and notation of the main document, such as {@code 15/QĐ-UBND}
     */
    record OnAttachment(String organization, String documentCode) implements SigningAppearance {

        @Override
        public SigningPurpose purpose() {
            return SigningPurpose.ORGANISATION_ON_ATTACHMENT;
        }

        @Override
        public String signer() {
            return organization;
        }
    }

    /**
     * Form of copy, organisation and time, without an image, 10 pt, at the top right of the first page (Phụ lục I, phần II).
     *
     * @param form the form of copy, such as {@code SAO Y}
     * @param organization the name of the organisation that made the copy
     */
    record OnCopy(String form, String organization) implements SigningAppearance {

        @Override
        public SigningPurpose purpose() {
            return SigningPurpose.ORGANISATION_ON_COPY;
        }

        @Override
        public String signer() {
            return organization;
        }
    }

    /**
     * The image of the leader's handwritten signature, centred between position and full name (Phụ lục I, box 7c).
     *
     * @param image blue, PNG with a transparent background
     * @param fullName the leader's full name as it stands on the page
     * @param place what the image is fitted into; left out, it is the room above the name, which is then looked for
     */
    record Handwritten(byte[] image, String fullName, Optional<PagePlace> place) implements SigningAppearance {

        @Override
        public SigningPurpose purpose() {
            return SigningPurpose.LEADER;
        }

        @Override
        public String signer() {
            return fullName;
        }
    }
}
