package vn.congvan.systemtest.axis;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How the SDK turns the text of an answer into its objects, measured on the real one. {@code null} is what its callers get
 * and is therefore used here, too.
 */
enum Sdk {
    V2_0_1,
    V2_0_0;

    /** The answer of sendEdoc. */
    record Sent(String status, String errorCode, String errorDesc, String docId) {}

    /** The answer of every list; {@code rows} is null where the SDK lost them. */
    record Listed(String status, String errorCode, String errorDesc, List<Map<String, String>> rows) {}

    /** The answer of getEdoc, with the text that is written to the file. */
    record Fetched(String status, String errorCode, String errorDesc, String file) {}

    record Counted(String status, String errorCode, String errorDesc, int count) {}

    /** The answer of an operation without payload. */
    record Common(String status, String errorCode, String errorDesc) {}

    /** The answer of downloadEdoc. */
    record Downloaded(String status, String errorCode, byte[] file) {}

    private static final List<String> COMMON = List.of("status", "ErrorCode", "ErrorDesc");

    /** {@code null} for an empty body or a page; an object full of nulls when a field is missing or null. */
    Sent sent(String text) {
        Map<String, Object> object = object(text);
        if (object == null) {
            return null;
        }
        return hasAll(object, "DocId")
                ? new Sent(string(object, "status"), string(object, "ErrorCode"), string(object, "ErrorDesc"),
                        string(object, "DocId"))
                : new Sent(null, null, null, null);
    }

    Common common(String text) {
        Map<String, Object> object = object(text);
        return object != null && hasAll(object)
                ? new Common(string(object, "status"), string(object, "ErrorCode"), string(object, "ErrorDesc"))
                : new Common(null, null, null);
    }

    /** getReceivedEdocList: the only list for which 2.0.1 takes a page for success. */
    Listed received(String text) {
        return listed(text, this == V2_0_1, List.of("docId", "serviceType", "messageType", "created_time",
                "updated_time", "from", "to", "status", "status_desc"));
    }

    Listed sentList(String text) {
        return listed(text, false, List.of("serviceType", "messageType", "senderDocId", "receiverDocId", "fromCode",
                "toCode", "title", "notation", "sentTime", "receivedTime", "sendStatus", "sendStatusDesc",
                "receiveStatus", "receiveStatusDesc"));
    }

    Listed agencies(String text) {
        return listed(text, false, this == V2_0_1
                ? List.of("code", "id", "pid", "name", "mail", "oldCode")
                : List.of("code", "id", "pid", "name", "mail"));
    }

    Listed agenciesByNewCode(String text) {
        return listed(text, false, List.of("id", "code", "code102", "name", "mail"));
    }

    Listed units(String text) {
        return listed(text, false, List.of("id", "pid", "code", "name", "mail", "centerCode", "version", "deleted",
                "isAgency", "modifyDate"));
    }

    private static Listed listed(String text, boolean pageIsSuccess, List<String> fields) {
        if (text.isEmpty()) {
            return new Listed(null, null, null, null);
        }
        Map<String, Object> object = object(text);
        if (object == null) {
            return pageIsSuccess
                    ? new Listed("OK", "0", "Success", List.of())
                    : new Listed(null, null, null, null);
        }
        if (!hasAll(object)) {
            return new Listed(null, null, null, null);
        }
        return new Listed(string(object, "status"), string(object, "ErrorCode"), string(object, "ErrorDesc"),
                string(object, "ErrorCode").equals("0") ? rows(object.get("data"), fields) : null);
    }

    /** One bad field loses the whole list. */
    private static List<Map<String, String>> rows(Object data, List<String> fields) {
        if (!(data instanceof List<?> array)) {
            return null;
        }
        List<Map<String, String>> rows = new ArrayList<>();
        for (Object element : array) {
            Map<String, String> row = new LinkedHashMap<>();
            for (String field : fields) {
                Object value = ((Map<?, ?>) element).get(field);
                if (value instanceof List<?> one && one.size() == 1) {
                    value = one.get(0);
                }
                if (value == PlainJson.NULL || value instanceof List || value instanceof Map) {
                    return null;
                }
                String word = value == null ? null : word(value);
                if (field.equals("version") && word != null && !isInt(word)) {
                    return null;
                }
                row.put(field, word);
            }
            rows.add(row);
        }
        return rows;
    }

    Fetched fetched(String text) {
        Map<String, Object> object = object(text);
        if (object == null || !hasAll(object)) {
            return new Fetched(null, null, null, null);
        }
        String status = string(object, "status");
        Object data = object.get("data");
        if (this == V2_0_1 && (status.equals("FAIL") || data == null)) {
            return new Fetched(status, string(object, "ErrorCode"), string(object, "ErrorDesc"), null);
        }
        if (!(data instanceof String base64)) {
            // 2.0.0 decodes whatever the status is, and stumbles
            return new Fetched(null, null, null, null);
        }
        return new Fetched(status, string(object, "ErrorCode"), string(object, "ErrorDesc"),
                new String(Base64.getMimeDecoder().decode(base64), StandardCharsets.UTF_8));
    }

    Counted counted(String text) {
        Map<String, Object> object = object(text);
        if (object == null || !hasAll(object)) {
            return new Counted(null, null, null, 0);
        }
        Object count = object.get("count");
        return new Counted(string(object, "status"), string(object, "ErrorCode"), string(object, "ErrorDesc"),
                count == null ? 0 : Integer.parseInt(word(count)));
    }

    /** The HTTP status is not looked at: any body is the document. */
    Downloaded downloaded(byte[] body) {
        return body.length == 0 ? new Downloaded("FAIL", "100", body) : new Downloaded("SUCCESS", "0", body);
    }

    private static Map<String, Object> object(String text) {
        try {
            if (PlainJson.read(text) instanceof Map<?, ?> map) {
                Map<String, Object> object = new LinkedHashMap<>();
                map.forEach((name, value) -> object.put((String) name, value));
                return object;
            }
            return null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean hasAll(Map<String, Object> object, String... more) {
        List<String> names = new ArrayList<>(COMMON);
        names.addAll(List.of(more));
        return names.stream().allMatch(name -> object.get(name) != null && object.get(name) != PlainJson.NULL);
    }

    private static String string(Map<String, Object> object, String name) {
        return word(object.get(name));
    }

    private static String word(Object value) {
        return value instanceof PlainJson.Numeral number ? number.text() : String.valueOf(value);
    }

    private static boolean isInt(String word) {
        try {
            Integer.parseInt(word);
            return true;
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
