package vn.congvan.web.axis;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** What may be asked of the axis. */
enum Operation {
    SEND_EDOC("sendEdoc", OnFailure.EMPTY_DOC_ID, "POST"),
    GET_RECEIVED_EDOC_LIST("getReceivedEdocList",
            OnFailure.COMMON_FIELDS, "POST"),
    GET_EDOC("getEdoc", OnFailure.EMPTY_DATA,
            "POST"),
    DOWNLOAD_EDOC("downloadEdoc", OnFailure.EMPTY_BODY, "GET"),
    /** The SDK sends neither headers nor signature with it, so nobody can be let in. */
    DOWNLOAD_EDOC_2("downloadEdoc2", OnFailure.EMPTY_BODY, "GET", "POST"),
    UPDATE_STATUS("updateStatus",
            OnFailure.COMMON_FIELDS, "POST"),
    /** Ours: the axis knows no signed receipts. */
    GET_RECEIPT("getReceipt", OnFailure.EMPTY_DATA, "POST", "GET"),
    GET_SENT_EDOC_LIST("getSentEdocList", OnFailure.COMMON_FIELDS,
            "POST"),
    COUNT_RECEIVE_EDOC("countReceiveEdoc", OnFailure.COMMON_FIELDS, "POST",
            "GET"),
    COUNT_RECEIVE_STATUS("countReceiveStatus", OnFailure.COMMON_FIELDS, "POST",
            "GET"),
    GET_AGENCIES_LIST("getAgenciesList", OnFailure.COMMON_FIELDS,
            "POST"),
    GET_AGENCIES_LIST_QD20("getAgenciesListQD20",
            OnFailure.COMMON_FIELDS, "POST"),
    GET_SYNCHRONIZE_UNIT(
            "getSynchronizeUnit", OnFailure.COMMON_FIELDS, "POST"),
    /** What the .NET SDK calls {@link #GET_SYNCHRONIZE_UNIT}. */
    GET_LIST_UNIT("getListUnit", OnFailure.COMMON_FIELDS, "POST"),
    REGISTER_AGENCY("registerAgency",
            OnFailure.COMMON_FIELDS, "POST"),
    DELETE_AGENCY("deleteAgency", OnFailure.COMMON_FIELDS, "POST");

    /** What a failing answer must hold, so that the SDK does not lose the reason. */
    enum OnFailure {
        /** The common fields are enough. */
        COMMON_FIELDS,
        /** Without {@code DocId} the SDK makes an object full of nulls. */
        EMPTY_DOC_ID,
        /** Without {@code data} the SDK 2.0.0 makes an object full of nulls. */
        EMPTY_DATA,
        /** The SDK saves any body as the document, whatever the HTTP status. */
        EMPTY_BODY
    }

    private final String wire;
    private final OnFailure onFailure;
    private final Set<String> methods;

    Operation(String wire, OnFailure onFailure, String... methods) {
        this.wire = wire;
        this.onFailure = onFailure;
        this.methods = Set.of(methods);
    }

    static Optional<Operation> named(String wire) {
        return Arrays.stream(values()).filter(o -> o.wire.equals(wire)).findFirst();
    }

    String wire() {
        return wire;
    }

    OnFailure onFailure() {
        return onFailure;
    }

    boolean allows(String method) {
        return methods.contains(method);
    }

    /** The HTTP methods, for a person to read. */
    String methods() {
        return String.join(", ", methods.stream().sorted().toList());
    }
}
