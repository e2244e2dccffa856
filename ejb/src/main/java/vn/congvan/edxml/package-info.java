/**
 * edXML bytes ⇄ documents and statuses (QCVN 102:2016/BTTTT, Amendment 1:2022).
 *
 * <p>Tolerant in, strict out: the room reads what the field really sends, says in findings what it put up with, and
 * writes the one layout that every parser in the field reads. It is here so that no other room ever touches the XML.
 * Everything streams: an attachment is never whole in memory, neither in nor out. What comes in is hostile until read:
 * no DTD, no entity, no name out of a package is ever a path, and every size has a limit.
 *
 * <p>Level 1: knows {@code document} and the XML parser. Which fields a package must have to be sent or accepted is not
 * decided here; a missing field is reported as empty. The door is {@link vn.congvan.edxml.EdxmlCodec}.
 */
package vn.congvan.edxml;
