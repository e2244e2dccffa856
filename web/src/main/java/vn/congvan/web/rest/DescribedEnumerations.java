package vn.congvan.web.rest;

import java.util.Arrays;
import java.util.List;

import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

import vn.congvan.delivery.DeliveryState;
import vn.congvan.delivery.TransferState;
import vn.congvan.document.BusinessKind;
import vn.congvan.document.ErrorCode;
import vn.congvan.document.Line;
import vn.congvan.document.Protocol;
import vn.congvan.document.Urgency;

/**
 * Puts into the description of the interface what its annotations cannot say: the enumerations, which stand in another
 * module than the one that is scanned and must not be written a second time, and that the parts of an upload are bytes.
 */
public class DescribedEnumerations implements OASFilter {

    private static final List<Class<? extends Enum<?>>> TYPES = List.of(BusinessKind.class, DeliveryState.class,
            ErrorCode.class, Line.class, Protocol.class, TransferState.class, Urgency.class);

    @Override
    public void filterOpenAPI(OpenAPI description) {
        for (Class<? extends Enum<?>> type : TYPES) {
            description.getComponents().addSchema(type.getSimpleName(),
                    OASFactory.createSchema().addType(Schema.SchemaType.STRING)
                            .enumeration(Arrays.stream(type.getEnumConstants()).<Object>map(Enum::name).toList()));
        }
        Schema upload = description.getComponents().getSchemas().get(DocumentsResource.UPLOAD);
        upload.getProperties().get("file").items(OASFactory.createSchema().addType(Schema.SchemaType.STRING)
                .format("binary"));
    }
}
