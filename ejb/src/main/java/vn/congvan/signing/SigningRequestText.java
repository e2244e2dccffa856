package vn.congvan.signing;

import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request as one line of text, for the way to a worker process. Lengths are texts, since our JSON has no fractions. */
final class SigningRequestText {

    private SigningRequestText() {}

    static String write(SigningRequest request) {
        Map<String, Object> members = new HashMap<>();
        members.put("chain", request.certificateChain().stream().map(Base64.getEncoder()::encodeToString).toList());
        members.put("time", request.claimedTime().toString());
        members.put("look", look(request.appearance()));
        request.numbering().ifPresent(numbering -> members.put("numbering",
                Map.of("number", numbering.number(), "numberPlace", place(numbering.numberPlace()), "date",
                        numbering.date(), "datePlace", place(numbering.datePlace()), "fontSize",
                        Double.toString(numbering.fontSize()))));
        return CanonicalJson.write(members);
    }

    /** @throws IllegalArgumentException it is not what {@link #write} wrote */
    static SigningRequest read(String text) {
        try {
            Map<?, ?> members = (Map<?, ?>) CanonicalJson.read(text);
            List<byte[]> chain = ((List<?>) members.get("chain")).stream()
                    .map(certificate -> Base64.getDecoder().decode((String) certificate)).toList();
            return new SigningRequest(chain, Instant.parse(text(members, "time")),
                    appearance((Map<?, ?>) members.get("look")),
                    Optional.ofNullable((Map<?, ?>) members.get("numbering")).map(SigningRequestText::numbering));
        } catch (ClassCastException | NullPointerException | java.time.DateTimeException e) {
            throw new IllegalArgumentException("no signing request", e);
        }
    }

    private static Map<String, Object> look(SigningAppearance appearance) {
        Map<String, Object> look = new HashMap<>();
        if (appearance instanceof SigningAppearance.Seal seal) {
            look.put("kind", "seal");
            look.put("image", Base64.getEncoder().encodeToString(seal.image()));
            look.put("width", Double.toString(seal.width()));
            look.put("organization", seal.organization());
            seal.leader().ifPresent(leader -> look.put("leader", leader));
            seal.place().ifPresent(place -> look.put("place", place(place)));
        } else if (appearance instanceof SigningAppearance.Handwritten hand) {
            look.put("kind", "handwritten");
            look.put("image", Base64.getEncoder().encodeToString(hand.image()));
            look.put("fullName", hand.fullName());
            hand.place().ifPresent(place -> look.put("place", place(place)));
        } else if (appearance instanceof SigningAppearance.OnCopy copy) {
            look.put("kind", "copy");
            look.put("form", copy.form());
            look.put("organization", copy.organization());
        } else if (appearance instanceof SigningAppearance.OnAttachment attachment) {
            look.put("kind", "attachment");
            look.put("organization", attachment.organization());
            look.put("documentCode", attachment.documentCode());
        }
        return look;
    }

    private static SigningAppearance appearance(Map<?, ?> look) {
        Optional<PagePlace> place = Optional.ofNullable((List<?>) look.get("place")).map(SigningRequestText::place);
        return switch (text(look, "kind")) {
            case "seal" -> new SigningAppearance.Seal(Base64.getDecoder().decode(text(look, "image")),
                    Double.parseDouble(text(look, "width")), text(look, "organization"),
                    Optional.ofNullable((String) look.get("leader")), place);
            case "handwritten" -> new SigningAppearance.Handwritten(Base64.getDecoder().decode(text(look, "image")),
                    text(look, "fullName"), place);
            case "copy" -> new SigningAppearance.OnCopy(text(look, "form"), text(look, "organization"));
            case "attachment" -> new SigningAppearance.OnAttachment(text(look, "organization"),
                    text(look, "documentCode"));
            default -> throw new IllegalArgumentException("no such look");
        };
    }

    private static Numbering numbering(Map<?, ?> numbering) {
        return new Numbering(text(numbering, "number"), place((List<?>) numbering.get("numberPlace")),
                text(numbering, "date"), place((List<?>) numbering.get("datePlace")),
                Double.parseDouble(text(numbering, "fontSize")));
    }

    private static List<String> place(PagePlace place) {
        return List.of(Integer.toString(place.page()), Double.toString(place.left()), Double.toString(place.top()),
                Double.toString(place.width()), Double.toString(place.height()));
    }

    private static PagePlace place(List<?> place) {
        return new PagePlace(Integer.parseInt((String) place.get(0)), Double.parseDouble((String) place.get(1)),
                Double.parseDouble((String) place.get(2)), Double.parseDouble((String) place.get(3)),
                Double.parseDouble((String) place.get(4)));
    }

    private static String text(Map<?, ?> members, String name) {
        Object text = members.get(name);
        if (text == null) {
            throw new IllegalArgumentException("no " + name);
        }
        return (String) text;
    }
}
