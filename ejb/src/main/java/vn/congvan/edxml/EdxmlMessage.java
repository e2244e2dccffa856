package vn.congvan.edxml;

import java.util.List;

/** One package as read or to be written: a document (messagetype {@code edoc}) or a status ({@code status}). */
public sealed interface EdxmlMessage permits EdxmlDocument, EdxmlStatus {

    /** Who says it (đơn vị gửi). */
    Party from();

    /** What was tolerated while reading; empty for what we made. */
    List<Finding> findings();

    /** The XML signature as carried, never verified here. */
    EdxmlSignatureBlock signature();
}
