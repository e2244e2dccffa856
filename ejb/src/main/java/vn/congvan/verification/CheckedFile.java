package vn.congvan.verification;

import java.util.Optional;
import java.util.UUID;

import vn.congvan.document.Sha256;
import vn.congvan.signature.Examination;

/**
 * A file of a package, and what the last check of its signatures found.
 *
 * @param packageId the package
 * @param position its place there, from 0
 * @param name its file name; shown, never used as a path
 * @param declaredType the type it claims
 * @param size its bytes; 0 when there are none to be had
 * @param sha256 its digest; empty when it could not be decoded
 * @param signs the place of the file whose signature this one holds; empty when it holds none that lies beside what it signs
 * @param examination what was found; empty when there was nothing to check
 */
public record CheckedFile(UUID packageId, int position, String name, String declaredType, long size,
        Optional<Sha256> sha256, Optional<Integer> signs, Optional<Examination> examination) {}
